/**
 * Skin conductance responses while they happen, for the live trace.
 *
 * @module
 */
import type { SkinResponse } from '../eda/scr.ts';

/** What the newest samples say. */
export interface LiveResponses {
	/** Responses that reached their peak; samples count from the first one pushed. */
	readonly ended: readonly SkinResponse[];
	/** Rise of the response that goes on, when it is large enough already [unit of the trace]; 0 = none. */
	readonly rising: number;
}

/**
 * Finds the same responses as `skinResponses` in the same trace, each one sample after its peak, however the trace is
 * cut. A NaN ends the stretch: a response does not go on across a gap.
 *
 * The trace is that of the live filter, so values differ a little from those of the stored analysis, which replace them.
 *
 * @source Boucsein et al. 2012 (trough to peak, absolute threshold)
 */
export class LiveResponseFinder {
	readonly #threshold: number;
	#count = 0;
	#previous = Number.NaN;
	/** First sample of the present plateau, and the value there. */
	#plateau = 0;
	#onset: { readonly at: number; readonly value: number } | null = null;

	/** @param threshold smallest rise [unit of the trace] */
	constructor(threshold: number) {
		this.#threshold = threshold;
	}

	/** The next samples, any number of them. */
	push(chunk: Float64Array): LiveResponses {
		const ended: SkinResponse[] = [];
		for (const value of chunk) {
			const found = this.#next(value);
			if (found !== null) ended.push(found);
		}
		const rise = this.#onset === null ? 0 : this.#previous - this.#onset.value;
		return { ended, rising: rise >= this.#threshold ? rise : 0 };
	}

	#next(value: number): SkinResponse | null {
		const [at, previous] = [this.#count, this.#previous];
		const step = value - previous;
		this.#count++;
		this.#previous = value;
		if (Number.isNaN(step)) {
			this.#onset = null;
			this.#plateau = at;
			return null;
		}
		let found: SkinResponse | null = null;
		if (step > 0) this.#onset ??= { at: at - 1, value: previous };
		else if (step < 0 && this.#onset !== null) {
			const amplitude = previous - this.#onset.value;
			if (amplitude >= this.#threshold)
				found = { onset: this.#onset.at, peak: this.#plateau, amplitude };
			this.#onset = null;
		}
		if (step !== 0) this.#plateau = at;
		return found;
	}
}
