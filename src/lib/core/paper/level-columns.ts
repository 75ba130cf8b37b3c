/**
 * Many columns at once from samples or tiles as they lie in memory: what is drawn at every step of a review.
 *
 * @module
 */
import { EMPTY, MISSING, SMALLEST_TILE, type Level } from '../recording/tile-levels.ts';

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

/**
 * The same from single samples, with tiles for what lies between the edges of a column: half as much is looked at.
 *
 * @param samples level of size 1
 * @param tiles level of the smallest tile, of the same samples at least
 */
export function reduceSamples(
	{ values, origin, count: entries }: Level,
	{ values: extremes, origin: tileOrigin }: Level,
	{ first, count, perColumn }: { first: number; count: number; perColumn: number },
	{ min: minima, max: maxima }: { readonly min: Float64Array; readonly max: Float64Array },
	known: number
): void {
	const shift = (origin - tileOrigin) / SMALLEST_TILE;
	let from = Math.max(0, Math.ceil((first + known) * perColumn) - origin);
	for (let i = known; i < count; i++) {
		const to = Math.max(from, Math.min(entries, Math.ceil((first + i + 1) * perColumn) - origin));
		const firstTile = Math.ceil(from / SMALLEST_TILE);
		const endTile = Math.max(firstTile, Math.floor(to / SMALLEST_TILE));
		const [left, right] = [SMALLEST_TILE * firstTile, SMALLEST_TILE * endTile];
		// no branches, as in `widenBySamples`
		let below = (EMPTY.min - 1) | 0;
		let max = MISSING | 0;
		for (let at = from, end = Math.min(left, to); at < end; at++) {
			below = Math.min(below, ((values[at] as number) - 1) | 0);
			max = Math.max(max, values[at] as number);
		}
		for (let at = 2 * (firstTile + shift), end = 2 * (endTile + shift); at < end; at += 2) {
			below = Math.min(below, ((extremes[at] as number) - 1) | 0);
			max = Math.max(max, extremes[at + 1] as number);
		}
		for (let at = Math.max(left, right); at < to; at++) {
			below = Math.min(below, ((values[at] as number) - 1) | 0);
			max = Math.max(max, values[at] as number);
		}
		const isEmpty = below >= max;
		minima[i] = isEmpty ? Infinity : below + 1;
		maxima[i] = isEmpty ? -Infinity : max;
		from = to;
	}
}
