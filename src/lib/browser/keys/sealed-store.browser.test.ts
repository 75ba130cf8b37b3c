import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keyOf } from '../../../../tests/fixtures/browser-keys.ts';
import { encodeBlock, type Block } from '../../core/recording/block.ts';
import type { ProposedEvent } from '../../core/session/event.ts';
import { BlockStore } from '../block-store.ts';
import { LabDatabase, type OutboxEntry } from '../database.ts';
import { Drafts } from '../drafts.ts';
import { Outbox, type Send } from '../outbox.ts';
import { KeptDatabase } from '../recording/kept-database.ts';
import { keepOnlyFor, KeptParts } from '../recording/kept-parts.ts';
import { partBytes, partsOf } from '../recording/parts.ts';
import { askKeysBy, forgetKeys, keyFor, ownKey } from './own-key.ts';

const CANARY = '金丝雀：红钥匙在花盆下 canary-red-key';
/** Counts that nobody else has: their bytes are looked for too. */
const COUNTS = Int32Array.from({ length: 4000 }, (_, i) => 0x5a17c3 ^ (i % 3));

let database: LabDatabase;
let outboxes: Outbox[];
beforeEach(() => {
	database = new LabDatabase(`test-${crypto.randomUUID()}`);
	outboxes = [];
	askKeysBy(keyOf);
});
afterEach(async () => {
	askKeysBy(keyOf);
	await Promise.all(outboxes.map((outbox) => outbox.end()));
	await database.delete();
});

const note = (text = CANARY): ProposedEvent => ({
	...{ id: crypto.randomUUID(), type: 'note-added', data: { text } },
	at: { utc: '2026-01-01T00:00:00.000Z', monotonicS: 1 }
});
const block: Block = {
	...{ sequence: 0, chart: 1, firstSample: 0, gap: false, channels: [COUNTS] }
};
const away: Send = async () => {
	throw new TypeError('Failed to fetch');
};

function outbox(send: Send = away, userId = 'tester-1') {
	const told = { entries: [] as readonly OutboxEntry[], unreadable: -1 };
	const made = new Outbox({
		...{ sessionId: 'session-1', userId, database, send, firstWaitMs: 5, longestWaitMs: 10 },
		changed: (entries, { unreadable }) => Object.assign(told, { entries, unreadable })
	});
	outboxes.push(made);
	return { made, told };
}

/** Everything a database holds, as the bytes of its rows. */
async function bytesOf(kept: LabDatabase | KeptDatabase): Promise<string> {
	const parts: string[] = [];
	const walk = (value: unknown): void => {
		if (value instanceof Uint8Array) parts.push(signsOf(value));
		else if (value !== null && typeof value === 'object') Object.values(value).forEach(walk);
		else parts.push(asBytes(String(value)));
	};
	for (const table of kept.tables) (await table.toArray()).forEach(walk);
	return parts.join('\n');
}

const signsOf = (bytes: Uint8Array): string =>
	Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const asBytes = (text: string): string => signsOf(new TextEncoder().encode(text));
/** As tiles and as blocks hold it. */
const SAMPLES = '\u00c3\u0017\u005a\u00c2\u0017\u005a';

describe('what this browser keeps', () => {
	test('holds no word and no sample of a case, and comes back as it was', async () => {
		const event = note();
		const box = outbox(async () => ({
			status: 200,
			body: { results: [{ id: event.id, ok: false, code: 'session/closed', message: CANARY }] }
		}));
		await (
			await box.made.add(event)
		).outcome;
		await new Drafts('session-1', 'tester-1', database).save('fact/new', { text: CANARY });
		const store = new BlockStore('session-1', 'tester-1', database);
		store.setBoot('boot-1');
		expect(signsOf(encodeBlock(block))).toContain(SAMPLES.slice(0, 3));
		store.keep(block, encodeBlock(block));
		await store.flush();
		const kept = await bytesOf(database);
		expect(kept).toContain(event.id);
		expect(kept).not.toContain(asBytes(CANARY));
		expect(kept).not.toContain('canary');
		expect(kept).not.toContain(SAMPLES.slice(0, 3));

		expect(box.told).toMatchObject({
			entries: [{ event, status: 'refused', refusal: { message: CANARY } }],
			unreadable: 0
		});
		expect(await new Drafts('session-1', 'tester-1', database).load('fact/new')).toEqual({
			text: CANARY
		});
		expect(await store.load()).toMatchObject({ bootId: 'boot-1', blocks: [block] });
	});

	test('of a sealed recording is sealed part by part', async () => {
		const copies = new KeptDatabase(`test-${crypto.randomUUID()}`);
		const of = { account: 'tester-1', recording: 'a', key: await keyOf('tester-1') };
		await keepOnlyFor('tester-1', copies);
		const [part] = partsOf(1, 1000);
		const bytes = new Uint8Array(partBytes(part!, 1)).map((_, i) => SAMPLES.charCodeAt(i % 6));
		await new KeptParts(of, copies).keep(part!, bytes);
		expect(await bytesOf(copies)).not.toContain(SAMPLES.slice(0, 3));
		expect(await new KeptParts(of, copies).read(part!, bytes.length)).toEqual(bytes);
		// the server has it: another key reads it from there
		const other = { ...of, key: await keyOf('tester-2') };
		expect(await new KeptParts(other, copies).read(part!, bytes.length)).toBeNull();
		await copies.delete();
	});

	test('opens in its own place only: rows that were exchanged are refused', async () => {
		const drafts = new Drafts('session-1', 'tester-1', database);
		await drafts.save('a', 'first');
		await drafts.save('b', 'second');
		const [a, b] = await database.draft.toArray();
		await database.draft.bulkPut([
			{ ...a!, value: b!.value },
			{ ...b!, value: a!.value }
		]);
		await expect(drafts.load('a')).rejects.toMatchObject({ code: 'browser/sealed-otherwise' });
	});
});

describe('with another key', () => {
	test('nothing opens, it is told, and nothing is lost', async () => {
		await outbox().made.add(note());
		await new Drafts('session-1', 'tester-1', database).save('fact/new', CANARY);
		askKeysBy(() => keyOf('another laboratory'));
		const later = outbox();
		await later.made.start();
		await vi.waitFor(() => expect(later.told).toEqual({ entries: [], unreadable: 1 }));
		const drafts = new Drafts('session-1', 'tester-1', database);
		await expect(drafts.load('fact/new')).rejects.toMatchObject({
			code: 'browser/sealed-otherwise'
		});
		// what is written now goes its way, and what was there is there for the right key
		const sent: string[] = [];
		const working = outbox(async (_, { events }) => {
			sent.push(...events.map(({ id }) => id));
			const results = events.map(({ id }, i) => ({ id, ok: true, seq: i + 1 }));
			return { status: 200, body: { results } };
		});
		const event = note('new');
		await (
			await working.made.add(event)
		).outcome;
		expect(sent).toEqual([event.id]);
		askKeysBy(keyOf);
		const again = outbox();
		await again.made.start();
		await vi.waitFor(() =>
			expect(again.told.entries).toMatchObject([{ event: { data: { text: CANARY } } }])
		);
		expect(await drafts.load('fact/new')).toBe(CANARY);
	});

	test('a key that is refused is told to who needs it, and asked for again', async () => {
		askKeysBy(async () => {
			throw Object.assign(new Error('destroyed'), { code: 'keys/destroyed' });
		});
		await expect(outbox().made.add(note())).rejects.toThrow('destroyed');
		expect(await database.outbox.count()).toBe(0);
		askKeysBy(keyOf);
		await outbox().made.add(note());
		expect(await database.outbox.count()).toBe(1);
	});
});

describe('without a key', () => {
	test('an event waits, in order, and is nowhere in clear; it counts as written when it is sealed', async () => {
		let isHere = false;
		askKeysBy((account) => (isHere ? keyOf(account) : Promise.resolve(null)));
		const box = outbox();
		const events = [note('a'.repeat(100_000)), note('b'), note('c')];
		const writing = Promise.all(events.map((event) => box.made.add(event)));
		await new Promise((resolve) => setTimeout(resolve));
		expect(await database.outbox.count()).toBe(0);
		isHere = true;
		await writing;
		expect(box.told.entries.map(({ event }) => event)).toEqual(events);
		const rows = await database.outbox.orderBy('place').toArray();
		expect(rows.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
	});

	test('at sign-out every tab forgets it: the next reader asks, and somebody else gets nothing', async () => {
		const asked: string[] = [];
		askKeysBy((account) => {
			asked.push(account);
			return keyOf(account);
		});
		await outbox().made.add(note());
		keyFor('tester-1');
		await ownKey('tester-1');
		expect(asked).toEqual(['tester-1']);
		// another tab signs out
		const tab = new BroadcastChannel('jingwei-keys');
		tab.postMessage('forget');
		await vi.waitFor(async () => {
			await ownKey('tester-1');
			expect(asked).toEqual(['tester-1', 'tester-1']);
		});
		tab.close();
		forgetKeys();
		await ownKey('tester-1');
		expect(asked).toHaveLength(3);
		// whoever comes next has their own outbox and their own key
		keyFor('tester-2');
		const theirs = outbox(away, 'tester-2');
		await theirs.made.start();
		expect(theirs.told).toEqual({ entries: [], unreadable: 0 });
		await ownKey('tester-1');
		expect(asked.filter((account) => account === 'tester-1')).toHaveLength(4);
	});

	test('a key that comes after the sign-out is given to nobody', async () => {
		let give: (key: CryptoKey | null) => void = () => undefined;
		const asked: string[] = [];
		askKeysBy((account) => {
			asked.push(account);
			return asked.length === 1 ? new Promise((resolve) => (give = resolve)) : keyOf('later');
		});
		const waiting = ownKey('tester-1');
		forgetKeys();
		const early = await keyOf('early');
		give(early);
		expect(await waiting).not.toBe(early);
		expect(asked).toHaveLength(2);
	});
});
