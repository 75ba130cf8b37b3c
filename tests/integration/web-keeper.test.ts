/** What the recorder tells becomes events once, and a recording nobody wrote down is taken over. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RecorderNotice } from '#lib/core/recording/recorder-messages.ts';
import type { ProposedEvent } from '#lib/core/session/event.ts';
import { assignMember } from '#lib/server/cases/assignments.ts';
import { createCase } from '#lib/server/cases/cases.ts';
import { openSession } from '#lib/server/cases/sessions.ts';
import { ChartKeeper } from '#lib/server/charts/keeper.ts';
import { adoptChart } from '#lib/server/charts/run-chart.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { openProtocols } from '#lib/server/protocols.ts';
import type { RecorderClient } from '#lib/server/recorder/client.ts';
import { supervisor, system, tester } from '../memory-session.ts';
import { chartStart } from '../fixtures/session-parts.ts';
import { script } from '../whole-session.ts';
import { sqliteFile, type TestDatabase } from '../database/databases.ts';

const catalogue = openProtocols('protocols');
const dataFolder = mkdtempSync(join(tmpdir(), 'jingwei-keeper-'));
const now = () => ({ monotonicS: 5000, utcMs: 1_800_000_000_000 });
const setup = {
	profile: 'virtual-bitalino',
	rateHz: 1000,
	channels: [{ name: 'EDA', kind: 'eda', unit: 'uS' }]
} as unknown as Parameters<typeof adoptChart>[4]['setup'];

let place: TestDatabase;
let events: EventStore;
let sessionId: string;
let problems: unknown[];
let commands: string[];
let recording: { sessionId: string; chart: number } | null;
let keeper: ChartKeeper;

/** The session as it stands before its first chart, in a real log. */
beforeEach(async () => {
	place = await sqliteFile();
	const database = await place.open();
	events = new EventStore(database);
	const context = { db: database.db, now: Date.now, newId: randomUUID, events, catalogue };
	const boss = { id: supervisor.id, role: 'supervisor' } as const;
	const user = { id: tester.id, role: 'tester' } as const;
	const { id: caseId } = await createCase(context, { number: '1', title: 'x' }, boss);
	await assignMember(context, { caseId, user, reason: 'test' }, boss);
	const at = { utc: '2026-03-01T08:00:00.000Z', monotonicS: null };
	const opening = { caseId, subjectCode: 'S-01', technique: 'cit', demonstration: true, at };
	sessionId = await openSession(context, opening, user);
	for (const step of script) {
		const { proposed, actor } = step(await events.stateOf(sessionId));
		if (proposed.type === 'session-opened') continue;
		if (proposed.type === 'chart-started') break;
		const [result] = await events.append(sessionId, [proposed], actor);
		if (!result?.ok) throw new Error(`${proposed.type}: ${JSON.stringify(result)}`);
	}
	problems = [];
	commands = [];
	recording = null;
	const recorder = {
		get health() {
			return { recording };
		},
		command: async (name: string) => void commands.push(name)
	} as unknown as RecorderClient;
	keeper = new ChartKeeper({
		...{ events, recorder, dataFolder, now },
		problem: (problem) => void problems.push(problem),
		adopt: (state, chart, actor) =>
			adoptChart({ events, database }, state, chart, actor, {
				setup,
				profileSha256: 'a'.repeat(64),
				now
			})
	});
});
afterEach(() => place.drop());

const chart = async () => (await events.stateOf(sessionId)).charts[0];

async function startChart(): Promise<void> {
	const at = { utc: '2026-03-01T08:00:00.000Z', monotonicS: null };
	const data = { ...chartStart(1), rateHz: 1000 };
	const started: ProposedEvent = { id: randomUUID(), type: 'chart-started', at, data };
	const [result] = await events.append(sessionId, [started], tester);
	expect(result?.ok).toBe(true);
}

/** The files of a chart of 35 s with one gap, as the recorder leaves them, and its notice. */
function closedChart(repaired: boolean): RecorderNotice {
	const file = `recordings/${sessionId}/chart-01.bdf`;
	const times = (s: number) => ({ monotonicS: 4000 + s, utcMs: 1_700_000_000_000 + 1000 * s });
	const pairs = Array.from({ length: 36 }, (_, s) => ({
		...{ type: 'clock', sample: 1000 * s },
		...times(s)
	}));
	const gap = { type: 'gap', firstSample: 12_000, samples: 30, cause: 'sequence', ...times(12) };
	const path = join(dataFolder, file.replace('.bdf', '.clock.jsonl'));
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, [...pairs, gap].map((line) => `${JSON.stringify(line)}\n`).join(''));
	const facts = { bytes: 1, sha256: 'b'.repeat(64), samples: 35_000, lost: 30 };
	const rates = { rateHz: 1000, effectiveRateHz: 1000.01 };
	return {
		...{ type: 'notice', notice: 'chart-closed', sessionId, chart: 1, file },
		...facts,
		...rates,
		repaired
	};
}

test('a closed chart is sealed with the gaps and clock pairs that nobody heard of, once', async () => {
	await startChart();
	const notice = closedChart(true);
	keeper.notice(notice);
	keeper.notice(notice);
	await keeper.settled;
	expect(problems).toEqual([]);
	const found = await chart();
	expect(found?.status).toBe('sealed');
	expect(found?.stopped?.reason).toBe('recorder-lost');
	expect(found?.gaps.map(({ firstSample }) => firstSample)).toEqual([12_000]);
	expect(found?.clock.map(({ sample }) => sample)).toEqual([0, 10_000, 20_000, 30_000]);
	expect(commands).toEqual(['acknowledge-chart', 'acknowledge-chart']);
	expect(
		(await events.allEvents(sessionId)).filter(({ type }) => type === 'chart-sealed')
	).toHaveLength(1);
});

test('a recording whose start never reached the log is taken over with a new order', async () => {
	recording = { sessionId, chart: 1 };
	keeper.compare();
	keeper.compare();
	await keeper.settled;
	expect(problems).toEqual([]);
	const found = await chart();
	expect(found?.status).toBe('running');
	const { questions } = await events.stateOf(sessionId);
	expect(found?.started.order).toHaveLength(questions.flatMap(({ items }) => items).length);
	expect(commands).toEqual([]);
});

async function stopChart(): Promise<void> {
	const at = { utc: '2026-03-01T08:10:00.000Z', monotonicS: null };
	const data = { chart: 1, reason: 'examiner' as const, note: '' };
	await events.append(sessionId, [{ id: randomUUID(), type: 'chart-stopped', at, data }], tester);
}

test('a recording that the log says is stopped is stopped', async () => {
	await startChart();
	await stopChart();
	recording = { sessionId, chart: 1 };
	keeper.compare();
	await keeper.settled;
	expect(commands).toEqual(['stop-chart']);
});

test('a stop that came before the recorder told of the recording is made up for', async () => {
	recording = { sessionId, chart: 1 };
	keeper.told();
	await keeper.settled;
	// about to be written by whoever started it: not taken over
	expect(await chart()).toBeUndefined();
	await startChart();
	recording = null;
	await stopChart();
	keeper.ended();
	await keeper.settled;
	expect(commands).toEqual([]);
	recording = { sessionId, chart: 1 };
	keeper.told();
	await keeper.settled;
	expect(commands).toEqual(['stop-chart']);
	expect(problems).toEqual([]);
});

test('a recording stops before all that the recorder told before is in the log', async () => {
	await startChart();
	recording = { sessionId, chart: 1 };
	const write = events.append.bind(events);
	let goOn = (): void => undefined;
	const waits = new Promise<void>((resolve) => (goOn = resolve));
	const spy = vi
		.spyOn(events, 'append')
		.mockImplementation((...given) => waits.then(() => write(...given)));
	const times = { monotonicS: 4010, utcMs: 1_700_000_010_000 };
	const pair = { ...{ type: 'notice', notice: 'clock', sessionId, chart: 1 }, ...times };
	keeper.notice({ ...pair, sample: 10_000 } as RecorderNotice);
	await vi.waitFor(() => expect(spy).toHaveBeenCalled());
	spy.mockRestore();
	await stopChart();
	keeper.ended();
	await vi.waitFor(() => expect(commands).toEqual(['stop-chart']));
	expect((await chart())?.clock).toEqual([]);
	goOn();
	await keeper.settled;
	expect((await chart())?.clock.map(({ sample }) => sample)).toEqual([10_000]);
	expect(problems).toEqual([]);
});

test('what ends something takes over a recording the log does not know, in its turn', async () => {
	recording = { sessionId, chart: 1 };
	keeper.ended();
	await keeper.settled;
	expect((await chart())?.status).toBe('running');
	expect(problems).toEqual([]);
});

test('the same gap told twice and read again is one event by the system', async () => {
	await startChart();
	const gap = {
		...{ type: 'notice', notice: 'gap', sessionId, chart: 1, firstSample: 12_000, samples: 30 },
		...{ cause: 'sequence', monotonicS: 4012, utcMs: 1_700_000_012_000 }
	} as RecorderNotice;
	keeper.notice(gap);
	keeper.notice(gap);
	keeper.notice(closedChart(false));
	await keeper.settled;
	const gaps = (await events.allEvents(sessionId)).filter(({ type }) => type === 'gap-declared');
	expect(gaps.map(({ actor }) => actor.role)).toEqual([system.role]);
	expect((await chart())?.stopped?.reason).toBe('examiner');
});
