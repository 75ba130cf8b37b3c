/**
 * The cursor that keys move over a chart, column by column as it is drawn: at every zoom nothing is passed over.
 *
 * @module
 */
import { columnEdges, columnOfSample } from '../../trace/read-column.ts';
import type { TraceWindow } from '../../trace/window.ts';
import type { ReviewPlace } from './review-place.svelte.ts';

/** How far a coarse step goes [s]. */
export const CURSOR_COARSE_S = 1;

/** The cursor of one review; where it stands is the place's own, others look at it too. */
export class ReviewCursor {
	/** What is drawn; null = nothing yet. */
	window: TraceWindow | null = null;
	/** Effective rate [Hz] and length [samples] of the recording. */
	recording: { readonly rateHz: number; readonly samples: number } | null = null;
	/** Moved by key, so that what stands there is said aloud. */
	isByKey = $state(false);
	readonly #at: () => ReviewPlace;

	constructor(at: () => ReviewPlace) {
		this.#at = at;
	}

	/** Puts the cursor on the first sample of a drawn column. */
	point(column: number): void {
		if (this.window !== null) this.#put(columnEdges(column, this.window.samplesPerColumn).from);
		this.isByKey = false;
	}

	/** Moves to the next column, or by a second; the first time the cursor appears in the middle of what is shown. */
	step(direction: 1 | -1, isCoarse: boolean): void {
		const { window, recording } = this;
		if (window === null || recording === null) return;
		const at = this.#at();
		const { samplesPerColumn } = window;
		if (at.cursor === null) this.#put(at.middleS * recording.rateHz);
		else if (isCoarse) this.#put(at.cursor + direction * CURSOR_COARSE_S * recording.rateHz);
		else {
			const column = columnOfSample(at.cursor, samplesPerColumn) + direction;
			const { from } = columnEdges(column, samplesPerColumn);
			// columns narrower than a sample: to the next sample
			this.#put(direction > 0 ? Math.max(from, at.cursor + 1) : Math.min(from, at.cursor - 1));
		}
		this.isByKey = true;
	}

	/** Takes the cursor away. */
	clear(): void {
		this.#at().cursor = null;
	}

	/** What a key does; undefined = nothing. Shift makes , and . into < and >. */
	actionOf(key: string): (() => void) | undefined {
		return {
			',': () => this.step(-1, false),
			'.': () => this.step(1, false),
			'<': () => this.step(-1, true),
			'>': () => this.step(1, true),
			Escape: () => this.clear()
		}[key];
	}

	#put(sample: number): void {
		if (this.recording === null) return;
		const { rateHz, samples } = this.recording;
		const at = this.#at();
		const cursor = Math.min(samples - 1, Math.max(0, Math.round(sample)));
		at.cursor = cursor;
		at.bring(cursor / rateHz, cursor / rateHz);
	}
}
