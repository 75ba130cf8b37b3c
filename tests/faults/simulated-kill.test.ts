/**
 * The recorder is killed between any two steps of the disk, in its first, second or third life of one chart: the next
 * one finds what was promised, goes on, and ends the chart as one that nobody killed.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createRandom, type Random } from '#lib/core/random.ts';
import { parseClockLines } from '#lib/core/recording/clock-lines.ts';
import { crc32 } from '#lib/core/recording/crc32.ts';
import { readEdf } from '#lib/core/recording/edf/reader.ts';
import { chartToGoOn, type KeptChart } from '#recorder/chart/continue-chart.ts';
import { layOut } from '#recorder/chart/chart-plan.ts';
import { ChartRecording } from '#recorder/chart/chart-recording.ts';
import { recoverCharts } from '#recorder/chart/recover.ts';
import type { Clock } from '#recorder/clock.ts';
import { machineStart } from '#recorder/machine.ts';
import { recordFault } from './record-fault.ts';
import { SimulatedDisk } from './simulated-disk.ts';
import { fileOf, type Tree } from './simulated-node.ts';
import { MINIMUM, paths, plan, RATE_HZ, ROOT, value } from './simulated-recording.ts';
import { VirtualTime } from './virtual-time.ts';

const CHARTS = 24;
const KILLS = 15;
const LIVES = 3;

// what the recorder says of tiles that are there no more
beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterAll(() => void vi.restoreAllMocks());

const own = {
	...plan,
	machine: machineStart(),
	setup: {
		...{ profile: 'p', driver: 'd', port: '/dev/x', serialNumber: null, pathFile: null },
		...{ baudRate: 9600, rateHz: RATE_HZ, inputs: [], settings: {}, channels: plan.channels }
	}
};

/** A kill takes nothing back: everything that was done is there. */
const ALL: Random = { ...createRandom(0), integer: (below) => below - 1, uniform: () => 0 };

function clockOf(time: VirtualTime, lateS = 0): Clock {
	const monotonicS = () => own.monotonicS + time.nowMs() / 1000 + lateS;
	const realMs = () => 1000 * monotonicS();
	return { lapse: 1, monotonicS, realMs, utcMs: realMs };
}

/** What went into the chart, and from which step on so much of it was promised to outlive the process. */
interface Life {
	readonly samples: (number | null)[];
	readonly marks: string[];
	readonly promised: { step: number; samples: number; marks: number }[];
}

interface Place {
	readonly disk: SimulatedDisk;
	readonly time: VirtualTime;
}

function recordingOf({ disk, time }: Place, kept: KeptChart | null): ChartRecording {
	const quiet = () => undefined;
	const listener = { written: quiet, trouble: quiet, unwritten: quiet };
	return new ChartRecording(paths, own, listener, { disk, time }, kept);
}

function add(
	recording: ChartRecording,
	life: Life,
	{ count, isGap, time }: { count: number; isGap: boolean; time: VirtualTime }
): void {
	const first = life.samples.length;
	const times = { monotonicS: clockOf(time).monotonicS(), utcMs: 1_700_000_000_000 };
	if (isGap) recording.declareGap({ firstSample: first, samples: count, cause: 'stall', ...times });
	const numbers = Array.from({ length: count }, (_, i) => first + i);
	life.samples.push(...numbers.map((number) => (isGap ? null : number)));
	recording.append(
		[0, 1].map((c) => Int32Array.from(numbers, (n) => (isGap ? MINIMUM : value(c, n))))
	);
	recording.pair(first, times.monotonicS, times.utcMs);
}

/** Portions, gaps and marks for a while, some of them promised. */
async function live(recording: ChartRecording, life: Life, place: Place, random: Random) {
	const { disk, time } = place;
	for (let portions = 5 + random.integer(60); portions > 0; portions--) {
		add(recording, life, { count: 1 + random.integer(7), isGap: random.integer(6) === 0, time });
		if (random.integer(3) === 0) {
			life.marks.push(`m${life.marks.length}${'问'.repeat(random.integer(40))}`);
			recording.mark(life.samples.length, null, life.marks.at(-1)!, `id-${life.marks.length}`);
		}
		if (random.integer(2) === 0) {
			const [samples, marks] = [life.samples.length, life.marks.length];
			const started = time.nowMs();
			await time.until(recording.kept(), 1);
			if (time.nowMs() - started < 100) life.promised.push({ step: disk.step, samples, marks });
		}
		await time.advance([0, 5, 60, 300][random.integer(4)] ?? 0);
	}
}

/** The chart as a recorder finds it that was started when the other one was killed before a step; null = it is over. */
async function after(
	{ disk, time }: Place,
	life: Life,
	step: number
): Promise<{ kept: KeptChart; place: Place; life: Life } | null> {
	const place = { disk: new SimulatedDisk(disk.image(step, ALL)), time };
	const kept = await chartToGoOn({
		...{ root: ROOT, clock: clockOf(time), disk: place.disk, isThere: () => true },
		failed: (file, error) => {
			throw new Error(`${file}: ${String(error)}`);
		}
	});
	const promises = life.promised.filter((one) => one.step <= step);
	if (!kept) {
		expect(promises).toEqual([]);
		return null;
	}
	// a gap that was declared is filled by whoever goes on
	const count = Math.max(kept.content.samples, kept.content.gapEnd);
	const ids = life.marks.filter((_, i) => kept.content.markedAt(`id-${i + 1}`) !== undefined);
	for (const { samples, marks } of promises) {
		expect(count).toBeGreaterThanOrEqual(samples);
		expect(ids.length).toBeGreaterThanOrEqual(marks);
	}
	expect(life.marks.slice(0, ids.length)).toEqual(ids);
	const samples = life.samples.slice(0, count);
	return { kept, place, life: { samples, marks: ids, promised: [] } };
}

/** The ended chart is what one life would have made. */
function check(tree: Tree, { samples, marks }: Life): void {
	const bytes = fileOf(tree, paths.bdf)!;
	const reading = readEdf(bytes);
	expect(reading.problems).toEqual([]);
	for (const [channel, { samples: counts }] of reading.channels.entries())
		expect([...counts.slice(0, samples.length)]).toEqual(
			samples.map((number) => (number === null ? MINIMUM : value(channel, number)))
		);
	const texts = reading.annotations.map(({ text }) => text);
	const joined = texts.filter((text) => /^m\d/.test(text) && !/\([2-9]\/\d+\)$/.test(text));
	expect(joined.map((text) => /^m\d+/.exec(text)?.[0])).toEqual(marks.map((_, i) => `m${i}`));
	expect(texts.filter((text) => text === 'recording starts')).toHaveLength(1);
	const lines = parseClockLines(new TextDecoder().decode(fileOf(tree, paths.clock)));
	const { headerBytes, layout } = layOut(own);
	const sums = lines.filter((line) => line.type === 'record');
	for (const [index, { record, crc32: sum }] of sums.entries()) {
		const at = headerBytes.length + index * layout.recordBytes;
		expect([record, sum]).toEqual([index, crc32(bytes.subarray(at, at + layout.recordBytes))]);
	}
	expect(headerBytes.length + sums.length * layout.recordBytes).toBe(bytes.length);
	const gaps = lines.filter((line) => line.type === 'gap');
	const lost = samples.filter((number) => number === null).length;
	expect(gaps.reduce((sum, gap) => sum + gap.samples, 0)).toBe(lost);
	expect(lines.at(-1)).toMatchObject({ type: 'closed', samples: samples.length, lost });
	const folder = [...(tree as Map<string, Map<string, Map<string, Map<string, Tree>>>>).values()];
	const names = [...[...[...folder[0]!.values()][0]!.values()][0]!.keys()];
	expect(names.filter((name) => /journal|open|[.]new$/.test(name))).toEqual([]);
}

/** One chart of several lives; gives back how often it was gone on with. */
async function lives(seed: number): Promise<number> {
	const random = createRandom(seed);
	const time = new VirtualTime();
	let place: Place = { disk: new SimulatedDisk(new Map([['data', new Map()]])), time };
	let life: Life = { samples: [], marks: [], promised: [] };
	let recording = recordingOf(place, null);
	let killed = 0;
	for (let i = 0; i < LIVES; i++) {
		await live(recording, life, place, random);
		for (let kill = 1; kill < KILLS; kill++) {
			const other = await after(place, life, random.integer(place.disk.step + 1));
			if (!other) continue;
			killed++;
			const again = recordingOf(other.place, other.kept);
			add(again, other.life, { count: 1 + random.integer(30), isGap: true, time });
			add(again, other.life, { count: random.integer(9), isGap: false, time });
			await time.until(again.close(RATE_HZ));
			check(other.place.disk.tree(), other.life);
		}
		const next = await after(place, life, place.disk.step);
		if (!next) throw new Error('expected a chart that goes on, got none');
		({ place, life } = next);
		recording = recordingOf(place, next.kept);
		add(recording, life, { count: 1 + random.integer(30), isGap: true, time });
	}
	await time.until(recording.close(RATE_HZ));
	check(place.disk.tree(), life);
	return killed;
}

test(
	`${CHARTS} charts of ${LIVES} lives: what was promised is there, and each ends as if nobody had been killed`,
	{ timeout: 120_000 },
	async () => {
		let runs = 0;
		for (let seed = 0; seed < CHARTS; seed++) runs += await lives(seed);
		expect(runs).toBeGreaterThan(CHARTS * LIVES * KILLS * 0.5);
		recordFault({
			...{ id: 'F14', runs, unit: 'samples promised', lostExpected: 0, lostActual: 0, declared: 0 },
			note: 'simulated disk: killed between any two of its steps, in the first to third recorder of a chart'
		});
	}
);

/** A chart of some seconds, its recorder gone. */
async function leftBehind(): Promise<{ tree: Tree; time: VirtualTime }> {
	const time = new VirtualTime();
	const place = { disk: new SimulatedDisk(new Map([['data', new Map()]])), time };
	const life: Life = { samples: [], marks: [], promised: [] };
	await live(recordingOf(place, null), life, place, createRandom(5));
	return { tree: place.disk.tree(), time };
}

/** What a recorder started then does with it: goes on, or repairs and tells. */
async function startedOn(
	tree: Tree,
	clock: Clock,
	isThere = () => true
): Promise<'goes on' | 'repaired'> {
	const disk = new SimulatedDisk(tree);
	const kept = await chartToGoOn({ root: ROOT, clock, disk, isThere, failed: vi.fn() });
	const notices = await recoverCharts(ROOT, vi.fn(), disk, kept?.paths.open ?? null);
	if (kept) {
		expect(notices).toEqual([]);
		return 'goes on';
	}
	expect(notices).toMatchObject([{ repaired: true, chart: 1 }]);
	expect(fileOf(disk.tree(), paths.journals[0])).toBeUndefined();
	return 'repaired';
}

test('a chart goes on soon, in the same start of the machine, when its journal is there; else it is repaired', async () => {
	const { tree, time } = await leftBehind();
	expect(await startedOn(tree, clockOf(time))).toBe('goes on');
	expect(await startedOn(tree, clockOf(time, 25))).toBe('goes on');
	expect(await startedOn(tree, clockOf(time, 31))).toBe('repaired');
	// the machine was started anew: its clock began again
	expect(await startedOn(tree, clockOf(time, -500))).toBe('repaired');
	expect(await startedOn(tree, { ...clockOf(time), lapse: 2 })).toBe('repaired');
	expect(await startedOn(tree, clockOf(time), () => false)).toBe('repaired');
	const changed = async (path: string, change: (text: string) => string) => {
		const disk = new SimulatedDisk(tree);
		const text = change(new TextDecoder().decode(fileOf(tree, path)));
		await (await disk.open(path, 'w')).write(new TextEncoder().encode(text), 0, 1e9, 0);
		return startedOn(disk.tree(), clockOf(time));
	};
	expect(await changed(paths.open, (text) => text)).toBe('goes on');
	expect(await changed(paths.open, (text) => text.replace(own.machine, 'other'))).toBe('repaired');
	for (const journal of paths.journals.filter((path) => fileOf(tree, path)))
		await expect(changed(journal, (text) => text.slice(0, -7))).resolves.toBe('goes on');
	expect(await changed(paths.journals[0], () => '')).toBe('repaired');
	const ending = `${JSON.stringify({ type: 'ending' })}\n`;
	expect(await changed(paths.journals[0], (text) => text + ending)).toBe('repaired');
});
