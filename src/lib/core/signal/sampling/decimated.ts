/**
 * Fewer samples of a slow signal, by a whole factor.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import { butterworth } from '../filter/butterworth.ts';
import { zeroPhase } from '../filter/zero-phase.ts';

/** The anti-alias filter ends at this share of half the new rate. */
const PASS = 0.8;
const ORDER = 4;

/**
 * Every `factor`-th sample; sample 0 stays sample 0.
 *
 * @param options isSmooth: the signal holds nothing above 0.4 of the new rate (it was low-passed already), so that no
 * filter is needed
 * @throws {LabError} `signal/factor` when the factor is not a whole number ≥ 1; `signal/too-short`
 */
export function decimated(
	signal: Float64Array,
	factor: number,
	options: { readonly isSmooth?: boolean } = {}
): Float64Array {
	if (!Number.isInteger(factor) || factor < 1)
		throw new LabError('signal/factor', `expected a whole factor of 1 or more, got ${factor}`);
	if (factor === 1) return signal.slice();
	const cutoffHz = PASS / (2 * factor);
	const smooth =
		options.isSmooth === true
			? signal
			: zeroPhase(signal, butterworth({ pass: 'low', order: ORDER, cutoffHz, rateHz: 1 }));
	const result = new Float64Array(Math.ceil(signal.length / factor));
	for (let k = 0; k < result.length; k++) result[k] = smooth[k * factor] as number;
	return result;
}

/** Largest whole factor that keeps at least a rate; 1 when the rate is lower already. */
export function factorTo(rateHz: number, leastHz: number): number {
	return Math.max(1, Math.floor(rateHz / leastHz + 1e-9));
}
