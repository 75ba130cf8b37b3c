/**
 * Heart rate variability over time.
 *
 * @module
 */

import { triangular } from './triangular.ts';

/** All in ms but shares and ratios; null where the record is too short to say it. */
export interface HrvTime {
	readonly intervals: number;
	readonly meanNN: number | null;
	/** Standard deviation of intervals (n − 1). */
	readonly sdnn: number | null;
	/** Root mean square of successive differences. */
	readonly rmssd: number | null;
	/** Standard deviation of successive differences (n − 1). */
	readonly sdsd: number | null;
	readonly medianNN: number | null;
	/** Median absolute deviation, scaled to a standard deviation. */
	readonly madNN: number | null;
	/** Share of successive differences above 50 (20) ms, of all differences [%]. */
	readonly pnn50: number | null;
	readonly pnn20: number | null;
	readonly minNN: number | null;
	readonly maxNN: number | null;
	/** Triangular index (a ratio), and base of the triangle that fits the histogram. */
	readonly hti: number | null;
	readonly tinn: number | null;
}

/**
 * Shorter records carry no such value. [s]
 *
 * @source Shaffer & Ginsberg 2017; Task Force 1996 (5 min is the standard, 20 min the least for the histogram)
 */
export const SHORTEST_S = { mean: 10, rmssd: 30, sdnn: 60, pnn: 60, histogram: 1200 } as const;
/** Makes the median absolute deviation of a normal distribution its standard deviation. */
const MAD_SCALE = 1.4826;

/**
 * Time-domain values of intervals between normal beats.
 *
 * @param intervals in order [s]
 * @param options isStrict false = also for records that are too short
 * @source Task Force of the ESC and NASPE 1996, Circulation 93: 1043–1065
 */
export function hrvTime(
	intervals: readonly number[],
	options: { readonly isStrict?: boolean } = {}
): HrvTime {
	const nn = intervals.map((seconds) => 1000 * seconds);
	const steps = nn.slice(1).map((value, i) => value - (nn[i] as number));
	const seconds = intervals.reduce((sum, value) => sum + value, 0);
	const from = (least: number, value: () => number): number | null =>
		nn.length >= 2 && (options.isStrict === false || seconds >= least) ? value() : null;
	const above = (limit: number): number =>
		(100 * steps.filter((step) => Math.abs(step) > limit).length) / steps.length;
	const middle = median(nn);
	return {
		intervals: nn.length,
		meanNN: from(SHORTEST_S.mean, () => mean(nn)),
		sdnn: from(SHORTEST_S.sdnn, () => deviation(nn)),
		rmssd: from(SHORTEST_S.rmssd, () => Math.sqrt(mean(steps.map((step) => step * step)))),
		sdsd: steps.length < 2 ? null : from(SHORTEST_S.rmssd, () => deviation(steps)),
		medianNN: from(SHORTEST_S.mean, () => middle),
		madNN: from(SHORTEST_S.sdnn, () => MAD_SCALE * median(nn.map((v) => Math.abs(v - middle)))),
		pnn50: from(SHORTEST_S.pnn, () => above(50)),
		pnn20: from(SHORTEST_S.pnn, () => above(20)),
		minNN: from(SHORTEST_S.mean, () => nn.reduce((least, value) => Math.min(least, value))),
		maxNN: from(SHORTEST_S.mean, () => nn.reduce((most, value) => Math.max(most, value))),
		hti: from(SHORTEST_S.histogram, () => triangular(nn).hti),
		tinn: from(SHORTEST_S.histogram, () => triangular(nn).tinn)
	};
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
	const middle = mean(values);
	const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
	return Math.sqrt(squares / (values.length - 1));
}

function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const half = sorted.length >> 1;
	const upper = sorted[half] ?? Number.NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}
