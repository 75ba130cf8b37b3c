/**
 * Running means of a pulse's positive squares, over the length of a peak and of a beat.
 *
 * Made block by block as they are asked for: three more traces as long as the recording would cost more time for
 * their memory than for their arithmetic.
 *
 * @module
 */
import { MEAN_BLOCK, meanBlock } from '../filter/running-mean.ts';

/** Both means of one trace; ask for samples in ascending order. */
export class SquareMeans {
	readonly #signal: Float64Array;
	/** Samples of each window. */
	readonly #peak: number;
	readonly #beat: number;
	/** Samples of the longest window before its middle. */
	readonly #left: number;
	/** Squares of the block with all that its windows reach. */
	readonly #squares: Float64Array;
	readonly #inPeak = new Float64Array(MEAN_BLOCK);
	readonly #inBeat = new Float64Array(MEAN_BLOCK);
	/** First sample of the block, and the one after its last. */
	#from = 0;
	#to = 0;

	/** @param windows samples of each window, ≥ 1 */
	constructor(signal: Float64Array, windows: { readonly peak: number; readonly beat: number }) {
		this.#signal = signal;
		this.#peak = windows.peak;
		this.#beat = windows.beat;
		const longest = Math.max(windows.peak, windows.beat);
		this.#left = longest >> 1;
		this.#squares = new Float64Array(MEAN_BLOCK + longest);
	}

	/** Whether the mean over a peak exceeds that over a beat by more than `offset` around this sample. */
	isAbove(sample: number, offset: number): boolean {
		if (sample >= this.#to || sample < this.#from) this.#fill(sample);
		const i = sample - this.#from;
		return (this.#inPeak[i] as number) > (this.#inBeat[i] as number) + offset;
	}

	#fill(sample: number): void {
		const from = sample - (sample % MEAN_BLOCK);
		this.#square(from - this.#left);
		for (const [size, into] of [
			[this.#peak, this.#inPeak],
			[this.#beat, this.#inBeat]
		] as const)
			meanBlock(this.#squares, this.#left - (size >> 1), size, into);
		this.#from = from;
		this.#to = from + MEAN_BLOCK;
	}

	/** Squares from a sample on, the edge values repeated beyond the ends. */
	#square(first: number): void {
		const signal = this.#signal;
		const last = signal.length - 1;
		const squares = this.#squares;
		for (let k = 0; k < squares.length; k++) {
			const at = first + k;
			const value = signal[at < 0 ? 0 : at > last ? last : at] as number;
			squares[k] = value > 0 ? value * value : 0;
		}
	}
}
