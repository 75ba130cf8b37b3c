/**
 * Logs of a laboratory as somebody outside keeps them, and the hands that change them: whoever holds the database and the
 * key that signs.
 *
 * @module
 */
import { generateKeyPairSync, hash as digest } from 'node:crypto';
import { bytesToHex } from '@noble/hashes/utils.js';
import {
	appendLeaf,
	emptyFrontier,
	frontierRoot,
	logAlgorithms,
	type Frontier,
	type TreeHashes
} from '#lib/core/audit/merkle.ts';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { SALTS_ERASED, type AuditEntry } from '#lib/core/integrity/erasure.ts';
import type { LogAnchor } from '#lib/core/integrity/head-chain.ts';
import { AUDIT_OWNER, rowLeaf, type LogRow } from '#lib/core/integrity/leaf.ts';
import { LogCheck, type KeptLeaf } from '#lib/core/integrity/log-check.ts';
import { FIRST_HEAD, headHash, headText, type TreeHead } from '#lib/core/integrity/tree-head.ts';
import { isSignedBy, logKeyOf } from '#lib/server/integrity/log-key.ts';

/** Node's own functions: quick, and another implementation than the program's. */
export const hashes: TreeHashes = {
	sha256: (bytes) => digest('sha256', bytes, 'buffer'),
	sm3: (bytes) => digest('sm3', bytes, 'buffer')
};
export const key = logKeyOf(generateKeyPairSync('ed25519').privateKey);
export const known = new Map<string, boolean>();
/** The same signature is looked at thousands of times. */
const isSigned = (text: string, signature: string, publicKey: string): boolean => {
	const name = `${text}${signature}${publicKey}`;
	const found = known.get(name) ?? isSignedBy(text, signature, publicKey);
	known.set(name, found);
	return found;
};

export interface Log {
	readonly heads: readonly TreeHead[];
	readonly leaves: readonly KeptLeaf[];
	readonly erasures: readonly AuditEntry[];
}
type Row = NonNullable<KeptLeaf['known']>;

export const hex = (seed: string): string => digest('sha256', seed);
export const leafOf = (index: number, { salt, row }: Row): KeptLeaf => {
	const of = (algorithm: 'sha256' | 'sm3'): string =>
		bytesToHex(rowLeaf(hashes[algorithm], Buffer.from(salt, 'hex'), row));
	return { index, sha256: of('sha256'), sm3: of('sm3'), known: { salt, row } };
};

/** Heads over leaves at these sizes, signed with the real key from head `from` on; those before are kept. */
function signedHeads(
	leaves: readonly KeptLeaf[],
	sizes: readonly number[],
	kept: readonly TreeHead[] = []
): TreeHead[] {
	const heads = [...kept];
	const trees: Record<'sha256' | 'sm3', Frontier> = { sha256: emptyFrontier, sm3: emptyFrontier };
	for (const [index, leaf] of leaves.entries()) {
		for (const one of logAlgorithms)
			trees[one] = appendLeaf(hashes[one], trees[one], Buffer.from(leaf[one], 'hex')).frontier;
		if (sizes[heads.length] !== index + 1) continue;
		const [sha256, sm3] = [trees.sha256, trees.sm3].map((tree, i) =>
			bytesToHex(frontierRoot(i === 0 ? hashes.sha256 : hashes.sm3, tree))
		);
		const at = new Date(1_772_000_000_000 + 60_000 * heads.length).toISOString();
		const before = heads.at(-1);
		const content = {
			number: heads.length + 1,
			size: index + 1,
			sha256: sha256!,
			sm3: sm3!,
			at,
			keyId: key.keyId,
			previous: before === undefined ? FIRST_HEAD : headHash(before)
		};
		heads.push({ ...content, signature: key.sign(headText(content)) });
	}
	return heads;
}

/** A log: several records' events side by side, one record erased, heads now and then and at the end. */
function logOf(seed: number): Log {
	const next = { session: 0, interview: 0, board: 0, audit: 0 };
	const rows: Row[] = [];
	const put = (source: keyof typeof next, hash?: string): void => {
		const owner = source === 'audit' ? AUDIT_OWNER : `${source}-id`;
		const row: LogRow = {
			source,
			owner,
			seq: ++next[source],
			hash: hash ?? hex(`${seed}/${rows.length}`)
		};
		rows.push({ salt: hex(`salt ${seed}/${rows.length}`), row });
	};
	const order = [
		'session',
		'board',
		'session',
		'audit',
		'interview',
		'session',
		'interview',
		'session',
		'board',
		'audit',
		'session'
	] as const;
	for (let i = 0; i < order.length; i++) put(order[(i + seed) % order.length]!);
	const gone = rows.flatMap(({ row }, index) => (row.source === 'interview' ? [index] : []));
	const details = canonicalJson({
		source: 'interview',
		owner: 'interview-id',
		upTo: next.interview,
		leaves: gone.join(',')
	});
	const fields = {
		seq: next.audit + 1,
		at_ms: 1,
		actor_id: 'a',
		action: SALTS_ERASED,
		object: 'interview-id',
		details,
		previous_hash: hex('x')
	};
	const entry: AuditEntry = { ...fields, hash: digest('sha256', canonicalJson(fields)) };
	put('audit', entry.hash);
	put('session');
	const leaves = rows
		.map((row, index) => leafOf(index, row))
		.map((leaf) => (gone.includes(leaf.index) ? { ...leaf, known: null } : leaf));
	const sizes = [2 + (seed % 3), 6 + (seed % 2), leaves.length];
	return { heads: signedHeads(leaves, sizes), leaves, erasures: [entry] };
}

export const logs = Array.from({ length: 8 }, (_, seed) => logOf(seed));
export const keys = new Map([[key.keyId, key.publicKey]]);

export function faultOf(
	{ heads, leaves, erasures }: Log,
	anchors: readonly LogAnchor[],
	own: ReadonlyMap<string, string> = keys
) {
	const check = new LogCheck({ heads, keys: own, anchors, erasures, isSigned, hashes });
	let fault = check.start();
	for (const leaf of leaves) fault ??= check.leaf(leaf);
	return fault ?? check.end(true);
}

export const outside = ({ heads }: Log, index = heads.length - 1, isWhole = true): LogAnchor => {
	const { number, size, sha256, keyId, ...rest } = heads[index]!;
	return {
		number,
		size,
		sha256,
		keyId,
		headHash: isWhole ? headHash({ number, size, sha256, keyId, ...rest }) : null,
		where: 'outside'
	};
};

/** Leaves as they stand, numbered anew. */
export const renumbered = (leaves: readonly KeptLeaf[]): KeptLeaf[] =>
	leaves.map((leaf, index) => ({ ...leaf, index }));
/** Everything consistent again after a change, signed with the stolen key. */
export const resigned = (log: Log, leaves: readonly KeptLeaf[], from = 0): Log => {
	const made = renumbered(leaves).map((leaf) =>
		leaf.known === null ? leaf : leafOf(leaf.index, leaf.known)
	);
	const sizes = log.heads.map(({ size }) => Math.min(size, made.length));
	if (made.length > log.leaves.length) sizes[sizes.length - 1] = made.length;
	return { ...log, leaves: made, heads: signedHeads(made, sizes, log.heads.slice(0, from)) };
};
/** Numbers of each record's events without gaps again. */
export const withoutGaps = (leaves: readonly KeptLeaf[], { erasures }: Log): KeptLeaf[] => {
	const next = new Map([['interview', erasures.length === 0 ? 0 : 2]]);
	return leaves.map((leaf) => {
		if (leaf.known === null) return leaf;
		const seq = (next.get(leaf.known.row.source) ?? 0) + 1;
		next.set(leaf.known.row.source, seq);
		return { ...leaf, known: { ...leaf.known, row: { ...leaf.known.row, seq } } };
	});
};
export const flip = (text: string, at: number): string => {
	const i = at % text.length;
	return text.slice(0, i) + (text[i] === '0' ? '1' : '0') + text.slice(i + 1);
};
export const edited = (leaf: KeptLeaf, n: number): KeptLeaf =>
	leaf.known === null
		? { ...leaf, sha256: flip(leaf.sha256, n), sm3: flip(leaf.sm3, n) }
		: { ...leaf, known: { ...leaf.known, row: { ...leaf.known.row, hash: hex(`other ${n}`) } } };
