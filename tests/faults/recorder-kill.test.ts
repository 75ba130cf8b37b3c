/**
 * Killed at any moment, a recorder is replaced by one that goes on with the same chart: what was announced as written
 * and every mark that was answered are there, the rest of what was taken is there or a declared gap.
 */
import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { isLabError } from '#lib/core/errors.ts';
import { digitalSum } from '#lib/core/recording/edf/record.ts';
import { readClockFile } from '#lib/server/recorder/clock-file.ts';
import { recorderClient } from '#lib/server/recorder/process.ts';
import { accountOf } from '../fixtures/recording-account.ts';
import {
	breaksIn,
	gapsIn,
	isAlive,
	numberAt,
	RecorderLab,
	until
} from '../fixtures/recorder-lab.ts';
import { requires } from '../requirements.ts';
import { recordFault } from './record-fault.ts';

const KILLS = 6;
const LABS = 2;
const RATE_HZ = 1000;
/** What a killed recorder may take with it, on a quiet machine [ms]. */
const UNSYNCED_MS = 180;
/** What the clock may be off by over an absence [ms]. */
const CLOCK_MS = 20;
/** Another recorder answers within this time, on a quiet machine [ms]. */
const RESTART_MS = 1000;
/** What a mark may be off by, on a quiet machine [ms]. */
const LATE_MS = 50;
const MOST_TRIES = 5;
/** A loaded machine needs its time to start a recorder [ms]. */
const PATIENCE_MS = 30_000;

const labs: RecorderLab[] = [];
async function newLab(rateHz = RATE_HZ): Promise<RecorderLab> {
	const lab = new RecorderLab(rateHz);
	labs.push(lab);
	await lab.start();
	// it counts on while nobody listens, so that what is lost can be counted
	lab.fake.hasBattery = true;
	return lab;
}
afterEach(async () => {
	await Promise.all(labs.splice(0).map((lab) => lab.close()));
}, 60_000);

/** On a loaded machine the fake instrument, in this process, may answer too late: whoever tests connects again. */
async function open(lab: RecorderLab): Promise<void> {
	for (let tries = 1; ; tries++)
		try {
			await lab.open();
			return;
		} catch (error) {
			const isLate = isLabError(error) && error.code === 'device/no-reply';
			if (!isLate || tries === MOST_TRIES) throw error;
		}
}

/** Kills the recorder; resolves when the process is gone. Gives back the number of the sample taken last. */
async function kill(lab: RecorderLab): Promise<number> {
	const pid = await lab.pid();
	process.kill(pid, 'SIGKILL');
	const { taken } = lab.fake;
	await until('recorder gone', () => !isAlive(pid) || lab.client.hello === null, PATIENCE_MS);
	lab.client.close();
	return taken;
}

const nowS = (): number => Number(process.hrtime.bigint()) / 1e9;

/** A mark, the sample it was answered with, and the number of the sample that was due then. */
interface Mark {
	readonly id: string;
	readonly monotonicS: number;
	readonly due: number;
	sample: number | null;
}

const say = (lab: RecorderLab, { id, monotonicS }: Mark) =>
	lab.client.command('mark', { id, chart: 1, monotonicS, durationS: null, text: `mark ${id}` });

function newMark(lab: RecorderLab): Mark {
	const due = ((performance.now() - lab.fake.startMs) / 1000) * RATE_HZ;
	return { id: randomUUID(), monotonicS: nowS(), due, sample: null };
}

/** One chart whose recorder is killed again and again. */
class KilledChart {
	readonly lab: RecorderLab;
	readonly marks: Mark[] = [];
	/** Samples announced as written at each kill, the sample taken last, and how long it took [ms]. */
	readonly kills: { announced: number; taken: number; startedMs: number; streamingMs: number }[] =
		[];

	constructor(lab: RecorderLab) {
		this.lab = lab;
	}

	/** The recorder answers a mark and is killed in the middle of the next. */
	async killOnce(afterMs: number): Promise<void> {
		const { lab } = this;
		await sleep(afterMs);
		const mark = newMark(lab);
		this.marks.push(mark);
		mark.sample = (await say(lab, mark)).sample;
		const cut = newMark(lab);
		this.marks.push(cut);
		const saying = say(lab, cut).then(
			({ sample }) => void (cut.sample = sample),
			() => undefined
		);
		const announced = lab.client.health?.recording?.writtenSamples ?? 0;
		const killedMs = performance.now();
		const taken = await kill(lab);
		await saying;
		const meanwhile = newMark(lab);
		this.marks.push(meanwhile);
		await lab.start();
		const startedMs = performance.now() - killedMs;
		meanwhile.sample = (await say(lab, meanwhile)).sample;
		// the same marks again are the same, answered before or not
		for (const one of [mark, cut]) {
			const { sample } = await say(lab, one);
			expect(sample).toBe(one.sample ?? sample);
			one.sample = sample;
		}
		await until('streaming', () => lab.client.health?.device === 'streaming', PATIENCE_MS);
		this.kills.push({ announced, taken, startedMs, streamingMs: performance.now() - killedMs });
	}
}

/** What EDFlib makes of a recording, beside what our reader does. */
function checkWithEdflib(lab: RecorderLab): void {
	const program = join(lab.root, 'edfcheck');
	const source = join(import.meta.dirname, '../fixtures/edfcheck.c');
	execFileSync('cc', ['-O2', '-o', program, source, '-ledf']);
	const text = execFileSync(program, [lab.file('chart-01.bdf')], { encoding: 'utf8' });
	const { signals } = JSON.parse(text) as { signals: { sum: number }[] };
	const own = lab.recording().channels.map(({ samples }) => digitalSum(samples));
	expect(signals.map(({ sum }) => sum)).toEqual(own);
}

/** Ends the chart and counts what became of it. */
async function account({ lab, marks, kills }: KilledChart) {
	// the last gap is decided half a second after the device came back
	await sleep(800);
	const { samples, lost } = await lab.client.command('stop-chart', {});
	const reading = lab.recording();
	expect(reading.problems).toEqual([]);
	const found = accountOf(reading, samples);
	expect(found.false).toBe(0);
	expect(found.filled).toBe(lost);
	expect(breaksIn(reading, samples)).toEqual([]);
	const { closed, gaps } = await readClockFile(lab.file('chart-01.clock.jsonl'));
	expect(closed).toMatchObject({ repaired: false, samples, lost });
	const holes = gapsIn(reading, samples);
	expect(gaps.map(({ firstSample, samples: count }) => [firstSample, count])).toEqual(holes);
	expect(new Set(gaps.map(({ cause }) => cause))).toEqual(new Set(['recorder-restart']));
	// told once each, as it stands in the file
	expect(lab.noticed('gap').map((gap) => [gap.firstSample, gap.samples])).toEqual(holes);
	const notice = lab.noticed('chart-closed').at(-1);
	const sha256 = createHash('sha256')
		.update(readFileSync(lab.file('chart-01.bdf')))
		.digest('hex');
	expect(notice).toMatchObject({ sha256, samples, lost, repaired: false });
	if (requires('edflib')) checkWithEdflib(lab);
	const losses = holes.map(([first, count]) => {
		const [before, after] = [numberAt(reading, first - 1), numberAt(reading, first + count)];
		const own = kills.filter(({ taken }) => taken > before && taken <= after);
		const [{ taken, streamingMs } = { taken: Infinity, streamingMs: 0 }] = own;
		for (const { announced } of own) expect(first).toBeGreaterThanOrEqual(announced);
		const [gone, tail] = [after - before - 1, taken - before - 1];
		expect(Math.abs(gone - count)).toBeLessThanOrEqual(CLOCK_MS);
		// killed again before the length of the gap was known, it is the same gap
		if (own.length === 1) expect(gone).toBeLessThanOrEqual(tail + streamingMs + CLOCK_MS);
		return { tail, gone: own.length === 1 ? gone : 0 };
	});
	const noted = reading.annotations.filter(({ text }) => text.startsWith('mark '));
	const missing = marks.filter(({ id, sample }) => {
		const own = noted.filter(({ text }) => text === `mark ${id}`);
		return own.length !== 1 || Math.round(own[0]!.onsetS * RATE_HZ) !== sample;
	});
	const late = marks.map(({ due, sample }) => Math.abs(due - found.first - (sample ?? 0)));
	return { found, lost, losses, missing: missing.length, lateMs: Math.max(...late) };
}

const most = (what: readonly number[]): number => Math.round(Math.max(...what));
/** The middle one: a machine that stood still once says nothing of the recorder. */
const usual = (what: readonly number[]): number =>
	Math.round(what.toSorted((a, b) => a - b)[what.length >> 1] ?? Infinity);
const sum = (what: readonly number[]): number => what.reduce((total, one) => total + one, 0);

/** Holds what was counted against the promises and writes it down. */
function judge(
	charts: readonly KilledChart[],
	counted: readonly Awaited<ReturnType<typeof account>>[]
): void {
	const kills = charts.flatMap((chart) => chart.kills);
	const losses = counted.flatMap((one) => one.losses);
	const tails = losses.map(({ tail }) => tail);
	const starts = kills.map(({ startedMs }) => startedMs);
	const lateMs = most(counted.map((one) => one.lateMs));
	const slower = Math.max(1, loadavg()[0]! / cpus().length);
	expect(usual(tails)).toBeLessThanOrEqual(UNSYNCED_MS);
	expect(usual(starts)).toBeLessThanOrEqual(RESTART_MS * slower);
	expect(lateMs).toBeLessThanOrEqual(LATE_MS * slower);
	// a test in which nothing was ever announced would prove nothing
	expect(most(kills.map(({ announced }) => announced))).toBeGreaterThan(0);
	const alone = losses.flatMap(({ gone }) => (gone > 0 ? [gone] : []));
	const gone = sum(counted.map(({ found }) => found.lost));
	recordFault({
		...{ id: 'F14', runs: kills.length, unit: 'samples', lostExpected: gone, lostActual: gone },
		...{ declared: sum(counted.map(({ lost }) => lost)), tolerance: CLOCK_MS * kills.length },
		note:
			`${LABS} charts at ${RATE_HZ} Hz, each killed ${KILLS} times, went on and ended whole; of what was taken ` +
			`before a kill ${usual(tails)} ms are gone (at most ${most(tails)}), another recorder answered after ` +
			`${usual(starts)} ms (at most ${most(starts)}), ${usual(alone)} ms are lost in all (at most ${most(alone)}), ` +
			`the BITalino's start of 0.5 s in it`
	});
	recordFault({
		...{ id: 'F14', runs: kills.length, unit: 'marks', lostExpected: 0, declared: 0 },
		lostActual: sum(counted.map(({ missing }) => missing)),
		note: `made before, at and after each kill, at most ${lateMs} ms off`
	});
}

test(
	`one chart goes on through ${KILLS} kills of its recorder, twice`,
	{ timeout: 240_000 },
	async () => {
		const charts = await Promise.all(
			Array.from({ length: LABS }, async () => {
				const lab = await newLab();
				await open(lab);
				await lab.startChart();
				const chart = new KilledChart(lab);
				for (let i = 0; i < KILLS; i++) await chart.killOnce(Math.random() * 1500);
				return chart;
			})
		);
		judge(charts, await Promise.all(charts.map(account)));
	}
);

test(
	'loses nothing when a client is killed, and ends cleanly when told to',
	{ timeout: 120_000 },
	async () => {
		const lab = await newLab();
		await open(lab);
		await lab.startChart();
		await sleep(400);
		lab.client.close();
		await sleep(700);
		const other = recorderClient(lab.root);
		await other.connect();
		expect(other.hello?.pid).toBe(await lab.pid());
		const pid = await lab.pid();
		process.kill(pid, 'SIGTERM');
		await until('recorder ended', () => !isAlive(pid), PATIENCE_MS);
		other.close();
		const reading = lab.recording();
		const { closed } = await readClockFile(lab.file('chart-01.clock.jsonl'));
		expect(reading.problems).toEqual([]);
		expect(closed).toMatchObject({ repaired: false, lost: 0 });
		expect(closed?.samples).toBeGreaterThan(1000);
		expect(breaksIn(reading, closed?.samples ?? 0)).toEqual([]);
	}
);
