/**
 * A recording made on a simulated disk in virtual time, everything that was told while it was made, and the question
 * whether what a power cut left keeps all of that.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Random } from '#lib/core/random.ts';
import { parseClockLines } from '#lib/core/recording/clock-lines.ts';
import { readEdf, type EdfReading } from '#lib/core/recording/edf/reader.ts';
import type { Disk } from '#lib/disk/disk.ts';
import type { ChartClosed } from '#recorder/chart/chart-files.ts';
import { ChartLog } from '#recorder/chart/chart-log.ts';
import { chartPaths, type ChartPlan } from '#recorder/chart/chart-plan.ts';
import { ChartRecording } from '#recorder/chart/chart-recording.ts';
import { recoverCharts } from '#recorder/chart/recover.ts';
import { SimulatedDisk } from './simulated-disk.ts';
import { fileOf, namesIn, type Tree } from './simulated-node.ts';
import type { VirtualTime } from './virtual-time.ts';

export const ROOT = '/data';
const SESSION = 'session-1';
const CHART = 1;
export const RATE_HZ = 4;
export const MINIMUM = -2000;
export const paths = chartPaths(ROOT, SESSION, CHART);

/** What the recording is begun with. */
export const plan: ChartPlan = {
	...{ sessionId: SESSION, chart: CHART, subjectCode: 'S-001', technician: 'T1', equipment: 'E1' },
	...{ bootId: 'boot-1', profile: 'p', driver: 'd', model: null, firmware: null, rateHz: RATE_HZ },
	...{ timeLapse: 1, monotonicS: 1000, utcMs: 1_700_000_000_000, start: '2026-11-29T08:00:00' },
	channels: ['EDA', 'PPG'].map((name) => ({
		...{ name, kind: 'other' as const, unit: 'counts' as const, column: name, transducer: '' },
		...{ digitalMin: MINIMUM, digitalMax: 2000, physicalMin: MINIMUM, physicalMax: 2000 }
	}))
};

/** Something that was told, and the step of the disk when it was. */
interface Told<T> {
	readonly step: number;
	readonly what: T;
}

/** What was put into a recording and told of it. */
export interface Made {
	/** Of both channels together: the value of sample i of channel c, or the minimum in a gap. */
	readonly samples: (number | null)[];
	readonly marks: string[];
	/** Samples on disk. */
	readonly announced: Told<number>[];
	readonly troubles: { readonly atMs: number; readonly problem: string | null }[];
	ready: number | null;
	closed: Told<ChartClosed> | null;
	acknowledged: number | null;
	/** Step from which an acknowledgement may show. */
	acknowledging: number | null;
}

/** The count of a sample. */
export const value = (channel: number, sample: number): number =>
	((sample * 37 + channel * 11) % 3000) - 1500;

/** A folder on another disk, and what happens between two portions (0 = before the first). */
export interface Spilling {
	readonly folder: string;
	between(portion: number, recording: ChartRecording): void;
}

/** Records for a while: portions, marks, gaps, clock pairs, an end, perhaps an acknowledgement. */
export async function record(
	{ disk, counter, time }: { disk: Disk; counter: SimulatedDisk; time: VirtualTime },
	random: Random,
	spilling?: Spilling
): Promise<Made> {
	const made: Made = {
		...{ samples: [], marks: [], announced: [], troubles: [] },
		...{ ready: null, closed: null, acknowledged: null, acknowledging: null }
	};
	const recording = new ChartRecording(
		paths,
		{ ...plan, ...(spilling && { spill: spilling.folder }) },
		{
			written: () =>
				made.announced.push({ step: counter.step, what: recording.facts.writtenSamples }),
			trouble: (problem) => made.troubles.push({ atMs: time.nowMs(), problem }),
			unwritten: () => undefined
		},
		{ disk, time }
	);
	const isReady = await time.until(recording.ready.then(() => true).catch(() => false));
	if (!isReady) return made;
	made.ready = counter.step;
	const portions = 3 + random.integer(8);
	for (let portion = 0; portion < portions; portion++) {
		spilling?.between(portion, recording);
		add(recording, made, 1 + random.integer(7), random.integer(6) === 0);
		if (random.integer(3) === 0) {
			const text = `m${made.marks.length}${'问'.repeat(random.integer(40))}`;
			made.marks.push(text);
			recording.mark(made.samples.length, null, text);
		}
		await time.advance(pickMs(random));
	}
	try {
		const { notice } = await time.until(recording.close(RATE_HZ));
		if (notice === null) return made;
		made.closed = { step: counter.step, what: notice };
	} catch {
		return made;
	}
	if (random.integer(3) > 0) return made;
	const log = new ChartLog(ROOT, disk);
	made.acknowledging = counter.step;
	await time.until(log.acknowledge(SESSION, CHART));
	made.acknowledged = counter.step;
	return made;
}

const pickMs = (random: Random): number => [0, 0, 5, 300, 900][random.integer(5)] ?? 0;

function add(recording: ChartRecording, made: Made, count: number, isGap: boolean): void {
	const first = made.samples.length;
	const numbers = Array.from({ length: count }, (_, i) => first + i);
	const times = { monotonicS: 1000 + first / RATE_HZ, utcMs: 1_700_000_000_000 };
	if (isGap) recording.declareGap({ firstSample: first, samples: count, cause: 'stall', ...times });
	recording.pair(first, times.monotonicS, times.utcMs);
	made.samples.push(...numbers.map((number) => (isGap ? null : number)));
	recording.append(
		[0, 1].map((channel) =>
			Int32Array.from(numbers, (number) => (isGap ? MINIMUM : value(channel, number)))
		)
	);
}

const says = (isSo: boolean, sentence: string): void => {
	if (!isSo) throw new Error(sentence);
};

/**
 * Recovers what a power cut at `step` left and compares it with what was told until then. Gives back the samples that
 * were recovered.
 *
 * @throws {Error} saying what was promised and is not there
 */
export async function checkRecovered(image: Tree, made: Made, step: number): Promise<number> {
	const disk = new SimulatedDisk(image);
	const notices = await recovered(disk);
	const after = disk.tree();
	const { samples } = checkFiles(after, notices, made, step);
	says(namesIn(after, '/spill').length === 0, 'something is left in the spill folder');
	says(isDeepStrictEqual(await recovered(disk), notices), 'a second repair tells something else');
	says(isDeepStrictEqual(disk.tree(), after), 'a second repair changes files');
	return samples;
}

/** The same when the power goes again while it is being repaired. */
export async function checkCutTwice(
	image: Tree,
	made: Made,
	step: number,
	random: Random
): Promise<number> {
	const disk = new SimulatedDisk(image);
	await recovered(disk);
	return checkRecovered(disk.image(random.integer(disk.step + 1), random), made, step);
}

async function recovered(disk: Disk): Promise<ChartClosed[]> {
	return recoverCharts(
		ROOT,
		(file, error) => {
			throw new Error(`${file} was not repaired: ${String(error)}`);
		},
		disk
	);
}

/** Path of the recording. */
export const recordingPath = paths.bdf;

function checkFiles(tree: Tree, notices: ChartClosed[], made: Made, step: number) {
	const announced = Math.max(0, ...made.announced.filter((a) => a.step <= step).map((a) => a.what));
	const isClosed = made.closed !== null && made.closed.step <= step;
	const bytes = fileOf(tree, paths.bdf);
	if (bytes === undefined) {
		says(made.ready === null || made.ready > step, 'a chart that was begun is gone');
		says(notices.length === 0, 'a notice of no file');
		return { samples: 0 };
	}
	const mayBeAcknowledged = made.acknowledging !== null && made.acknowledging <= step;
	const isAnonymous = notices.length === 0 && mayBeAcknowledged;
	says(notices.length === 1 || isAnonymous, `${notices.length} notices of one chart`);
	const [notice = made.closed?.what] = notices;
	if (notice === undefined) throw new Error('no notice');
	if (isClosed) says(isDeepStrictEqual(notice, made.closed?.what), 'another notice than was told');
	const hash = createHash('sha256').update(bytes).digest('hex');
	says(notice.sha256 === hash && notice.bytes === bytes.length, 'the notice is of another file');
	says(notice.samples >= announced, `${announced} samples told, ${notice.samples} there`);
	says(notice.samples <= made.samples.length, 'more samples than were taken');
	checkContent(readEdf(bytes), notice, made);
	checkClock(tree, notice, made);
	checkNames(tree);
	return { samples: notice.samples };
}

function checkContent(reading: EdfReading, { samples }: ChartClosed, made: Made): void {
	says(reading.problems.length === 0, reading.problems.map(({ message }) => message).join());
	for (const [channel, { samples: counts }] of reading.channels.entries())
		for (let i = 0; i < samples; i++) {
			const number = made.samples[i];
			const expected = typeof number === 'number' ? value(channel, number) : MINIMUM;
			says(counts[i] === expected, `sample ${i} is ${counts[i]}, was ${expected}`);
		}
	const marks = reading.annotations.map(({ text }) => text).filter((text) => text.startsWith('m'));
	says(isDeepStrictEqual(marks, made.marks.slice(0, marks.length)), 'marks are no beginning');
	if (made.closed?.what.samples === samples && !made.closed.what.repaired && samples > 0) {
		const isEnded = reading.annotations.some(({ text }) => text === 'recording ends');
		says(!isEnded || marks.length === made.marks.length, 'an ended recording lacks marks');
	}
}

function checkClock(tree: Tree, { samples, lost }: ChartClosed, made: Made): void {
	const lines = parseClockLines(new TextDecoder().decode(fileOf(tree, paths.clock)));
	const gone = made.samples.slice(0, samples).filter((number) => number === null).length;
	says(lines[0]?.type === 'header', 'no header line');
	const last = lines.at(-1);
	says(last?.type === 'closed' && last.samples === samples, 'the clock file is not ended');
	const inLines = lines
		.filter((line) => line.type === 'gap')
		.reduce((sum, gap) => sum + Math.max(0, Math.min(gap.samples, samples - gap.firstSample)), 0);
	says(inLines === gone, `${gone} samples are missing, lines declare ${inLines}`);
	// what arrived and the disk refused to the end is declared beyond the samples of the file
	says(lost >= gone, `${gone} samples are missing, ${lost} declared`);
}

function checkNames(tree: Tree): void {
	const names = namesIn(tree, paths.folder);
	says(!names.some((name) => name.endsWith('.new')), `drafts are left: ${names.join()}`);
}
