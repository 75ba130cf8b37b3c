/**
 * Heart rate variability from the histogram of intervals.
 *
 * @module
 */

/** Width of the bins: 1/128 s. [ms] @source Task Force 1996 */
const BIN_MS = 1000 / 128;
/** The published search starts with this error, so that worse triangles are never taken. */
const PUBLISHED_ERROR = 2 ** 14;

/** Geometric values. */
export interface Triangular {
	/** Intervals over the height of the histogram. */
	readonly hti: number;
	/** Base of the triangle that fits the histogram best [ms]; 0 when none fits. */
	readonly tinn: number;
}

/**
 * Triangular index and triangular interpolation of a histogram with bins of 7.8125 ms.
 *
 * @param nn intervals, at least one [ms]
 * @param search `full`: both feet of the triangle are searched; `published`: only the right one, the left stays at the
 * first bin above the shortest interval, as in the published program whose outer loop never runs a second time
 * @source Task Force of the ESC and NASPE 1996, Circulation 93: 1043–1065
 */
export function triangular(
	nn: readonly number[],
	search: 'full' | 'published' = 'full'
): Triangular {
	const shortest = nn.reduce((least, value) => Math.min(least, value), Infinity);
	const longest = nn.reduce((most, value) => Math.max(most, value), 0);
	const bins = Math.ceil((longest + BIN_MS) / BIN_MS) - 1;
	const heights = new Float64Array(bins);
	// a value on the last edge belongs to the last bin
	for (const value of nn) {
		const bin = Math.min(bins - 1, Math.floor(value / BIN_MS));
		heights[bin] = (heights[bin] as number) + 1;
	}
	const height = Math.max(...heights);
	const top = heights.indexOf(height);
	const first = Math.floor(shortest / BIN_MS) + 1;
	let best = { error: search === 'full' ? Infinity : PUBLISHED_ERROR, width: 0 };
	for (let left = first; left < top; left++) {
		for (let right = top + 1; right * BIN_MS < longest; right++) {
			const error = misfit(heights, { left, top, right, height });
			if (error < best.error) best = { error, width: right - left };
		}
		if (search === 'published') break;
	}
	return { hti: nn.length / height, tinn: best.width * BIN_MS };
}

interface Triangle {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly height: number;
}

/** Sum of squared differences between the histogram and a triangle, from foot to foot. */
function misfit(heights: Float64Array, { left, top, right, height }: Triangle): number {
	let error = 0;
	for (let bin = left; bin <= right; bin++) {
		const share = bin <= top ? (bin - left) / (top - left) : (right - bin) / (right - top);
		error += ((heights[bin] ?? 0) - height * share) ** 2;
	}
	return error;
}
