/**
 * What may happen to the web process, its database and the way to it while a chart is recorded: the recorder goes on,
 * the tab gets every sample, and every mark stands in log and file once.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readEdf } from '#lib/core/recording/edf/reader.ts';
import type { EventData, EventType } from '#lib/core/session/event.ts';
import { readRecorderNote } from '#lib/server/recorder/process.ts';
import { absentFrom, numbersIn } from '../fixtures/counted-instrument.ts';
import { CutProxy } from '../fixtures/cut-proxy.ts';
import { EventSender, RecordingTab, type Ask } from '../fixtures/recording-tab.ts';
import { soon, WatchedChart } from '../fixtures/watched-chart.ts';
import { verifyWith } from '../cli/command-line.ts';
import { recordFault } from './record-fault.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

const KILLS = 10;
const RACES = 100;
const CUTS_MS = [100, 300, 2000];
const STALL_MS = 5000;
const LOCK_MS = 4000;
const RECORDER_KILLS = 3;
/** What the clock may be off by over an absence of the recorder [ms]. */
const CLOCK_MS = 20;
/** Samples the cable takes while nobody can write that down. */
const DROPPED = 5;

const chart = new WatchedChart();
/** Ids of the two events of each race. */
const races: string[][] = [];

beforeAll(async () => {
	await chart.open();
});
afterAll(() => chart.remove());

/** An event of the tester at this moment. */
function eventOf(type: EventType, data: object) {
	const at = { utc: new Date().toISOString(), monotonicS: chart.nowS() };
	return { id: randomUUID(), type, at, data: { chart: chart.chart, sample: null, ...data } };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Sends one; gives back the answer's status. */
async function send(event: object): Promise<number> {
	const path = `/api/sessions/${chart.sessionId}/events`;
	const answer = await chart.tester.post(path, { events: [event] });
	await answer.text();
	return answer.status;
}

/** Marks at a steady pace while something else happens. */
async function marking<T>(work: Promise<T>, everyMs = 200): Promise<T> {
	const state = { isOver: false };
	const done = work.finally(() => (state.isOver = true));
	while (!state.isOver) {
		chart.remark();
		await sleep(everyMs);
	}
	return done;
}

test('F27: a double click starts one chart', async () => {
	const answers = await Promise.all([chart.startChart(), chart.startChart()]);
	expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
	const started = answers.find(({ status }) => status === 200)!;
	const { data } = (await started.json()) as { data: EventData<'chart-started'> };
	await chart.running(data);
	const { charts } = await chart.state();
	expect(charts).toHaveLength(1);
});

test('F27: the same key press sent again is one event, and asked again it is refused', async () => {
	await chart.suffer('F27', { runs: RACES }, async () => {
		const { questionId, itemId } = chart.order[0]!;
		const asked = { presentation: 1, questionId, itemId };
		const event = eventOf('question-asked', asked);
		for (let press = 0; press < RACES; press++) expect(await send(event)).toBe(200);
		expect(await send(eventOf('question-asked', asked))).toBe(409);
		chart.remark();
		return 'one key press sent again and again, two clicks on start, stopped in mid question';
	});
});

test('F12: of two tabs that act at once one is heard', async () => {
	await chart.suffer('F12', { runs: RACES }, async () => {
		for (let race = 0; race < RACES; race++) {
			const type = race % 2 === 0 ? 'chart-paused' : 'chart-resumed';
			const data = type === 'chart-paused' ? { reason: '' } : {};
			const both = [eventOf(type, data), eventOf(type, data)];
			const answers = await Promise.all(both.map(send));
			expect(answers.toSorted((a, b) => a - b)).toEqual([200, 409]);
			races.push(both.map(({ id }) => id));
		}
		return 'pause and resume pressed in two tabs at once';
	});
});

/** A tab and its marks behind the proxy, in the place of those beside the server. */
async function behind(work: (proxy: CutProxy) => Promise<string>): Promise<string> {
	const { hostname: host, port } = new URL(chart.web.origin);
	const proxy = await new CutProxy({ host, port: Number(port) }).start();
	const ask: Ask = (path, init = {}) => {
		const headers = new Headers(init.headers);
		headers.set('cookie', chart.tester.cookie);
		headers.set('origin', `http://127.0.0.1:${proxy.port}`);
		return fetch(`http://127.0.0.1:${proxy.port}${path}`, { ...init, headers });
	};
	const far = new RecordingTab(ask, chart.sessionId, 1000);
	const sender = new EventSender(ask, chart.sessionId, chart.sender.made);
	await soon('the far tab', () => far.connection === 'live');
	const near = chart.sender;
	chart.sender = sender;
	try {
		const note = await work(proxy);
		await chart.caughtUp();
		const { last } = await chart.instrument.count();
		await soon('the samples behind the cable', () => far.last >= last);
		const first = chart.tab.samples.indexOf(far.samples[0]!);
		expect(far.missed).toBe(0);
		expect(chart.tab.samples.slice(first, first + far.samples.length)).toEqual(
			far.samples.slice(0, chart.tab.samples.length - first)
		);
		return `${note}; the tab came back ${far.lives - 1} times, ${sender.again} marks went again`;
	} finally {
		chart.sender = near;
		far.stream.end();
		await proxy.end();
	}
}

test('F20: cut off and connected again', async () => {
	await chart.suffer('F20', { runs: CUTS_MS.length + 1 }, () =>
		behind(async (proxy) => {
			for (const cutMs of CUTS_MS) {
				proxy.cut();
				await marking(sleep(cutMs));
				proxy.heal();
				await marking(sleep(300));
			}
			proxy.silence();
			await marking(sleep(1000));
			proxy.heal();
			return `cut for ${CUTS_MS.join(', ')} ms, and silent for 1 s`;
		})
	);
});

test('F21: a slow line that breaks', async () => {
	await chart.suffer('F21', { runs: 1 }, () =>
		behind(async (proxy) => {
			proxy.slow({ delayMs: 200, jitterMs: 300, breaks: 0.1 });
			await marking(sleep(4000));
			proxy.heal();
			return `200 to 500 ms each way, ${proxy.broken} connections broke`;
		})
	);
});

test('F15: the web process stands still for 5 s', async () => {
	await chart.suffer('F15', { runs: 1 }, async () => {
		process.kill(chart.web.pid, 'SIGSTOP');
		await marking(sleep(STALL_MS));
		process.kill(chart.web.pid, 'SIGCONT');
		return 'stopped for 5 s';
	});
});

test('F19: the database is locked by somebody else', async () => {
	await chart.suffer('F19', { runs: 1, dropped: DROPPED }, async () => {
		const other = new DatabaseSync(join(chart.web.data, 'jingwei.sqlite'));
		other.exec('begin exclusive');
		await chart.instrument.drop(DROPPED);
		await marking(sleep(LOCK_MS), 400);
		other.exec('rollback');
		other.close();
		return `SQLite locked for ${LOCK_MS / 1000} s`;
	});
});

test(`F13: the web process is killed ${KILLS} times`, async () => {
	const backMs: number[] = [];
	await chart.suffer('F13', { runs: KILLS, dropped: DROPPED }, async () => {
		for (let kill = 0; kill < KILLS; kill++) {
			chart.remark();
			await chart.web.end('SIGKILL');
			if (kill === 0) await chart.instrument.drop(DROPPED);
			chart.remark();
			const { lives } = chart.tab;
			await chart.web.start();
			const startedMs = performance.now();
			chart.tab.stream.hurry();
			await soon('the tab', () => chart.tab.lives > lives);
			backMs.push(performance.now() - startedMs);
			await sleep(100 * Math.random());
		}
		return `back after at most ${Math.round(Math.max(...backMs))} ms`;
	});
});

test('F27: stopped twice in the middle of a question; then everything is counted', async () => {
	expect(await send(eventOf('question-ended', { presentation: 1 }))).toBe(200);
	const { questionId, itemId } = chart.order[1]!;
	expect(await send(eventOf('question-asked', { presentation: 2, questionId, itemId }))).toBe(200);
	const stop = { session: chart.sessionId, reason: 'examiner' };
	const answers = await Promise.all(
		[stop, stop].map((one) => chart.tester.post('/api/recorder/stop-chart', one))
	);
	expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
	const log = await chart.finish();
	expect(log.filter(({ type }) => type === 'chart-stopped')).toHaveLength(1);
	expect(log.filter(({ type }) => type === 'chart-started')).toHaveLength(1);
	expect(log.filter(({ type }) => type === 'question-asked')).toHaveLength(2);
	const heard = races.map((ids) => log.filter(({ id }) => ids.includes(id)).length);
	const lostActual = heard.reduce((sum, one) => sum + Math.abs(one - 1), 0);
	const events = { unit: 'events', lostExpected: 0, lostActual, declared: 0 };
	recordFault({ id: 'F12', runs: races.length, ...events, note: 'one of each two was taken' });
});

/** Kills the recorder while marks are made; resolves when the tab gets samples again. Gives back how long it took [ms]. */
async function killRecorder(): Promise<number> {
	const before = (await readRecorderNote(chart.web.data))!;
	chart.remark();
	process.kill(before.pid, 'SIGKILL');
	const killedMs = performance.now();
	const { next } = await chart.instrument.count();
	await marking(soon('samples after the kill', () => chart.tab.last > next));
	expect((await readRecorderNote(chart.web.data))!.bootId).not.toBe(before.bootId);
	const { charts } = await chart.state();
	expect(charts.at(-1)?.status).toBe('running');
	return performance.now() - killedMs;
}

test(`F14: the recorder is killed ${RECORDER_KILLS} times; the chart runs on for tab, log and file`, async () => {
	await chart.begin();
	const number = chart.chart;
	const before = chart.sender.made.length;
	const tookMs: number[] = [];
	for (let kill = 0; kill < RECORDER_KILLS; kill++) {
		await sleep(1500 * Math.random());
		tookMs.push(await killRecorder());
	}
	await chart.sender.empty();
	// the page's state before the stop: one chart, running, with the gaps that stand in the log
	const running = (await chart.state()).charts.at(-1)!;
	expect([running.chart, running.status]).toEqual([number, 'running']);
	expect(new Set(running.gaps.map(({ cause }) => cause))).toEqual(new Set(['recorder-restart']));
	const stop = { session: chart.sessionId, reason: 'examiner' };
	expect((await chart.tester.post('/api/recorder/stop-chart', stop)).status).toBe(200);
	const last = async () => (await chart.state()).charts.at(-1)!;
	await soon('the seal', async () => (await last()).status === 'sealed');
	const { sealed, stopped, gaps } = await last();
	expect(stopped?.reason).toBe('examiner');
	const { file, samples, lost } = sealed!;
	const reading = readEdf(readFileSync(join(chart.web.data, file)));
	expect(reading.problems).toEqual([]);
	const numbers = numbersIn(reading, samples);
	const empty = numbers.filter((one) => one === null).length;
	expect([empty, sum(gaps.map((gap) => gap.samples))]).toEqual([lost, lost]);
	const [first, end] = [numbers[0]!, numbers.findLast((one) => one !== null)! + 1];
	const gone = absentFrom(numbers, { from: first, to: end });
	const most = Math.round(Math.max(...tookMs));
	recordFault({
		...{ id: 'F14', runs: RECORDER_KILLS, unit: 'samples', lostExpected: gone, lostActual: gone },
		...{ declared: lost, tolerance: CLOCK_MS * RECORDER_KILLS },
		note: `the web process started another recorder; the tab had samples again after at most ${most} ms`
	});
	const made = new Set(chart.sender.made.slice(before));
	const marks = chart.tab.log.filter(({ id }) => made.has(id));
	const noted = reading.annotations.filter(({ text }) => text === 'remark');
	// each in the file at the sample the log gives it; one that found no recorder in time has its time alone
	const wanted = marks.flatMap((one) =>
		one.type === 'remark-made' && one.data.sample !== null ? [one.data.sample] : []
	);
	expect(noted.map(({ onsetS }) => Math.round(onsetS * 1000)).toSorted((a, b) => a - b)).toEqual(
		wanted.toSorted((a, b) => a - b)
	);
	recordFault({
		...{ id: 'F14', runs: RECORDER_KILLS, unit: 'marks', lostExpected: 0, declared: 0 },
		lostActual: made.size - marks.length,
		note: `${made.size} made before, at and after the kills, ${marks.length - wanted.length} of them placed by their time alone`
	});
});

test('F14: the session with the chart that went on is sealed, and the verifier finds it whole', async () => {
	const event = { id: randomUUID(), type: 'session-abandoned', data: { reason: 'ended' } };
	const at = { utc: new Date().toISOString(), monotonicS: chart.nowS() };
	expect(await send({ ...event, at })).toBe(200);
	const answer = await chart.tester.post(`/api/sessions/${chart.sessionId}/seal`, {});
	expect(answer.status, await answer.clone().text()).toBe(200);
	const folder = join(chart.web.data, 'archive', chart.sessionId);
	const { code, stdout, stderr } = await verifyWith({ JINGWEI_DATA: chart.web.data }, folder);
	expect([code, stderr], stdout).toEqual([0, '']);
});
