import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { LabClock } from '#lib/browser/clock.ts';
import { LabDatabase } from '#lib/browser/database.ts';
import type { Send } from '#lib/browser/outbox.ts';
import { encodeJson } from '#lib/core/recording/packet.ts';
import type { ProposedEvent, SessionEvent } from '#lib/core/session/event.ts';
import type { EventBatch } from '#lib/core/session/exchange.ts';
import { procedure } from '#lib/core/session/procedure.ts';
import { runningLog } from '../../../../tests/fixtures/session-log.ts';
import table from '../../../../protocols/procedure/six-step.yaml?raw';
import type { SessionPageData } from './page-data.ts';
import { SessionView } from './session-view.svelte.ts';

/** A server that can go away and come back, with a log, a stream and a clock 1000 s ahead. */
function lab() {
	const sessionId = crypto.randomUUID();
	const { events } = runningLog(sessionId);
	const log: SessionEvent[] = [...events];
	const streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
	const server = {
		...{ sessionId, log, isAway: false, isMute: false, received: [] as ProposedEvent[] },
		goAway() {
			server.isAway = true;
			server.cutStreams();
		},
		cutStreams() {
			for (const stream of streams) stream.error(new TypeError('network error'));
			streams.clear();
		},
		async send(_session: string, { events: batch }: EventBatch) {
			if (server.isAway) throw new TypeError('Failed to fetch');
			const results = batch.map((proposed) => {
				server.received.push(proposed);
				const known = log.find(({ id }) => id === proposed.id);
				if (known !== undefined) return { id: proposed.id, ok: true, seq: known.seq };
				const seq = log.length + 1;
				const actor = { id: 'tester-1', role: 'tester' };
				log.push({ ...proposed, sessionId, seq, actor } as SessionEvent);
				for (const stream of streams)
					stream.enqueue(encodeJson({ type: 'event', event: log[seq - 1] }));
				return { id: proposed.id, ok: true, seq };
			});
			return { status: 200, body: { results } };
		},
		async open(path: string) {
			if (server.isAway || server.isMute) throw new TypeError('Failed to fetch');
			const from = Number(new URL(path, 'http://lab').searchParams.get('events'));
			return new ReadableStream<Uint8Array>({
				start(controller) {
					const hello = { type: 'opened', serverBootId: 's', recorderBootId: null };
					controller.enqueue(encodeJson({ ...hello, monotonicS: 0, utcMs: 0 }));
					for (const event of log.filter(({ seq }) => seq > from))
						controller.enqueue(encodeJson({ type: 'event', event }));
					streams.add(controller);
				}
			});
		}
	};
	return server;
}

let database: LabDatabase;
let view: SessionView;
let server: ReturnType<typeof lab>;
let nowMs = 50_000;

function makeView(): SessionView {
	const data = {
		sessionId: server.sessionId,
		events: server.log.slice(),
		procedure: procedure.parse(parse(table)),
		user: { id: 'tester-1', name: '测试员', role: 'tester' }
	} as unknown as SessionPageData;
	const clock = new LabClock({
		steadyMs: () => nowMs,
		wallMs: () => Date.UTC(2026, 10, 24) + nowMs,
		wait: async () => undefined,
		ask: async () => ({ monotonicS: nowMs / 1000 + 1000, utcMs: 0 })
	});
	return new SessionView(data, {
		...{ database, clock, firstWaitMs: 5, readSamples: async () => false },
		send: (...given) => server.send(...given),
		open: (path) => server.open(path)
	});
}

beforeEach(async () => {
	database = new LabDatabase(`test-${crypto.randomUUID()}`);
	server = lab();
	view = makeView();
	view.start();
	await vi.waitFor(() => expect(view.connection).toBe('live'));
	await view.clock.synchronise();
});

afterEach(() => view.end());

const ask = { chart: 1, presentation: 1, questionId: 'q1', itemId: 'q1i0', sample: null };

test('what is proposed is acknowledged and comes back as state', async () => {
	const result = await view.propose('question-asked', ask);
	expect(result).toEqual({ ok: true, seq: server.log.length });
	await vi.waitFor(() =>
		expect(view.state.charts[0]?.presentations[0]?.asked?.at.monotonicS).toBe(1050)
	);
	expect(view.pending).toEqual([]);
});

test('a mark that was taken while the stream was cut is not offered again', async () => {
	server.isMute = true;
	server.cutStreams();
	await vi.waitFor(() => expect(view.connection).not.toBe('live'));
	expect(await view.propose('question-asked', ask)).toMatchObject({ ok: true });
	flushSync();
	expect(view.pending).toEqual([]);
	expect(view.state.charts[0]?.presentations[0]?.asked).toBeNull();
	expect(view.foreseen.charts[0]?.presentations[0]?.asked?.at.monotonicS).toBe(1050);
	// the next one follows from it, as it does for the server
	await view.propose('question-ended', { chart: 1, presentation: 1, sample: null });
	expect(view.foreseen.charts[0]?.presentations[0]?.ended).not.toBeNull();

	server.isMute = false;
	await vi.waitFor(() => expect(view.state.seq).toBe(server.log.length));
	flushSync();
	expect(view.foreseen).toEqual(view.state);
});

test('a marker pressed while the server is down is pending, not lost, and arrives once with its true time', async () => {
	server.goAway();
	await vi.waitFor(() => expect(view.connection).not.toBe('live'));
	nowMs = 61_234;
	const pressed = view.propose('question-asked', ask);
	nowMs = 64_000;
	const ended = view.propose('question-ended', { chart: 1, presentation: 1, sample: null });
	await vi.waitFor(() => expect(view.pending).toHaveLength(2));
	flushSync();
	expect(view.state.charts[0]?.presentations[0]?.asked).toBeNull();
	expect(view.foreseen.charts[0]?.presentations[0]?.ended).not.toBeNull();

	// the page is closed and opened again while the server is still away
	view.end();
	nowMs = 99_000;
	view = makeView();
	view.start();
	await vi.waitFor(() => expect(view.pending).toHaveLength(2));
	server.isAway = false;
	await vi.waitFor(() => expect(view.pending).toEqual([]));
	await vi.waitFor(() => expect(view.state.seq).toBe(server.log.length));

	const { asked, ended: end } = view.state.charts[0]!.presentations[0]!;
	expect(asked?.at).toEqual({ utc: '2026-11-24T00:01:01.234Z', monotonicS: 1061.234 });
	expect(end?.at.monotonicS).toBe(1064);
	const marks = server.log.filter(({ type }) => type === 'question-asked');
	expect(marks).toHaveLength(1);
	void Promise.allSettled([pressed, ended]);
});

test('a refused proposal is kept with its reason in words', async () => {
	const refusing: Send = async (_session, { events }) => ({
		status: 200,
		body: {
			results: events.map(({ id }) => ({
				...{ id, ok: false, code: 'session/gate', message: 'still needs', missing: ['a'] }
			}))
		}
	});
	server.send = refusing as typeof server.send;
	const result = await view.propose('step-completed', { step: 'formal-test' });
	expect(result).toMatchObject({ ok: false, code: 'session/gate', missing: ['a'] });
	await vi.waitFor(() => expect(view.refusals).toHaveLength(1));
	expect(view.refusals[0]?.text.length).toBeGreaterThan(0);
	await view.putAside(view.refusals[0]!.id);
	expect(view.refusals).toEqual([]);
});

test('it knows the open step and what this person may record', () => {
	expect(view.open).toBe('formal-test');
	expect(view.permitted('question-asked')).toBe(true);
	expect(view.permitted('chart-sealed')).toBe(false);
	expect(view.steps.map(({ status }) => status)).toEqual([
		...['done', 'done', 'done', 'open', 'closed', 'closed']
	]);
});
