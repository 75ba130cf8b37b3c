/**
 * The running chart: ties a device's samples to a recording and tells what happens to it.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { LabError } from '#lib/core/errors.ts';
import type { RecorderNotice, GapCause } from '#lib/core/recording/recorder-messages.ts';
import { utcAt, type Clock } from '../clock.ts';
import type { DeviceSession } from '../device-session.ts';
import { machineStart } from '../machine.ts';
import type { ChartGap } from './chart-content.ts';
import type { ChartLog } from './chart-log.ts';
import { chartPaths, type ChartPlan } from './chart-plan.ts';
import { ChartRecording } from './chart-recording.ts';
import type { EndedChart } from './recording-parts.ts';
import type { KeptChart } from './continue-chart.ts';

/** What a chart is started with. */
export interface ChartOrder {
	readonly sessionId: string;
	readonly chart: number;
	readonly subjectCode: string;
	readonly technician: string;
	readonly equipment: string;
}

/** What a running chart needs around it. */
export interface ChartSurroundings {
	readonly root: string;
	/** Folder on another disk for what the data folder refuses; null = none. */
	readonly spill: string | null;
	readonly bootId: string;
	readonly clock: Clock;
	readonly log: ChartLog;
	readonly tell: (notice: RecorderNotice) => void;
	/** More samples are safely on disk. */
	readonly written: () => void;
}

/** Clock pairs are kept this often [s of recorded time]. */
const PAIR_EVERY_S = 1;
/** The length of a gap just before the end is waited for. */
const LONGEST_DECISION_MS = 800;
const DECISION_STEP_MS = 20;
/** The wall clock was set, not adjusted, when it moves by this much against the monotonic one [ms]. */
const WALL_STEP_MS = 1000;

/** A chart from `start-chart` to `stop-chart`. */
export class ChartRun {
	readonly order: ChartOrder;
	readonly recording: ChartRecording;
	readonly #around: ChartSurroundings;
	readonly #device: DeviceSession;
	/** Number of its first block for those who watch. */
	readonly firstBlock: number;
	/** Stream number of sample 0. */
	readonly #origin: number;
	#nextPair = 0;
	/** Wall clock minus recorded time [ms]. */
	#wallOffsetMs: number;
	/** Gaps that are told when they outlive this process. */
	#telling: Promise<void> = Promise.resolve();
	#ended = false;

	/**
	 * Begins with the next sample of the device. Files follow (`recording.ready`).
	 *
	 * @param kept what another recorder left of this chart; null = it begins
	 * @throws {LabError} `edf/…` when the header cannot be written
	 */
	constructor(
		order: ChartOrder,
		device: DeviceSession,
		around: ChartSurroundings,
		kept: KeptChart | null = null
	) {
		this.order = order;
		this.#around = around;
		this.#device = device;
		this.#origin = kept ? 0 : device.next;
		this.#wallOffsetMs = offsetOf(around.clock);
		const paths = chartPaths(around.root, order.sessionId, order.chart);
		this.recording = new ChartRecording(
			paths,
			kept?.plan ?? this.#plan(),
			{
				written: around.written,
				trouble: (problem) => {
					const state = problem === null ? 'recovered' : 'failing';
					this.#tell({ type: 'notice', notice: 'storage', state, detail: problem ?? '' });
				},
				unwritten: (gap) => {
					this.#tellGap(gap);
				}
			},
			undefined,
			kept
		);
		around.log.began(order.sessionId, order.chart, device.setup.rateHz);
		if (kept) this.#goOn(kept);
		device.blocks.begin(order.chart, this.#origin);
		this.firstBlock = device.blocks.firstBlock;
	}

	/** What the log and the clock pairs know of the recorder before. */
	#goOn({ pairs }: KeptChart): void {
		const { log, clock } = this.#around;
		const { sessionId, chart } = this.order;
		for (const { sample, monotonicS } of pairs) log.paired(sessionId, chart, sample, monotonicS);
		const { rateHz } = this.#device.setup;
		this.#nextPair = Math.ceil(this.recording.facts.samples / (rateHz * PAIR_EVERY_S));
		const last = pairs.at(-1);
		// in a time lapse each process has a wall clock of its own
		if (last && clock.lapse === 1) this.#wallOffsetMs = last.utcMs - 1000 * last.monotonicS;
	}

	/** Takes the device's samples. */
	samples(channels: readonly Int32Array[]): void {
		if (this.#ended) return;
		this.recording.append(channels);
		const { rateHz } = this.#device.setup;
		while (this.recording.facts.samples > this.#nextPair * rateHz * PAIR_EVERY_S) {
			this.#pair(Math.round(this.#nextPair * rateHz * PAIR_EVERY_S));
			this.#nextPair += 1;
		}
	}

	/** Takes a loss, before its filling. */
	gap(first: number, count: number, cause: GapCause): void {
		if (this.#ended) return;
		const firstSample = first - this.#origin;
		const monotonicS = this.#device.times.timeOf(first);
		const utcMs = utcAt(this.#around.clock, monotonicS);
		const gap: ChartGap = { firstSample, samples: count, cause, monotonicS, utcMs };
		this.recording.declareGap(gap);
		this.#telling = this.recording.kept().then(() => {
			this.#tellGap(gap);
		});
	}

	/** The files could not be created: nothing is recorded. */
	abandon(): void {
		this.#ended = true;
		this.#device.blocks.begin(0, this.#device.next);
	}

	/** Sample at a time, by the clock as it runs; negative before the chart. */
	sampleAt(monotonicS: number): number {
		return Math.round(this.#device.times.sampleAt(monotonicS)) - this.#origin;
	}

	/** Annotates a time; the same id again gives the same sample and no second annotation. */
	mark(id: string, monotonicS: number, durationS: number | null, text: string): number {
		const known = this.recording.markedAt(id);
		if (known !== undefined) return known;
		const sample = Math.max(0, this.sampleAt(monotonicS));
		this.recording.mark(sample, durationS, text, id);
		return sample;
	}

	/**
	 * Ends the chart. When the device is away, its absence up to now belongs to the recording.
	 *
	 * @throws {LabError} `recorder/storage` when the disk refuses to the end
	 */
	async close(): Promise<EndedChart> {
		for (
			let wait = 0;
			wait < LONGEST_DECISION_MS && this.#device.undecided;
			wait += DECISION_STEP_MS
		)
			await sleep(DECISION_STEP_MS);
		if (this.#device.state !== 'streaming') this.#device.fillTo(this.#around.clock.monotonicS());
		this.#ended = true;
		this.#device.blocks.begin(0, this.#device.next);
		await this.#telling;
		const { samples } = this.recording.facts;
		this.#pair(samples);
		const ended = await this.recording.close(this.#device.times.effectiveRateHz);
		if (ended.notice !== null) {
			this.#around.log.closed(ended.notice);
			this.#around.tell(ended.notice);
		}
		return ended;
	}

	#plan(): ChartPlan {
		const { bootId, clock, spill } = this.#around;
		const { setup, facts, times } = this.#device;
		const monotonicS = times.timeOf(this.#origin);
		const utcMs = utcAt(clock, monotonicS);
		return {
			...this.order,
			...{ bootId, profile: setup.profile, driver: setup.driver },
			...{ model: facts.model, firmware: facts.firmware, rateHz: setup.rateHz },
			...{ timeLapse: clock.lapse, channels: [...setup.channels] },
			...{ monotonicS, utcMs, start: localTime(utcMs) },
			...{ setup, machine: machineStart() },
			...(spill !== null && { spill })
		};
	}

	#pair(sample: number): void {
		const { clock, log } = this.#around;
		const { sessionId, chart } = this.order;
		this.#watchWallClock(sample);
		const monotonicS = this.#device.times.timeOf(this.#origin + sample);
		const utcMs = utcAt(clock, monotonicS);
		this.recording.pair(sample, monotonicS, utcMs);
		log.paired(sessionId, chart, sample, monotonicS);
		this.#tell({ type: 'notice', notice: 'clock', sample, monotonicS, utcMs });
	}

	/** Times are the monotonic clock's: that somebody set the wall clock is noted in the recording, and moves nothing. */
	#watchWallClock(sample: number): void {
		const offsetMs = offsetOf(this.#around.clock);
		const stepMs = offsetMs - this.#wallOffsetMs;
		if (Math.abs(stepMs) < WALL_STEP_MS) return;
		this.#wallOffsetMs = offsetMs;
		const sign = stepMs > 0 ? '+' : '';
		this.recording.mark(sample, null, `wall clock set by ${sign}${(stepMs / 1000).toFixed(1)} s`);
	}

	#tellGap(gap: ChartGap): void {
		this.#tell({ type: 'notice', notice: 'gap', ...gap });
	}

	#tell(part: Anonymous<ChartNotice>): void {
		const { sessionId, chart } = this.order;
		this.#around.tell({ ...part, sessionId, chart });
	}
}

const offsetOf = (clock: Clock): number => clock.utcMs() - 1000 * clock.monotonicS();

type ChartNotice = Exclude<RecorderNotice, { notice: 'device' }>;
type Anonymous<N> = N extends unknown ? Omit<N, 'sessionId' | 'chart'> : never;

/** `YYYY-MM-DDThh:mm:ss` on the wall clock of this place. */
function localTime(utcMs: number): string {
	const date = new Date(utcMs);
	const two = (value: number): string => String(value).padStart(2, '0');
	const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
	return `${day}T${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}

/** Refuses when there is no running chart with this number. */
export function running(run: ChartRun | null, chart?: number): ChartRun {
	if (run && (chart === undefined || run.order.chart === chart)) return run;
	throw new LabError('recorder/no-chart', `expected chart ${chart ?? ''} to run, got none`);
}
