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
import type { ChartClosed } from './chart-files.ts';
import type { ChartLog } from './chart-log.ts';
import { chartPaths, type ChartPlan } from './chart-plan.ts';
import { ChartRecording, type ChartGap } from './chart-recording.ts';

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

/** A chart from `start-chart` to `stop-chart`. */
export class ChartRun {
	readonly order: ChartOrder;
	readonly recording: ChartRecording;
	readonly #around: ChartSurroundings;
	readonly #device: DeviceSession;
	/** Stream number of sample 0. */
	readonly #origin: number;
	/** Marks are sent again when an answer was lost: the same id is the same mark. */
	readonly #marks = new Map<string, number>();
	#nextPair = 0;
	#ended = false;

	/**
	 * Begins with the next sample of the device. Files follow (`recording.ready`).
	 *
	 * @throws {LabError} `edf/…` when the header cannot be written
	 */
	constructor(order: ChartOrder, device: DeviceSession, around: ChartSurroundings) {
		this.order = order;
		this.#around = around;
		this.#device = device;
		this.#origin = device.next;
		const paths = chartPaths(around.root, order.sessionId, order.chart);
		this.recording = new ChartRecording(paths, this.#plan(), {
			written: around.written,
			trouble: (problem) => {
				const state = problem === null ? 'recovered' : 'failing';
				this.#tell({ type: 'notice', notice: 'storage', state, detail: problem ?? '' });
			},
			unwritten: (gap) => {
				this.#tellGap(gap);
			}
		});
		around.log.began(order.sessionId, order.chart, device.setup.rateHz);
		device.blocks.begin(order.chart, this.#origin);
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
		this.#tellGap(gap);
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
		const known = this.#marks.get(id);
		if (known !== undefined) return known;
		const sample = Math.max(0, this.sampleAt(monotonicS));
		this.recording.mark(sample, durationS, text);
		this.#marks.set(id, sample);
		return sample;
	}

	/**
	 * Ends the chart. When the device is away, its absence up to now belongs to the recording.
	 *
	 * @throws {LabError} `recorder/storage` when the disk refuses to the end
	 */
	async close(): Promise<ChartClosed> {
		for (
			let wait = 0;
			wait < LONGEST_DECISION_MS && this.#device.undecided;
			wait += DECISION_STEP_MS
		)
			await sleep(DECISION_STEP_MS);
		if (this.#device.state !== 'streaming') this.#device.fillTo(this.#around.clock.monotonicS());
		this.#ended = true;
		this.#device.blocks.begin(0, this.#device.next);
		const { samples } = this.recording.facts;
		this.#pair(samples);
		const notice = await this.recording.close(this.#device.times.effectiveRateHz);
		this.#around.log.closed(notice);
		this.#around.tell(notice);
		return notice;
	}

	#plan(): ChartPlan {
		const { bootId, clock } = this.#around;
		const { setup, facts, times } = this.#device;
		const monotonicS = times.timeOf(this.#origin);
		const utcMs = utcAt(clock, monotonicS);
		return {
			...this.order,
			...{ bootId, profile: setup.profile, driver: setup.driver },
			...{ model: facts.model, firmware: facts.firmware, rateHz: setup.rateHz },
			...{ timeLapse: clock.lapse, channels: [...setup.channels] },
			...{ monotonicS, utcMs, start: localTime(utcMs) }
		};
	}

	#pair(sample: number): void {
		const { clock, log } = this.#around;
		const { sessionId, chart } = this.order;
		const monotonicS = this.#device.times.timeOf(this.#origin + sample);
		const utcMs = utcAt(clock, monotonicS);
		this.recording.pair(sample, monotonicS, utcMs);
		log.paired(sessionId, chart, sample, monotonicS);
		this.#tell({ type: 'notice', notice: 'clock', sample, monotonicS, utcMs });
	}

	#tellGap(gap: ChartGap): void {
		this.#tell({ type: 'notice', notice: 'gap', ...gap });
	}

	#tell(part: Anonymous<ChartNotice>): void {
		const { sessionId, chart } = this.order;
		this.#around.tell({ ...part, sessionId, chart });
	}
}

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
