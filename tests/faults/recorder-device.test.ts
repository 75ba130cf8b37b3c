/** The cable is pulled, the radio goes silent, frames are dropped: declared to the sample, and it goes on. */
import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EdfReading } from '#lib/core/recording/edf/reader.ts';
import { breaksIn, gapsIn, numberAt, RecorderLab, until } from '../fixtures/recorder-lab.ts';
import { recordFault } from './record-fault.ts';

const TIMEOUT = { timeout: 40_000 };
/** What the recorder may take on top of its own limits when the machine is busy [ms]. */
const MARGIN_MS = 1500;
/** How late a process that does nothing else hears of something; a busy machine is later by its load [ms]. */
const LATE_MS = 30;

let lab: RecorderLab;
beforeEach(async () => {
	lab = new RecorderLab();
	await lab.start();
	await lab.open();
	await lab.startChart();
}, 30_000);
afterEach(async () => {
	await lab.close();
}, 30_000);

/** What the clock may be off by over an absence, on a busy machine [ms]. */
const CLOCK_MS = 20;

/** Samples taken between the first and the last of a recording that are not in it. */
function lostIn(reading: EdfReading): number {
	const numbers = Array.from(reading.channels[0]!.samples, (_, at) => numberAt(reading, at));
	const held = numbers.filter((number) => number >= 0);
	return held.at(-1)! - held[0]! + 1 - held.length;
}

/** State the device was last said to be in. */
const state = () => lab.noticed('device').at(-1)?.state;

/** Ends the chart: what is declared must be what is missing in the file. */
async function finish(): Promise<{ reading: EdfReading; gaps: [number, number][] }> {
	const { samples, lost } = await lab.client.command('stop-chart', {});
	const reading = lab.recording();
	const gaps = gapsIn(reading, samples);
	const declared = lab.noticed('gap').map((gap) => [gap.firstSample, gap.samples]);
	expect(declared).toEqual(gaps);
	expect(lost).toBe(gaps.reduce((sum, [, count]) => sum + count, 0));
	expect(breaksIn(reading, samples)).toEqual([]);
	const annotated = reading.annotations.filter(({ text }) => text.startsWith('gap: '));
	expect(annotated.map(({ onsetS }) => Math.round(onsetS * 1000))).toEqual(
		gaps.map(([first]) => first)
	);
	return { reading, gaps };
}

test(
	'dropped frames are counted exactly, whole turns of the counter included',
	TIMEOUT,
	async () => {
		const drops = [1, 15, 17, 777, 64];
		for (const count of drops) {
			await sleep(count === 64 ? 2000 : 900);
			lab.fake.drop(count);
		}
		// 64 leaves no trace in a counter of 16: only that all that follows stays late
		await sleep(2800);
		const { reading, gaps } = await finish();
		expect(gaps.map(([, count]) => count)).toEqual(drops);
		for (const [first, count] of gaps)
			expect(numberAt(reading, first + count) - numberAt(reading, first - 1) - 1).toBe(count);
		recordFault({
			...{ id: 'F05', runs: drops.length, unit: 'samples', note: 'whole turns of the counter too' },
			lostExpected: drops.reduce((sum, count) => sum + count, 0),
			...{ lostActual: lostIn(reading), declared: gaps.reduce((sum, [, count]) => sum + count, 0) }
		});
		expect(new Set(lab.noticed('gap').map((gap) => gap.cause)).has('sequence')).toBe(true);
	}
);

test(
	'a pulled cable is noticed, the instrument found again, the recording goes on',
	TIMEOUT,
	async () => {
		lab.fake.hasBattery = true;
		await sleep(1000);
		const pulledMs = performance.now();
		lab.fake.unplug();
		await until('loss noticed', () => state() === 'lost', 500 + MARGIN_MS);
		const noticedMs = Math.round(performance.now() - pulledMs);
		await sleep(900);
		const backMs = performance.now();
		lab.plugIn();
		await until('instrument found', () => state() === 'streaming', 2000 + MARGIN_MS);
		const streamingMs = performance.now();
		await sleep(1500);
		const { reading, gaps } = await finish();
		expect(gaps.length).toBe(1);
		const [first, count] = gaps[0]!;
		expect(lab.noticed('gap')[0]?.cause).toBe('disconnect');
		// the board counted on while it was away: no counter spans that, only the clock of this machine
		const skipped = numberAt(reading, first + count) - numberAt(reading, first - 1) - 1;
		const lateMs = LATE_MS * Math.max(1, loadavg()[0]! / cpus().length);
		expect(skipped).toBeGreaterThan(backMs - pulledMs - lateMs);
		expect(skipped).toBeLessThan(streamingMs - pulledMs + lateMs);
		recordFault({
			...{ id: 'F01', runs: 1, unit: 'samples', lostExpected: skipped },
			...{ lostActual: skipped, declared: count, tolerance: CLOCK_MS },
			note:
				`noticed in ${noticedMs} ms, streaming ${Math.round(streamingMs - backMs)} ms after it was back; ` +
				`the clock was ${Math.abs(skipped - count)} ms off`
		});
	}
);

test('a silent instrument is stalled, and what it did not send is a gap', TIMEOUT, async () => {
	await sleep(1000);
	lab.fake.stall();
	await until('stall noticed', () => state() === 'stalled', 500 + MARGIN_MS);
	await sleep(600);
	lab.fake.resume();
	await until('streaming again', () => state() === 'streaming', 1000 + MARGIN_MS);
	await sleep(1500);
	const { reading, gaps } = await finish();
	expect(gaps.length).toBe(1);
	const [first, count] = gaps[0]!;
	expect(lab.noticed('gap')[0]?.cause).toBe('stall');
	expect(numberAt(reading, first + count) - numberAt(reading, first - 1) - 1).toBe(count);
	recordFault({
		...{ id: 'F01', runs: 1, unit: 'samples', lostExpected: lostIn(reading) },
		...{ lostActual: lostIn(reading), declared: count, note: 'silence without a closed port' }
	});
});

test(
	'a recording stopped while the instrument is away ends when it was stopped',
	TIMEOUT,
	async () => {
		await sleep(700);
		lab.fake.unplug();
		await until('loss noticed', () => state() === 'lost', 500 + MARGIN_MS);
		await sleep(800);
		const { gaps } = await finish();
		expect(gaps.length).toBe(1);
		expect(gaps[0]![1]).toBeGreaterThan(700);
		await lab.client.command('close', {});
		expect(state()).toBe('closed');
	}
);
