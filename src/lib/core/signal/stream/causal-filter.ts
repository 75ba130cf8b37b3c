/**
 * The same filter designs for live traces: causal, sample by sample, delayed.
 *
 * What is stored and scored is filtered anew without delay; this is for drawing only.
 *
 * @module
 */
import type { Section } from '../filter/butterworth.ts';
import { runSections } from '../filter/run-sections.ts';
import { steadyStates } from '../filter/zero-phase.ts';

/** A filter that remembers where it was: the outputs are the same for every way of cutting the input. */
export class CausalFilter {
	readonly #sections: readonly Section[];
	#states: Float64Array | null = null;

	/** @param sections a design of `butterworth` */
	constructor(sections: readonly Section[]) {
		this.#sections = sections;
	}

	/**
	 * The next samples, filtered. Starts as if the first sample had come in forever; a NaN restarts it with the
	 * sample after the gap.
	 *
	 * @param chunk any length, also none; not changed
	 */
	push(chunk: Float64Array): Float64Array {
		const result = chunk.slice();
		let from = 0;
		while (from < result.length) {
			if (Number.isNaN(result[from])) {
				this.#states = null;
				from++;
				continue;
			}
			let to = from + 1;
			while (to < result.length && !Number.isNaN(result[to])) to++;
			const first = result[from] ?? 0;
			this.#states ??= steadyStates(this.#sections).map((state) => state * first);
			runSections(result.subarray(from, to), this.#sections, this.#states);
			from = to;
		}
		return result;
	}
}
