/**
 * Resampling by a ratio of whole numbers with a linear-phase filter.
 *
 * @module
 */
import { LabError } from '../../errors.ts';

/** Shape of the Kaiser window, and half the filter's length in samples of the slower side. */
const KAISER_BETA = 5;
const HALF_LENGTH = 10;

/**
 * The signal at `up / down` times its rate; zero beyond its ends, as the reference.
 *
 * @param up, down whole numbers ≥ 1
 * @returns ⌈samples · up / down⌉ samples; sample 0 stays at time 0
 * @throws {LabError} `signal/factor`
 * @source Crochiere & Rabiner 1983 (polyphase windowed sinc); agrees with SciPy `resample_poly`
 */
export function resampleRational(signal: Float64Array, up: number, down: number): Float64Array {
	if (!(Number.isInteger(up) && Number.isInteger(down) && up > 0 && down > 0))
		throw new LabError('signal/factor', `expected whole factors, got ${up} / ${down}`);
	const shared = greatestCommon(up, down);
	const [p, q] = [up / shared, down / shared];
	if (p === 1 && q === 1) return signal.slice();
	const half = HALF_LENGTH * Math.max(p, q);
	const filter = kaiserSinc(half, 1 / Math.max(p, q), p);
	const result = new Float64Array(Math.ceil((signal.length * p) / q));
	for (let k = 0; k < result.length; k++) {
		// position on the upsampled grid; only every p-th place there holds a sample
		const centre = k * q;
		let sum = 0;
		const first = Math.max(0, Math.ceil((centre - half) / p));
		const last = Math.min(signal.length - 1, Math.floor((centre + half) / p));
		for (let i = first; i <= last; i++)
			sum += (signal[i] as number) * (filter[centre - i * p + half] as number);
		result[k] = sum;
	}
	return result;
}

/** Windowed sinc of unit sum times `gain`, cutoff in units of half the rate. */
function kaiserSinc(half: number, cutoff: number, gain: number): Float64Array {
	const filter = Float64Array.from({ length: 2 * half + 1 }, (_, k) => {
		const x = k - half;
		const sinc = x === 0 ? 1 : Math.sin(Math.PI * cutoff * x) / (Math.PI * cutoff * x);
		const window = bessel0(KAISER_BETA * Math.sqrt(1 - (x / half) ** 2)) / bessel0(KAISER_BETA);
		return cutoff * sinc * window;
	});
	const sum = filter.reduce((total, value) => total + value, 0);
	return filter.map((value) => (value * gain) / sum);
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function bessel0(x: number): number {
	let [sum, term] = [1, 1];
	for (let k = 1; term > 1e-17 * sum; k++) {
		term *= (x / (2 * k)) ** 2;
		sum += term;
	}
	return sum;
}

function greatestCommon(a: number, b: number): number {
	return b === 0 ? a : greatestCommon(b, a % b);
}
