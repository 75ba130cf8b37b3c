/**
 * A day of recording in virtual time, as fast as the machine can: what grows, wraps or is lost.
 *
 * @module
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ClockFit } from '#lib/core/recording/clock-fit.ts';
import { createRandom } from '#lib/core/random.ts';
import { readEdf } from '#lib/core/recording/edf/reader.ts';
import bitalino from '#lib/devices/bitalino.ts';
import { Acquisition } from '#recorder/acquire/acquisition.ts';
import { LiveBlocks } from '#recorder/acquire/live-blocks.ts';
import { chartPaths, type ChartPlan } from '#recorder/chart/chart-plan.ts';
import { ChartRecording } from '#recorder/chart/chart-recording.ts';
import { BlockRing } from '#recorder/socket/block-ring.ts';
import { frameOf, pattern } from '../fixtures/fake-bitalino.ts';
import { fakeSetup } from '../fixtures/recorder-lab.ts';

/** What was measured. */
export interface SoakResult {
	readonly hours: number;
	readonly tookS: number;
	readonly charts: number;
	/** Samples of each channel in the files, gaps included. */
	readonly samples: number;
	/** Frames that were not sent, samples the files lack, samples declared lost. */
	readonly dropped: number;
	readonly missing: number;
	readonly declared: number;
	readonly slopeMbPerHour: number;
	readonly firstFiles: number;
	readonly lastFiles: number;
}

const RATE_HZ = 100;
const CHART_S = 1800;
/** Sent at once [s]. */
const PORTION_S = 0.5;
/** Half an hour before 2³¹ ms. */
const START_S = 2 ** 31 / 1000 - 1800;
const START_UTC_MS = Date.UTC(2026, 11, 31, 23, 30);
const setup = fakeSetup('virtual', RATE_HZ);

/** Heap after a collection [MB]. */
function heapMb(): number {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
	return process.memoryUsage().heapUsed / 2 ** 20;
}

const openFiles = (): number => readdirSync('/proc/self/fd').length;

function planOf(chart: number, atS: number): ChartPlan {
	const utcMs = START_UTC_MS + 1000 * (atS - START_S);
	return {
		...{ sessionId: 'soak-0001', chart, subjectCode: 'S-1', technician: 'T1', equipment: 'soak' },
		...{ bootId: 'boot', profile: 'soak', driver: 'bitalino', model: null, firmware: null },
		...{ rateHz: RATE_HZ, timeLapse: 1, channels: [...setup.channels], monotonicS: atS, utcMs },
		start: new Date(utcMs).toISOString().slice(0, 19)
	};
}

/** Sends frames and keeps count of what it did not send. */
class Sender {
	readonly #random = createRandom(24);
	#number = 0;
	#dropUntil = 0;
	dropped = 0;

	portion(): Uint8Array {
		const frames: Uint8Array[] = [];
		for (let i = 0; i < RATE_HZ * PORTION_S; i++, this.#number++) {
			// about one break of up to 12 frames in three minutes, none while a chart ends
			const isQuiet = this.#number % (CHART_S * RATE_HZ) > (CHART_S - 20) * RATE_HZ;
			if (!isQuiet && this.#random.integer(18_000) === 0)
				this.#dropUntil = this.#number + 1 + this.#random.integer(12);
			if (this.#number < this.#dropUntil) this.dropped += 1;
			else frames.push(frameOf(pattern(this.#number), this.#number));
		}
		return Buffer.concat(frames);
	}
}

/** A day. */
export async function runSoak(hours: number): Promise<SoakResult> {
	const folder = mkdtempSync(join(tmpdir(), 'jw-soak-'));
	const startMs = performance.now();
	try {
		const figures = await soak(folder, hours);
		return { hours, tookS: (performance.now() - startMs) / 1000, ...figures };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function soak(folder: string, hours: number) {
	const sender = new Sender();
	const blocks = new LiveBlocks(new BlockRing(), RATE_HZ);
	const clock = new ClockFit({ rateHz: RATE_HZ, blockS: 1 });
	let recording: ChartRecording | null = null;
	let origin = 0;
	const acquisition = new Acquisition(
		{
			...{ driver: bitalino, channels: setup.channels, clock, lapse: 1 },
			driverOptions: { channels: setup.inputs, rateHz: RATE_HZ, settings: {} }
		},
		{
			gap: (first, samples, cause) =>
				recording?.declareGap({
					...{ firstSample: first - origin, samples, cause },
					...{ monotonicS: START_S + first / RATE_HZ, utcMs: START_UTC_MS }
				}),
			samples: (first, channels, gap) => {
				blocks.push(first, channels, gap);
				recording?.append(channels);
			}
		}
	);
	acquisition.connected();
	let atS = START_S;
	let [samples, missing, declared, charts] = [0, 0, 0, 0];
	const heaps: number[] = [];
	const files: number[] = [];
	const end = START_S + 3600 * hours;
	while (atS < end) {
		const chart = ++charts;
		const paths = chartPaths(folder, 'soak-0001', chart);
		origin = acquisition.next;
		const run = new ChartRecording(paths, planOf(chart, atS), {
			...{ written: () => undefined, unwritten: () => undefined },
			trouble: (problem) => {
				if (problem !== null) console.error(`disk: ${problem}`);
			}
		});
		recording = run;
		await run.ready;
		for (let i = 0; i < CHART_S / PORTION_S; i++) {
			atS += PORTION_S;
			acquisition.push(sender.portion(), atS);
			blocks.flush();
			if (i % 2 === 0) run.pair(acquisition.next - origin, atS, START_UTC_MS);
			// the disk gets its turn
			while (run.waiting > 30) await new Promise((resolve) => setTimeout(resolve, 1));
		}
		const notice = await run.close(clock.effectiveRateHz);
		recording = null;
		samples += notice.samples;
		declared += notice.lost;
		const [first, second] = readEdf(readFileSync(paths.bdf)).channels;
		for (let at = 0; at < notice.samples; at++)
			if (isMissing(first?.samples[at] ?? 0, second?.samples[at] ?? 0, origin + at)) missing += 1;
		rmSync(paths.bdf);
		rmSync(paths.tiles, { force: true });
		heaps.push(heapMb());
		files.push(openFiles());
	}
	return {
		...{ charts, samples, missing, declared, dropped: sender.dropped },
		slopeMbPerHour: slope(heaps) * (3600 / CHART_S),
		...{ firstFiles: files[0] ?? 0, lastFiles: files.at(-1) ?? 0 }
	};
}

/** The first two inputs say the number of the sample. */
function isMissing(first: number, second: number, number: number): boolean {
	const [a, b] = pattern(number);
	return first !== a || second !== b;
}

/** Of a line through the values, without the first fifth in which caches fill [per value]. */
function slope(values: readonly number[]): number {
	const kept = values.slice(Math.floor(values.length / 5));
	const middle = (kept.length - 1) / 2;
	const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
	const [above, below] = kept.reduce(
		([up, down], value, i) => [up + (i - middle) * (value - mean), down + (i - middle) ** 2],
		[0, 0]
	);
	return below === 0 ? 0 : above / below;
}
