/**
 * A counter of a device that starts anew at its end, made to run on.
 *
 * @module
 */

/** Counters of 32 bits start anew here. */
export const WRAP_32 = 2 ** 32;

/** Remembers how often the counter started anew. */
export class Unwrapper {
	readonly #wrap: number;
	#last = 0;
	#turns = 0;

	/** @param wrap the first value the counter cannot show, > 0 */
	constructor(wrap: number) {
		this.#wrap = wrap;
	}

	/** The running value; a step back by less than half the range is left as it is. */
	next(value: number): number {
		if (value < this.#last - this.#wrap / 2) this.#turns++;
		this.#last = value;
		return this.#turns * this.#wrap + value;
	}
}
