/**
 * Analyses run on each stretch between gaps; what they find is put together.
 *
 * @module
 */
import { bridged, stretches } from '../filter/over-gaps.ts';

/** Gaps up to this long are bridged by a line before filtering. [s] Lab decision 2026-11 */
export const BRIDGE_S = 0.5;

/** A stretch that is long enough, with its place in the whole. */
export interface Part {
	readonly values: Float64Array;
	/** First sample in the whole trace. */
	readonly begin: number;
}

/**
 * Stretches without a missing sample, short gaps bridged.
 *
 * @param values NaN where nothing was recorded
 * @param shortestS stretches that are shorter are left out [s]
 */
export function partsOf(values: Float64Array, rateHz: number, shortestS: number): Part[] {
	const least = Math.max(shortestS * rateHz, LEAST_SAMPLES);
	if (!values.includes(Number.NaN)) return values.length >= least ? [{ values, begin: 0 }] : [];
	const joined = bridged(values, Math.floor(BRIDGE_S * rateHz));
	return stretches(joined)
		.filter(({ begin, end }) => end - begin >= least)
		.map(({ begin, end }) => ({ values: joined.subarray(begin, end), begin }));
}

/** The filters need so many samples. */
const LEAST_SAMPLES = 32;

/** One trace of the parts' results, NaN between them. */
export function whole(
	length: number,
	parts: readonly { readonly begin: number; readonly trace: Float64Array }[]
): Float64Array {
	const [only] = parts;
	if (parts.length === 1 && only?.trace.length === length) return only.trace;
	const result = new Float64Array(length).fill(Number.NaN);
	for (const { begin, trace } of parts) result.set(trace, begin);
	return result;
}
