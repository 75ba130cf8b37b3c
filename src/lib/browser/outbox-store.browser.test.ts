/** A browser whose store is full, broken or silent: what is recorded reaches the log all the same. */
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EventBatch } from '../core/session/exchange.ts';
import type { ProposedEvent } from '../core/session/event.ts';
import { LabDatabase, type OutboxEntry } from './database.ts';
import { Outbox, type OutboxOptions, type Send } from './outbox.ts';

let database: LabDatabase;
let taken: string[];
let isAway: boolean;
let handed: string[];

beforeEach(() => {
	database = new LabDatabase(`test-${crypto.randomUUID()}`);
	taken = [];
	handed = [];
	isAway = false;
});
afterEach(async () => {
	vi.restoreAllMocks();
	await database.delete();
});

const mark = (): ProposedEvent => ({
	id: crypto.randomUUID(),
	type: 'note-added',
	at: { utc: '2026-01-01T00:00:00.000Z', monotonicS: 12.345 },
	data: { text: 'x' }
});

const send: Send = async (_, { events }: EventBatch) => {
	if (isAway) throw new TypeError('Failed to fetch');
	const results = events.map(({ id }) => {
		if (!taken.includes(id)) taken.push(id);
		return { id, ok: true, seq: taken.indexOf(id) + 1 };
	});
	return { status: 200, body: { results } };
};

function open(options: Partial<OutboxOptions> = {}) {
	const told = { entries: [] as readonly OutboxEntry[], held: -1, problem: '' };
	const outbox = new Outbox({
		...{ sessionId: 'session-1', userId: 'tester-1', database, send },
		...{ firstWaitMs: 5, longestWaitMs: 10, longestStoreMs: 100 },
		changed: (entries, { held, problem }) => Object.assign(told, { entries, held, problem }),
		handOver: (_, { events }) => void handed.push(...events.map(({ id }) => id)),
		...options
	});
	return { outbox, told };
}

test('marks that the store refuses reach the log in order, and the page says that they are on no disk', async () => {
	const { outbox, told } = open();
	isAway = true;
	const [first, second, third] = [mark(), mark(), mark()];
	const outcomes = [(await outbox.add(first)).outcome];
	vi.spyOn(database.outbox, 'add').mockImplementationOnce(() =>
		Dexie.Promise.reject(new DOMException('the disk is full', 'QuotaExceededError'))
	);
	outcomes.push((await outbox.add(second)).outcome);
	// there is room again: it still comes behind the one before it
	outcomes.push((await outbox.add(third)).outcome);
	expect(told).toMatchObject({ held: 2, problem: 'the disk is full' });
	expect(told.entries.map(({ id }) => id)).toEqual([first.id, second.id, third.id]);
	isAway = false;
	expect(await Promise.all(outcomes)).toEqual([1, 2, 3].map((seq) => ({ ok: true, seq })));
	expect(taken).toEqual([first.id, second.id, third.id]);
	await vi.waitFor(() => expect(told).toMatchObject({ entries: [], held: 0, problem: '' }));
	isAway = true;
	const fourth = mark();
	await outbox.add(fourth);
	expect(await database.outbox.count()).toBe(1);
	await outbox.end();
	expect(handed).toEqual([]);
});

test('a store that does not answer is done without', async () => {
	const never = () => new Dexie.Promise<never>(() => undefined);
	vi.spyOn(database.outbox, 'add').mockImplementation(never);
	vi.spyOn(database.outbox, 'where').mockImplementation(() => {
		const rows = { sortBy: never, equals: () => ({ delete: never, modify: never }) };
		return rows as unknown as ReturnType<typeof database.outbox.where>;
	});
	const { outbox, told } = open();
	await outbox.start();
	const [first, second] = [mark(), mark()];
	const outcomes = [first, second].map(async (event) => (await outbox.add(event)).outcome);
	expect(await Promise.all(outcomes)).toEqual([1, 2].map((seq) => ({ ok: true, seq })));
	expect(taken).toEqual([first.id, second.id]);
	await vi.waitFor(() => expect(told.entries).toEqual([]));
	await outbox.end();
});

test('what is on no disk when the page is left is handed to the browser', async () => {
	isAway = true;
	vi.spyOn(database.outbox, 'add').mockImplementation(() =>
		Dexie.Promise.reject(new DOMException('forbidden', 'SecurityError'))
	);
	const { outbox } = open();
	const event = mark();
	await outbox.add(event);
	expect(handed).toEqual([]);
	await outbox.end();
	expect(handed).toEqual([event.id]);
});
