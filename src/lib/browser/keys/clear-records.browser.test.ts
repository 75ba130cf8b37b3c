import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keyOf } from '../../../../tests/fixtures/browser-keys.ts';
import type { ProposedEvent } from '../../core/session/event.ts';
import { LabDatabase, type OutboxEntry } from '../database.ts';
import { Drafts } from '../drafts.ts';
import { Outbox } from '../outbox.ts';
import { ClearDatabase, sealClearRecords } from './clear-records.ts';

const CANARY = '金丝雀：红钥匙在花盆下';
let into: LabDatabase;
let clear: string;
let clearCopies: string;
beforeEach(() => {
	into = new LabDatabase(`test-${crypto.randomUUID()}`);
	clear = `test-clear-${crypto.randomUUID()}`;
	clearCopies = `${clear}-copies`;
});
afterEach(async () => {
	await into.delete();
	await Dexie.delete(clear);
});

const event = (id: string): ProposedEvent => ({
	...{ id, type: 'note-added', data: { text: CANARY } },
	at: { utc: '2026-01-01T00:00:00.000Z', monotonicS: 1 }
});
const row = (id: string, userId: string): Omit<OutboxEntry, 'place'> => ({
	...{ id, userId, sessionId: 'session-1', event: event(id) },
	...{ status: 'pending', refusal: null }
});

/** What an earlier version of the program left behind. */
async function leaveClear(): Promise<void> {
	const database = new ClearDatabase(clear);
	await database.outbox.bulkAdd([row('one', 'tester-1'), row('two', 'tester-1')]);
	await database.outbox.add({
		...row('three', 'tester-1'),
		...{ status: 'refused', refusal: { code: 'session/closed', message: CANARY } }
	});
	await database.outbox.add(row('theirs', 'tester-2'));
	await database.draft.bulkAdd([
		{ key: 'tester-1/session-1/fact/new', value: { text: CANARY }, savedAt: 5 },
		{ key: 'tester-2/session-1/fact/new', value: { text: 'theirs' }, savedAt: 6 }
	]);
	const block = { sessionId: 'session-1', bootId: 'b', firstSequence: 1, bytes: new Uint8Array(9) };
	await database.block.add(block);
	database.close();
	const copies = new Dexie(clearCopies);
	copies.version(1).stores({ part: 'key' });
	await copies.table('part').add({ key: 1 });
	copies.close();
}

const move = async (account: string): Promise<void> =>
	sealClearRecords({ account, key: await keyOf(account), into, clear, clearCopies });

async function entriesOf(userId: string): Promise<readonly OutboxEntry[]> {
	const told: OutboxEntry[] = [];
	const outbox = new Outbox({
		...{ sessionId: 'session-1', userId, database: into },
		send: async () => {
			throw new TypeError('Failed to fetch');
		},
		changed: (entries) => told.splice(0, told.length, ...entries)
	});
	await outbox.start();
	await outbox.end();
	return told;
}

test('events and drafts of an earlier version are sealed once, in order; the clear ones are gone', async () => {
	await leaveClear();
	await move('tester-1');
	const entries = await entriesOf('tester-1');
	expect(entries.map(({ event: { id }, status }) => [id, status])).toEqual([
		['one', 'pending'],
		['two', 'pending'],
		['three', 'refused']
	]);
	expect(entries[0]?.event).toEqual(event('one'));
	expect(entries[2]?.refusal).toMatchObject({ message: CANARY });
	expect(await new Drafts('session-1', 'tester-1', into).load('fact/new')).toEqual({
		text: CANARY
	});
	// what is another person's waits for that person; copies of what the server has do not
	const left = new ClearDatabase(clear);
	expect((await left.outbox.toArray()).map(({ id }) => id)).toEqual(['theirs']);
	expect((await left.draft.toArray()).map(({ savedAt }) => savedAt)).toEqual([6]);
	expect(await left.block.count()).toBe(0);
	left.close();
	await vi.waitFor(async () => expect(await Dexie.exists(clearCopies)).toBe(false));

	await move('tester-1');
	expect(await entriesOf('tester-1')).toHaveLength(3);
	await move('tester-2');
	expect(await entriesOf('tester-2')).toMatchObject([{ event: { id: 'theirs' } }]);
	await vi.waitFor(async () => expect(await Dexie.exists(clear)).toBe(false));
	await move('tester-1');
	expect(await Dexie.exists(clear)).toBe(false);
});

test('a move that was cut off goes on and makes nothing twice; a newer draft stays', async () => {
	await leaveClear();
	await move('tester-1');
	await new Drafts('session-1', 'tester-1', into).save('fact/new', 'newer');
	// sealed, and not deleted before the page was gone
	const database = new ClearDatabase(clear);
	await database.outbox.add(row('one', 'tester-1'));
	await database.draft.add({ key: 'tester-1/session-1/fact/new', value: 'older', savedAt: 1 });
	database.close();
	await move('tester-1');
	expect(await entriesOf('tester-1')).toHaveLength(3);
	expect(await new Drafts('session-1', 'tester-1', into).load('fact/new')).toBe('newer');
});
