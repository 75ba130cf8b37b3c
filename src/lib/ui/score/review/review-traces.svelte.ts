/**
 * What a review draws: the recording as it comes, through the named filter when somebody wants it, and computed strips.
 *
 * @module
 */
import type { MeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import { m } from '#lib/paraglide/messages.js';
import { SeenTraces } from '../../trace/seen-traces.svelte.ts';
import { knownEnd, type TraceSource } from '../../trace/strip.ts';
import { RecordedSamples, reviewedChannels } from './recorded-samples.svelte.ts';
import { ReviewLanes } from './review-lanes.svelte.ts';
import type { ReviewWindow } from './review-window.ts';
import type { ReviewedChart } from './reviewed-chart.ts';

/** What it depends on. */
export interface TracesAsked {
	readonly columns: ReviewedChart['columns'];
	/** What is looked at: read first. */
	readonly shown: ReviewWindow;
	/** null = nothing computed may be seen. */
	readonly settings: MeasurementSettings | null;
}

/** The traces of one review. */
export class ReviewTraces {
	readonly recorded: RecordedSamples;
	readonly seen: SeenTraces;
	readonly lanes: ReviewLanes;
	/** For the eye only: what is measured does not depend on it. */
	isFiltered = $state(false);

	/** @param asked read whenever something is drawn */
	constructor(asked: () => TracesAsked) {
		const recorded = new RecordedSamples({ shown: () => asked().shown });
		this.recorded = recorded;
		const raw = $derived(reviewedChannels(recorded.facts, asked().columns));
		const rateHz = $derived(recorded.facts?.rateHz ?? 1);
		this.seen = new SeenTraces(() => ({
			...{ channels: raw, rateHz, isComplete: this.isComplete },
			filter: this.isFiltered && !this.isReading ? m.analysis_filter_name() : null
		}));
		this.lanes = new ReviewLanes(() => ({
			...{ channels: raw, rateHz, settings: asked().settings },
			source: this.isComplete ? recorded.samples : null
		}));
	}

	/** Every sample is here. */
	get isComplete(): boolean {
		const { facts, samples, loadedS } = this.recorded;
		// how far it is read tells of news; the samples themselves do not
		if (loadedS === 0 || samples === null || facts === null) return false;
		return knownEnd(samples) >= facts.samples;
	}

	/** Parts of it are still on their way. */
	get isReading(): boolean {
		const { lengthS, loadedS } = this.recorded;
		return lengthS === 0 || loadedS < lengthS - 1;
	}

	/** Strips in the order of the source. */
	get channels() {
		return this.lanes.channels(this.seen.channels);
	}

	/** What is drawn now. */
	get source(): TraceSource | null {
		return this.lanes.source(this.seen.source);
	}

	/** What to draw at this frame. */
	next(): TraceSource | null {
		return this.lanes.source(this.seen.next(this.recorded.samples));
	}

	/** What a key does; undefined = nothing. */
	actionOf(key: string): (() => void) | undefined {
		if (key.toLowerCase() === 'f') return () => (this.isFiltered = !this.isFiltered);
		return this.lanes.actionOf(key);
	}
}
