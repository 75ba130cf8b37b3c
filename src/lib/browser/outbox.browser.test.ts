import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keyOf } from '../../../tests/fixtures/browser-keys.ts';
import type { EventBatch } from '../core/session/exchange.ts';
import type { ProposedEvent } from '../core/session/event.ts';
import { LabDatabase, type OutboxEntry } from './database.ts';
import { askKeysBy } from './keys/own-key.ts';
import { Outbox, type Send } from './outbox.ts';

let database: LabDatabase;
let outboxes: Outbox[];
let sessionId: string;

beforeEach(() => {
	database = new LabDatabase(`test-${crypto.randomUUID()}`);
	sessionId = crypto.randomUUID();
	outboxes = [];
});

afterEach(async () => {
	await Promise.all(outboxes.map((outbox) => outbox.end()));
	await database.delete();
});

const note = (text: string): ProposedEvent => ({
	id: crypto.randomUUID(),
	type: 'note-added',
	at: { utc: '2026-01-01T00:00:00.000Z', monotonicS: 12.345 },
	data: { text }
});

/** A server that takes everything, and remembers what it took in which order. */
function log(refuse: (event: ProposedEvent) => boolean = () => false) {
	const taken: ProposedEvent[] = [];
	const server = { away: false, sent: 0, taken, send: null as unknown as Send };
	server.send = async (_session, { events }: EventBatch) => {
		server.sent++;
		if (server.away) throw new TypeError('Failed to fetch');
		const results = events.map((event) => {
			if (refuse(event))
				return { id: event.id, ok: false, code: 'session/step-closed', message: 'no' };
			const known = taken.findIndex(({ id }) => id === event.id);
			if (known >= 0) return { id: event.id, ok: true, seq: known + 1 };
			return { id: event.id, ok: true, seq: taken.push(event) };
		});
		return { status: 200, body: { results } };
	};
	return server;
}

function outbox(send: Send, userId = 'tester-1') {
	let entries: readonly OutboxEntry[] = [];
	const made = new Outbox({
		...{ sessionId, userId, database, send, firstWaitMs: 10, longestWaitMs: 20 },
		changed: (now) => (entries = now)
	});
	outboxes.push(made);
	return { outbox: made, entries: () => entries };
}

test('an event is on the disk before it is sent', async () => {
	let rowsWhenSent = -1;
	const server = log();
	const { outbox: box } = outbox(async (...given) => {
		rowsWhenSent = await database.outbox.count();
		return server.send(...given);
	});
	const { outcome } = await box.add(note('a'));
	expect(await outcome).toEqual({ ok: true, seq: 1 });
	expect(rowsWhenSent).toBe(1);
	expect(await database.outbox.count()).toBe(0);
});

test('events made while the server is away arrive once, in order, unchanged', async () => {
	const server = log();
	server.away = true;
	const { outbox: box, entries } = outbox(server.send);
	const events = ['a', 'b', 'c'].map(note);
	const outcomes = [];
	for (const event of events) outcomes.push((await box.add(event)).outcome);
	await vi.waitFor(() => expect(server.sent).toBeGreaterThan(2));
	expect(entries().map(({ status }) => status)).toEqual(['pending', 'pending', 'pending']);
	server.away = false;
	expect(await Promise.all(outcomes)).toEqual([1, 2, 3].map((seq) => ({ ok: true, seq })));
	expect(server.taken).toEqual(events);
});

test('an answer that got lost on the way does not make the event twice', async () => {
	const server = log();
	let losses = 2;
	const { outbox: box } = outbox(async (...given) => {
		const answer = await server.send(...given);
		if (losses-- > 0) throw new TypeError('connection reset');
		return answer;
	});
	const { outcome } = await box.add(note('a'));
	expect(await outcome).toEqual({ ok: true, seq: 1 });
	expect(server.taken).toHaveLength(1);
});

test('what an earlier page left behind is sent by the next one', async () => {
	const server = log();
	server.away = true;
	const before = outbox(server.send);
	const event = note('kept');
	await before.outbox.add(event);
	await before.outbox.end();
	server.away = false;
	const after = outbox(server.send);
	await after.outbox.start();
	await vi.waitFor(() => expect(server.taken).toEqual([event]));
	await vi.waitFor(() => expect(after.entries()).toEqual([]));
});

test('a refused event is kept with its reason and does not hold up those behind it', async () => {
	const server = log(({ data }) => 'text' in data && data.text === 'bad');
	const { outbox: box, entries } = outbox(server.send);
	const bad = note('bad');
	const first = await box.add(bad);
	const second = await box.add(note('good'));
	expect(await first.outcome).toMatchObject({ ok: false, code: 'session/step-closed' });
	expect(await second.outcome).toEqual({ ok: true, seq: 1 });
	expect(entries()).toMatchObject([
		{ id: bad.id, status: 'refused', refusal: { code: 'session/step-closed' } }
	]);
	await box.putAside(bad.id);
	expect(await database.outbox.where('id').equals(bad.id).first()).toMatchObject({
		status: 'put-aside'
	});
});

test('a batch that is refused as a whole is sent one by one, and only the bad one is refused', async () => {
	const server = log();
	const { outbox: box } = outbox(async (session, batch) => {
		if (server.away) throw new TypeError('away');
		const isBad = batch.events.some(({ data }) => 'text' in data && data.text === 'bad');
		if (isBad) return { status: 400, body: { code: 'request/body', message: 'bad' } };
		return server.send(session, batch);
	});
	server.away = true;
	const outcomes = [];
	for (const text of ['a', 'bad', 'c']) outcomes.push((await box.add(note(text))).outcome);
	server.away = false;
	box.kick();
	expect(await Promise.all(outcomes)).toMatchObject([
		{ ok: true, seq: 1 },
		{ ok: false, code: 'request/body' },
		{ ok: true, seq: 2 }
	]);
});

test.each([401, 423, 429, 500, 503])('status %i means later, not no', async (status) => {
	const server = log();
	let noes = 2;
	const { outbox: box } = outbox(async (...given) =>
		noes-- > 0 ? { status, body: { code: 'x/y', message: '' } } : server.send(...given)
	);
	const { outcome } = await box.add(note('a'));
	expect(await outcome).toEqual({ ok: true, seq: 1 });
});

test('nobody sends what another person made', async () => {
	const server = log();
	server.away = true;
	const mine = outbox(server.send, 'tester-1');
	await mine.outbox.add(note('mine'));
	await mine.outbox.end();
	server.away = false;
	const theirs = outbox(server.send, 'tester-2');
	await theirs.outbox.start();
	const { outcome } = await theirs.outbox.add(note('theirs'));
	expect(await outcome).toEqual({ ok: true, seq: 1 });
	expect(await database.outbox.count()).toBe(1);
});

test('two tabs of one session send each event once and both hear the answer', async () => {
	const server = log();
	const [one, two] = [outbox(server.send), outbox(server.send)];
	const made = await Promise.all(
		[one, two, one, two].map(({ outbox: box }, i) => box.add(note(String(i))))
	);
	const outcomes = await Promise.all(made.map(({ outcome }) => outcome));
	expect(outcomes.every(({ ok }) => ok)).toBe(true);
	expect(server.taken).toHaveLength(4);
});

test('an event that waits for its key when the page goes is handed to the browser, and only then', async () => {
	let give: (key: CryptoKey | null) => void = () => undefined;
	askKeysBy(() => new Promise((resolve) => (give = resolve)));
	const handed: ProposedEvent[] = [];
	const server = log();
	const made = new Outbox({
		...{ sessionId, userId: 'tester-late', database, send: server.send },
		handOver: (_, { events }) => handed.push(...events),
		changed: () => undefined
	});
	outboxes.push(made);
	const event = note('made before the key came');
	const added = made.add(event);
	dispatchEvent(new PageTransitionEvent('pagehide'));
	expect(handed).toEqual([event]);
	// the page stayed: written and sent once more, under the same id
	const key = await keyOf('tester-late');
	give(key);
	await (
		await added
	).outcome;
	expect(server.taken).toEqual([event]);
	dispatchEvent(new PageTransitionEvent('pagehide'));
	expect(handed).toHaveLength(1);
	askKeysBy(keyOf);
});
