/**
 * What strips show of a source: raw or through the named filter, and with what is wrong with it. Both are made a little
 * at every frame, so that neither a live picture nor a long recording is held up.
 *
 * @module
 */
import type { Flaw } from '#lib/core/signal/quality/flaw.ts';
import { FilteredSource, filteredChannels } from './filtered-source.ts';
import { FlawWatch } from './flaw-watch.ts';
import type { TraceChannel, TraceSource } from './strip.ts';

/** Time of a frame spent on looking for flaws, and on filtering [ms]. */
const FLAWS_MS = 2;
const FILTER_MS = 4;
/** Flaws are shown anew this often [ms]. */
const SHOWN_MS = 250;

/** What is to be shown. */
export interface Asked {
	/** As recorded. */
	readonly channels: readonly TraceChannel[];
	readonly rateHz: number;
	/** Name of the filter, written on its strip; null = raw. */
	readonly filter: string | null;
	/** Nothing more will come. */
	readonly isComplete: boolean;
}

/** Follows one source after the other. */
export class SeenTraces {
	readonly #asked: () => Asked;
	/** What is wrong with each channel as recorded; also while a filter is shown. */
	flaws = $state.raw<readonly (readonly Flaw[])[]>([]);
	/** What is drawn. */
	source = $state.raw<TraceSource | null>(null);
	/** The filter is wanted and has caught up: until then the raw traces stay. */
	#isReady = $state(false);
	#raw: TraceSource | null = null;
	#channels: readonly TraceChannel[] = [];
	#rateHz = 0;
	#watch: FlawWatch | null = null;
	#filtered: FilteredSource | null = null;
	#shownAt = -Infinity;
	#changes = 0;

	/** @param asked read at every frame and by what is drawn */
	constructor(asked: () => Asked) {
		this.#asked = asked;
	}

	/** The channels as they are drawn. */
	get channels(): readonly TraceChannel[] {
		const { channels, filter } = this.#asked();
		return filter !== null && this.#isReady ? filteredChannels(channels, filter) : channels;
	}

	/**
	 * What to draw at this frame.
	 *
	 * @param raw as recorded
	 */
	next(raw: TraceSource | null): TraceSource | null {
		const asked = this.#asked();
		const { channels, rateHz, filter } = asked;
		if (raw !== this.#raw || rateHz !== this.#rateHz || !isSame(channels, this.#channels))
			this.#begin(raw, asked);
		this.#channels = channels;
		if (raw === null) return (this.source = null);
		this.#look(asked);
		// a filter that became ready is drawn from the next frame on: by then the scales know of it
		const wasReady = this.#isReady;
		if (filter === null) this.#filtered = null;
		else this.#filtered ??= new FilteredSource(raw, channels, rateHz);
		const hasCaughtUp = this.#filtered?.advance(FILTER_MS) ?? false;
		this.#isReady = this.#filtered !== null && (wasReady || hasCaughtUp);
		return (this.source = wasReady && this.#filtered !== null ? this.#filtered : raw);
	}

	#begin(raw: TraceSource | null, { channels, rateHz }: Asked): void {
		[this.#raw, this.#rateHz] = [raw, rateHz];
		this.#watch = raw === null ? null : new FlawWatch(raw, channels, rateHz);
		this.#filtered = null;
		this.#isReady = false;
		this.flaws = [];
		this.#shownAt = -Infinity;
		this.#changes = 0;
	}

	#look({ isComplete }: Asked): void {
		const watch = this.#watch;
		if (watch === null) return;
		watch.read(FLAWS_MS);
		if (isComplete && watch.isCaughtUp) watch.end();
		const now = performance.now();
		if (now - this.#shownAt < SHOWN_MS || watch.changes === this.#changes) return;
		this.#shownAt = now;
		this.#changes = watch.changes;
		this.flaws = watch.flaws();
	}
}

/** Whether samples of both lists mean the same. */
function isSame(a: readonly TraceChannel[], b: readonly TraceChannel[]): boolean {
	if (a === b) return true;
	const meaning = ({ name, kind, unit, transfer }: TraceChannel): string =>
		[name, kind, unit, ...Object.values(transfer)].join();
	return a.length === b.length && a.every((one, i) => meaning(one) === meaning(b[i] ?? one));
}
