/**
 * Recordings of a session's charts for aligned pictures: each read once, each filter run once.
 *
 * @module
 */
import { SvelteMap } from 'svelte/reactivity';
import { isLabError } from '#lib/core/errors.ts';
import type { Chart } from '#lib/core/session/state.ts';
import type { BeatInterval } from '#lib/core/signal/heart/heart-rate.ts';
import { channelIntervals } from '#lib/core/signal/measure/heart-rate-mean.ts';
import type { MeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import { findFlaws } from '../../trace/flaw-watch.ts';
import { RecordedSamples, reviewedChannels } from '../review/recorded-samples.svelte.ts';
import type { ChannelFlaws } from './aligned-flaws.ts';
import { channelValues, phasicValues } from './channel-values.ts';

/** What is drawn of skin conductance. */
export type AlignedView = 'raw' | 'phasic';

/** The charts of one session. */
export class AlignedCharts {
	readonly #settings: MeasurementSettings;
	readonly #begun = new Set<number>();
	readonly #read = new SvelteMap<number, RecordedSamples>();
	readonly #flaws = new SvelteMap<string, ChannelFlaws>();
	readonly #values = new Map<string, Float64Array>();
	readonly #intervals = new Map<string, readonly BeatInterval[]>();

	constructor(settings: MeasurementSettings) {
		this.#settings = settings;
	}

	/** Reads what is not read yet, one chart after another, then looks for what is wrong with it. */
	async load(place: string, charts: readonly Chart[]): Promise<void> {
		const come: [Chart, RecordedSamples][] = [];
		for (const one of charts) {
			const { chart, gaps } = one;
			if (this.#begun.has(chart)) continue;
			this.#begun.add(chart);
			const recorded = new RecordedSamples();
			await recorded.load(place, chart, gaps);
			this.#read.set(chart, recorded);
			come.push([one, recorded]);
		}
		for (const [one, recorded] of come) await this.#lookThrough(one, recorded);
	}

	async #lookThrough(
		{ chart, started, sealed, gaps }: Chart,
		{ facts, samples, failed }: RecordedSamples
	): Promise<void> {
		if (facts === null || samples === null || failed) return;
		const rateHz = sealed?.effectiveRateHz ?? started.rateHz;
		const channels = reviewedChannels(facts, started.columns);
		const found = await findFlaws(samples, channels, rateHz);
		const missing = gaps.map((gap) => ({
			from: gap.firstSample,
			to: gap.firstSample + gap.samples
		}));
		channels.forEach(({ name }, index) =>
			this.#flaws.set(`${chart}/${name}`, { flaws: found[index] ?? [], missing })
		);
	}

	/** What is wrong with a channel of a chart; null = not looked through yet. */
	flaws(chart: number, channel: string): ChannelFlaws | null {
		return this.#flaws.get(`${chart}/${channel}`) ?? null;
	}

	/** Whether reading of a chart has ended, well or not. */
	isRead(chart: number): boolean {
		return this.#read.has(chart);
	}

	/** Whether a chart could not be read. */
	hasFailed(chart: number): boolean {
		return this.#read.get(chart)?.failed === true;
	}

	/**
	 * Values of a channel of a chart; null = not read, or not in the file.
	 *
	 * @throws {LabError} `signal/…` when it cannot be filtered
	 */
	values(chart: number, channel: string, view: AlignedView, rateHz: number): Float64Array | null {
		const key = `${chart}/${view}/${channel}`;
		const known = this.#values.get(key);
		if (known !== undefined) return known;
		const recorded = this.#read.get(chart);
		const index = recorded?.facts?.channels.findIndex(({ name }) => name === channel) ?? -1;
		const [tiles, transfer] = [recorded?.samples?.tiles[index], recorded?.facts?.channels[index]];
		if (tiles === undefined || transfer === undefined || recorded?.failed === true) return null;
		const raw = view === 'raw' ? channelValues(tiles, transfer) : null;
		const made = raw ?? this.#phasic(chart, channel, rateHz);
		this.#values.set(key, made);
		return made;
	}

	#phasic(chart: number, channel: string, rateHz: number): Float64Array {
		const raw = this.values(chart, channel, 'raw', rateHz) ?? new Float64Array(0);
		return phasicValues(raw, rateHz, this.#settings);
	}

	/** Intervals between the beats of a channel; none when there are no beats to find. */
	intervals(
		chart: number,
		{ name, kind }: { readonly name: string; readonly kind: string },
		rateHz: number
	): readonly BeatInterval[] {
		const key = `${chart}/${name}`;
		const known = this.#intervals.get(key);
		if (known !== undefined) return known;
		const values = this.values(chart, name, 'raw', rateHz);
		if (values === null) return [];
		const made = beats(values, kind, rateHz, this.#settings.bridgeS);
		this.#intervals.set(key, made);
		return made;
	}
}

/** A signal that is too short or too slow has no beats; anything else is a bug. */
function beats(
	values: Float64Array,
	kind: string,
	rateHz: number,
	bridgeS: number
): BeatInterval[] {
	try {
		return channelIntervals({ kind, values }, rateHz, bridgeS);
	} catch (error) {
		if (isLabError(error) && error.code.startsWith('signal/')) return [];
		throw error;
	}
}
