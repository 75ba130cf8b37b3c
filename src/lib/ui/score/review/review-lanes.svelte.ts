/**
 * Computed strips beside the raw ones of a review, when somebody wants them and may see what was computed.
 *
 * @module
 */
import type { MeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import { m } from '#lib/paraglide/messages.js';
import type { TraceChannel, TraceSource } from '../../trace/strip.ts';
import { derivedLanes, withLanes, type DerivedLane } from './derived-lanes.ts';

/** What there is to compute from. */
export interface LanesAsked {
	readonly channels: readonly TraceChannel[];
	/** All samples of the recording; null = not all are here yet. */
	readonly source: TraceSource | null;
	readonly rateHz: number;
	/** null = nothing may be computed: a blind scorer, or a sheet that is not sealed. */
	readonly settings: MeasurementSettings | null;
}

/** The computed strips of one review. */
export class ReviewLanes {
	readonly #asked: () => LanesAsked;
	isOn = $state(false);
	/** Made once for a recording: nothing of it changes any more. */
	#made = $state.raw<{ readonly of: TraceSource; readonly lanes: readonly DerivedLane[] } | null>(
		null
	);
	#shown: { readonly of: TraceSource; readonly source: TraceSource } | null = null;

	constructor(asked: () => LanesAsked) {
		this.#asked = asked;
	}

	/** Whether there is anything to switch on. */
	get isOffered(): boolean {
		const { source, settings } = this.#asked();
		return source !== null && settings !== null;
	}

	/** Shows or hides them. */
	toggle(): void {
		this.isOn = !this.isOn && this.isOffered;
		if (this.isOn) this.#make();
	}

	/** The strips with the computed ones. */
	channels(seen: readonly TraceChannel[]): readonly TraceChannel[] {
		return [...seen, ...this.#lanes.map(({ channel }) => channel)];
	}

	/** The source with the computed ones; the same object while it is of the same. */
	source(seen: TraceSource | null): TraceSource | null {
		const lanes = this.#lanes;
		if (seen === null || lanes.length === 0) return seen;
		if (this.#shown?.of !== seen)
			this.#shown = { of: seen, source: withLanes(this.#asked().channels, seen, lanes).source };
		return this.#shown.source;
	}

	/** What a key does; undefined = nothing. */
	actionOf(key: string): (() => void) | undefined {
		return key.toLowerCase() === 'l' && this.isOffered ? () => this.toggle() : undefined;
	}

	get #lanes(): readonly DerivedLane[] {
		const isMine = this.isOn && this.#made?.of === this.#asked().source;
		return isMine ? (this.#made?.lanes ?? []) : [];
	}

	#make(): void {
		const { channels, source, rateHz, settings } = this.#asked();
		if (source === null || settings === null || this.#made?.of === source) return;
		const lanes = derivedLanes(channels, source, rateHz, settings, {
			phasic: (name) => m.analysis_lane_phasic({ name }),
			heartRate: (name) => m.analysis_lane_rate({ name }),
			phasicView: m.analysis_lane_phasic_view(),
			heartRateView: m.analysis_lane_rate_view()
		});
		this.#shown = null;
		this.#made = { of: source, lanes };
	}
}
