/**
 * Many columns at once from samples or tiles as they lie in memory: what is drawn at every step of a review.
 *
 * @module
 */
import { EMPTY, MISSING, type Level } from '#lib/core/recording/tile-levels.ts';

/**
 * Fills in the extremes of columns `known…count−1`; of a column without a sample the minimum is above the maximum.
 *
 * @param level entries of the size that edges of columns are multiples of
 * @param first absolute column at index 0
 * @param perColumn entries in a column, may lie between two numbers
 */
export function reduceLevel(
	{ values, size, origin, count: entries }: Level,
	{ first, count, perColumn }: { first: number; count: number; perColumn: number },
	{ min: minima, max: maxima }: { readonly min: Float64Array; readonly max: Float64Array },
	known: number
): void {
	const start = origin / size;
	const stride = size === 1 ? 1 : 2;
	const upper = stride - 1;
	let from = Math.max(0, Math.ceil((first + known) * perColumn) - start);
	for (let i = known; i < count; i++) {
		const to = Math.max(from, Math.min(entries, Math.ceil((first + i + 1) * perColumn) - start));
		// no branches, as in `widenBySamples`
		let below = (EMPTY.min - 1) | 0;
		let max = MISSING | 0;
		for (let at = stride * from, end = stride * to; at < end; at += stride) {
			below = Math.min(below, ((values[at] as number) - 1) | 0);
			max = Math.max(max, values[at + upper] as number);
		}
		const isEmpty = below >= max;
		minima[i] = isEmpty ? Infinity : below + 1;
		maxima[i] = isEmpty ? -Infinity : max;
		from = to;
	}
}
