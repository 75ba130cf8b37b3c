/**
 * The samples of a recording while they come: of a sealed one the whole length at once, coarse first.
 *
 * @module
 */
import { copyOwner } from '#lib/browser/recording/owner.ts';
import {
	joined,
	readInWorker,
	SealedRecording,
	type GoingReading,
	type MakeWorker
} from '#lib/browser/recording/sealed-recording.ts';
import {
	readRecordingFacts,
	readSamples,
	recordingPath,
	samplesFor
} from '#lib/browser/recordings.ts';
import type { RecordingFacts } from '#lib/core/session/exchange.ts';
import { units, type Unit } from '#lib/core/units.ts';
import type { TraceChannel, TraceSource } from '../../trace/strip.ts';
import type { ReviewedChart } from './reviewed-chart.ts';

/** What a reading depends on. */
export interface RecordedWorld {
	/** What is looked at [s]: its samples come before others; absent = nothing in particular. */
	readonly shown?: () => { readonly fromS: number; readonly spanS: number };
	/** Tests give their own. */
	readonly makeWorker?: MakeWorker;
	/** Name of the database of copies. */
	readonly database?: string;
}

/** One recording being read. */
export class RecordedSamples {
	facts = $state.raw<RecordingFacts | null>(null);
	/** Null = nothing can be drawn yet. */
	samples = $state.raw<TraceSource | null>(null);
	/** How far single samples are here [s]; whole only when every one is. */
	loadedS = $state(0);
	failed = $state(false);
	/** Why this browser keeps no copy, so that it is read from the server each time; null = it does. */
	notKept = $state<string | null>(null);
	readonly #world: RecordedWorld;
	/** Counts readings: an earlier one that is still going on has nothing more to say. */
	#reading = 0;
	/** Sealed recording that was asked for; it never changes, so it is not read a second time. */
	#sealed = '';
	#going: GoingReading | null = null;
	#done: Promise<void> = Promise.resolve();

	constructor(world: RecordedWorld = {}) {
		this.#world = world;
	}

	/** Length of the recording [s]; 0 = not known yet. */
	get lengthS(): number {
		return this.facts === null ? 0 : this.facts.samples / this.facts.rateHz;
	}

	/** Reads everything; what cannot be had is told by `failed`. Settles when nothing more comes. */
	async load(place: string, chart: number, gaps: ReviewedChart['gaps']): Promise<void> {
		const asked = JSON.stringify([place, chart, gaps]);
		if (asked === this.#sealed) return this.#done;
		this.end();
		const reading = this.#reading;
		this.failed = false;
		this.notKept = null;
		try {
			const facts = await readRecordingFacts(place, chart);
			if (reading !== this.#reading) return;
			this.facts = facts;
			if (facts === null) this.failed = true;
			else if (facts.sealedAs === null) await this.#readRunning(place, chart, gaps, facts);
			else {
				this.#sealed = asked;
				this.#done = this.#readSealed(recordingPath(place, chart), facts.sealedAs, gaps, facts);
				await this.#done;
			}
		} catch {
			// no network: the page says so and the notice in it offers nothing more
			if (reading === this.#reading) this.failed = true;
		}
	}

	/** Nobody looks any longer: what is being read is not needed. */
	end(): void {
		this.#reading += 1;
		this.#sealed = '';
		this.#going?.end();
		this.#going = null;
	}

	async #readRunning(
		place: string,
		chart: number,
		gaps: ReviewedChart['gaps'],
		facts: RecordingFacts
	): Promise<void> {
		const reading = this.#reading;
		const made = samplesFor(facts);
		this.samples = made;
		const progress = (): void => void (this.loadedS = made.end / facts.rateHz);
		const isWhole = await readSamples(place, chart, made, gaps, progress);
		if (reading === this.#reading) this.failed = !isWhole;
	}

	async #readSealed(
		path: string,
		recording: string,
		gaps: ReviewedChart['gaps'],
		{ channels, samples, rateHz }: RecordingFacts
	): Promise<void> {
		const reading = this.#reading;
		const owner = await copyOwner();
		if (reading !== this.#reading) return;
		const runs = gaps.map((gap) => ({ from: gap.firstSample, to: gap.firstSample + gap.samples }));
		const order = {
			...{ path, recording, samples, channels: channels.length },
			gaps: joined(runs, samples)
		};
		const into = new SealedRecording(order);
		const come = (): void => {
			if (into.isVisible) this.samples = into;
			const shown = this.#world.shown?.();
			if (shown !== undefined) {
				const { fromS, spanS } = shown;
				this.#going?.see({ from: fromS * rateHz, to: (fromS + spanS) * rateHz });
			}
			// what needs every sample takes the last second as not worth waiting for: it is, as long as it lacks
			const most = into.known < into.end ? samples / rateHz - 2 : Infinity;
			this.loadedS = Math.max(0, Math.min(into.loaded / rateHz, most));
		};
		const { database, makeWorker } = this.#world;
		const call = {
			...{ is: 'read' as const, order, owner },
			...(database !== undefined && { database })
		};
		await new Promise<void>((resolve) => {
			const end = ({ isWhole, notKept }: { isWhole: boolean; notKept: string | null }): void => {
				come();
				this.failed = !isWhole;
				this.notKept = notKept;
				if (!isWhole) this.#sealed = '';
				resolve();
			};
			const going = readInWorker(call, into, { come, end }, makeWorker);
			this.#going = {
				see: (run) => going.see(run),
				end: () => {
					going.end();
					resolve();
				}
			};
		});
	}
}

/** The strips of a recording: how counts become values is told by the file, what is attached by the chart. */
export function reviewedChannels(
	facts: RecordingFacts | null,
	columns: ReviewedChart['columns']
): TraceChannel[] {
	return (facts?.channels ?? []).map((transfer) => {
		const column = columns.find(({ name }) => name === transfer.name);
		const unit = units.find((one) => one === column?.unit) ?? ('counts' satisfies Unit);
		return { name: transfer.name, kind: column?.kind ?? 'other', unit, view: null, transfer };
	});
}
