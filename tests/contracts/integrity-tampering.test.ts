/**
 * Ten thousand ways to change a log by whoever holds the database and the key that signs it, each against one head kept
 * outside; and untouched logs, none of which may be called changed.
 */
import { hash as digest } from 'node:crypto';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { type LogRow } from '#lib/core/integrity/leaf.ts';
import { type KeptLeaf } from '#lib/core/integrity/log-check.ts';
import { readLogLines, writeLogLine, type ReadLog } from '#lib/core/integrity/log-lines.ts';
import { FIRST_HEAD, headHash, headText, type TreeHead } from '#lib/core/integrity/tree-head.ts';

import {
	edited,
	faultOf,
	flip,
	hex,
	key,
	leafOf,
	logs,
	outside,
	renumbered,
	resigned,
	withoutGaps,
	type Log
} from './tampered-log.ts';

vi.setConfig({ testTimeout: 60_000 });

type Tampering = (log: Log, at: number, n: number) => Log;
const tamperings: Readonly<Record<string, Tampering>> = {
	edit: (log, at, n) => ({ ...log, leaves: log.leaves.with(at, edited(log.leaves[at]!, n)) }),
	'edit a leaf': (log, at, n) => ({
		...log,
		leaves: log.leaves.with(at, {
			...log.leaves[at]!,
			...(n % 2 === 0
				? { sha256: flip(log.leaves[at]!.sha256, n) }
				: { sm3: flip(log.leaves[at]!.sm3, n) })
		})
	}),
	'edit and sign': (log, at, n) =>
		resigned(log, log.leaves.with(at, edited(log.leaves[at]!, n)), n % 3),
	delete: (log, at, n) => ({
		...log,
		leaves: n % 2 === 0 ? log.leaves.toSpliced(at, 1) : renumbered(log.leaves.toSpliced(at, 1))
	}),
	'delete and sign': (log, at) => resigned(log, withoutGaps(log.leaves.toSpliced(at, 1), log)),
	insert: (log, at, n) => ({
		...log,
		leaves: renumbered(log.leaves.toSpliced(at, 0, log.leaves[n % log.leaves.length]!))
	}),
	'insert and sign': (log, at, n) => {
		const row: LogRow = { source: 'session', owner: 'session-id', seq: 1, hash: hex(`new ${n}`) };
		return resigned(
			log,
			withoutGaps(log.leaves.toSpliced(at, 0, leafOf(0, { salt: hex(`s${n}`), row })), log)
		);
	},
	reorder: (log, at, n) => {
		const other = (at + 1 + (n % (log.leaves.length - 1))) % log.leaves.length;
		const leaves = log.leaves.with(at, log.leaves[other]!).with(other, log.leaves[at]!);
		return n % 2 === 0
			? { ...log, leaves: renumbered(leaves) }
			: resigned(log, withoutGaps(leaves, log));
	},
	truncate: (log, at) => ({ ...log, leaves: log.leaves.slice(0, at) }),
	'roll back': (log, _, n) => {
		const heads = log.heads.slice(0, n % log.heads.length);
		const size = heads.at(-1)?.size ?? 0;
		const erasures = log.erasures.filter(({ seq }) =>
			log.leaves
				.slice(0, size)
				.some(({ known: one }) => one?.row.source === 'audit' && one.row.seq === seq)
		);
		return { heads, leaves: log.leaves.slice(0, size), erasures };
	},
	fork: (log, at, n) =>
		resigned(
			log,
			log.leaves.map((leaf, i) => (i < at ? leaf : edited(leaf, n + i))),
			0
		),
	'swap salts': (log, at, n) => {
		const known = log.leaves.filter((leaf) => leaf.known !== null);
		const [a, b] = [
			known[at % known.length]!,
			known[(at + 1 + (n % (known.length - 1))) % known.length]!
		];
		const salted = (leaf: KeptLeaf, salt: string): KeptLeaf => ({
			...leaf,
			known: { ...leaf.known!, salt }
		});
		return {
			...log,
			leaves: log.leaves
				.with(a.index, salted(a, b.known!.salt))
				.with(b.index, salted(b, a.known!.salt))
		};
	},
	'drop a salt': (log, at) => {
		const leaf =
			log.leaves.find(({ index, known: one }) => index >= at && one !== null) ?? log.leaves.at(-1)!;
		return { ...log, leaves: log.leaves.with(leaf.index, { ...leaf, known: null }) };
	},
	'drop a salt and explain it': (log, at, n) => {
		const leaf =
			log.leaves.find(({ index, known: one }) => index >= at && one?.row.source === 'session') ??
			log.leaves.at(-1)!;
		const entry = {
			...log.erasures[0]!,
			details: canonicalJson({
				source: 'session',
				owner: 'session-id',
				upTo: leaf.known?.row.seq ?? 1,
				leaves: `${leaf.index}`
			})
		};
		const { hash: _, ...fields } = entry;
		const rehashed =
			n % 2 === 0 ? entry : { ...entry, hash: digest('sha256', canonicalJson(fields)) };
		return {
			...log,
			leaves: log.leaves.with(leaf.index, { ...leaf, known: null }),
			erasures: [...log.erasures, n % 3 === 0 ? { ...rehashed, seq: 1 } : rehashed]
		};
	},
	'edit a head': (log, at, n) => {
		const i = at % log.heads.length;
		const head = log.heads[i]!;
		const change = [
			{ size: head.size + 1 },
			{ sha256: flip(head.sha256, n) },
			{ sm3: flip(head.sm3, n) },
			{ at: new Date(n * 1000).toISOString() },
			{ previous: flip(head.previous, n) },
			{ signature: key.sign(`${n}`) }
		][n % 6];
		return { ...log, heads: log.heads.with(i, { ...head, ...change }) };
	},
	'date heads anew and sign': (log, at, n) => {
		const heads: TreeHead[] = [];
		for (const [i, head] of log.heads.entries()) {
			const previous = heads.at(-1);
			const content = {
				...head,
				...(i >= at % log.heads.length && { at: new Date(n * 1000).toISOString() }),
				previous: previous === undefined ? FIRST_HEAD : headHash(previous)
			};
			heads.push({ ...content, signature: key.sign(headText(content)) });
		}
		return { ...log, heads };
	},
	'delete a head': (log, at) => ({ ...log, heads: log.heads.toSpliced(at % log.heads.length, 1) })
};

test('no untouched log is called changed, with any head of it kept outside, or written and read again', () => {
	for (const log of logs) {
		expect(faultOf(log, [])).toBeNull();
		for (const index of log.heads.keys())
			for (const isWhole of [true, false])
				expect(faultOf(log, [outside(log, index, isWhole)])).toBeNull();
		const lines = [
			{ key },
			...log.heads.map((head) => ({ head })),
			...log.erasures.map((erasure) => ({ erasure })),
			...log.leaves.map((leaf) => ({ leaf }))
		];
		const text = lines
			.map((line) =>
				writeLogLine('key' in line ? { key: { keyId: key.keyId, publicKey: key.publicKey } } : line)
			)
			.join('');
		const read: ReadLog = readLogLines(text);
		expect(faultOf(read, [outside(log)], read.keys)).toBeNull();
		expect(() => readLogLines(text.replace('"index":3', '"index":"3"'))).toThrow(/line of a log/);
	}
});

test('each of 10 200 changes is found', () => {
	const names = Object.keys(tamperings);
	let changed = 0;
	const missed: string[] = [];
	fc.assert(
		fc.property(fc.nat(logs.length - 1), fc.nat(1000), fc.nat(100_000), (which, at, n) => {
			const log = logs[which]!;
			for (const name of names) {
				const other = tamperings[name]!(log, at % log.leaves.length, n);
				if (JSON.stringify(other) === JSON.stringify(log)) continue;
				changed++;
				if (faultOf(other, [outside(log)]) === null)
					missed.push(`${name} at ${at}, ${n} in log ${which}`);
			}
			return missed.length === 0;
		}),
		{ numRuns: 600 }
	);
	expect(missed).toEqual([]);
	expect(changed).toBeGreaterThanOrEqual(10_000);
});

test('the same changes with nothing kept outside: what is signed again is not found, and that is why it is kept outside', () => {
	const log = logs[0]!;
	const other = tamperings['edit and sign']!(log, 0, 0);
	expect(faultOf(other, [])).toBeNull();
	expect(faultOf(tamperings['edit']!(log, 0, 1), [])?.what).toBe('leaf-changed');
	expect(faultOf(other, [outside(log, 2, false)])?.what).toBe('anchor');
});
