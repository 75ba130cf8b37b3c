/**
 * Heart rate while it happens, for the live display: beats of a pulse or an electrocardiogram.
 *
 * @module
 */
import { butterworth } from '../filter/butterworth.ts';
import { CausalFilter } from './causal-filter.ts';

/** The two running means, the time constant of the mean square, and least time between beats. [s] */
const PEAK_S = 0.111;
const BEAT_S = 0.667;
const LEVEL_S = 10;
const REFRACTORY_S = 0.3;
/** Share of the mean square added to the threshold. */
const OFFSET = 0.02;

/**
 * Beats by the two running means of the squared trace, as `ppgBeats`, but looking back only: a beat is reported when
 * its wave is over, some 0.3 s late. The same for every way of cutting the signal.
 *
 * @source Elgendi et al. 2013, PLoS ONE 8(10): e76585 (two running means); causal form: lab decision 2026-11
 */
export class LiveBeatFinder {
	readonly #rateHz: number;
	readonly #filter: CausalFilter;
	readonly #short: RingMean;
	readonly #long: RingMean;
	#level = 0;
	#count = 0;
	#lastBeat = -Infinity;
	/** Highest sample of the wave that goes on; null between waves. */
	#wave: { readonly at: number; readonly value: number } | null = null;

	/**
	 * @param kind `ecg` looks at 5–25 Hz, `ppg` at 0.5–8 Hz
	 * @throws {LabError} `signal/filter-design` when the rate is too low
	 */
	constructor(kind: 'ecg' | 'ppg', rateHz: number) {
		const [fromHz, toHz] = kind === 'ecg' ? [5, 25] : [0.5, 8];
		this.#rateHz = rateHz;
		this.#filter = new CausalFilter(butterworth({ pass: 'band', order: 2, fromHz, toHz, rateHz }));
		this.#short = new RingMean(Math.round(PEAK_S * rateHz));
		this.#long = new RingMean(Math.round(BEAT_S * rateHz));
	}

	/**
	 * The next samples, any number of them.
	 *
	 * @returns samples of the beats that were over by then, counted from the first sample pushed, filter delay included
	 */
	push(chunk: Float64Array): number[] {
		const beats: number[] = [];
		for (const value of this.#filter.push(chunk)) {
			const beat = this.#next(Number.isNaN(value) ? 0 : value);
			if (beat !== null) beats.push(beat);
		}
		return beats;
	}

	#next(value: number): number | null {
		const at = this.#count++;
		const square = value > 0 ? value * value : 0;
		this.#level += (square - this.#level) / Math.min(at + 1, LEVEL_S * this.#rateHz);
		const isWave = this.#short.next(square) > this.#long.next(square) + OFFSET * this.#level;
		const wave = this.#wave;
		if (isWave) {
			if (wave === null || value > wave.value) this.#wave = { at, value };
			return null;
		}
		this.#wave = null;
		if (wave === null || wave.at - this.#lastBeat <= REFRACTORY_S * this.#rateHz) return null;
		this.#lastBeat = wave.at;
		return wave.at;
	}
}

/** Mean of the last samples; 0 stands for those before the first. */
class RingMean {
	readonly #ring: Float64Array;
	#at = 0;
	#sum = 0;

	constructor(size: number) {
		this.#ring = new Float64Array(Math.max(1, size));
	}

	next(value: number): number {
		const ring = this.#ring;
		this.#sum += value - (ring[this.#at] as number);
		ring[this.#at] = value;
		this.#at = (this.#at + 1) % ring.length;
		// summed anew once around, so that rounding does not pile up
		if (this.#at === 0) this.#sum = ring.reduce((sum, one) => sum + one, 0);
		return this.#sum / ring.length;
	}
}
