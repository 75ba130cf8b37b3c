/**
 * Krippendorff's alpha: any number of raters, any level of measurement, missing values.
 *
 * @module
 */
import { createRandom } from '../random.ts';
import { needCases, needVariation, type Estimate } from './estimate.ts';

/** What differences between values mean. */
export type Measurement = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/** Units drawn again for the interval. */
const DRAWS = 2000;

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Squared differences between the categories, shape [categories][categories]. */
function differences(
	categories: readonly number[],
	counts: readonly number[],
	measurement: Measurement
): number[][] {
	return categories.map((a, i) =>
		categories.map((b, j) => {
			if (i === j) return 0;
			if (measurement === 'nominal') return 1;
			if (measurement === 'interval') return (a - b) ** 2;
			if (measurement === 'ratio') return a + b === 0 ? 0 : ((a - b) / (a + b)) ** 2;
			const [low, high] = i < j ? [i, j] : [j, i];
			const between = total(counts.slice(low, high + 1));
			return (between - ((counts[low] ?? 0) + (counts[high] ?? 0)) / 2) ** 2;
		})
	);
}

/**
 * Alpha alone, without an interval.
 *
 * @param units values of each unit, at least two each
 * @param times how often each unit occurs; by default once
 * @returns NaN when nothing varies
 */
export function alphaOf(
	units: readonly (readonly number[])[],
	measurement: Measurement,
	times: readonly number[] = units.map(() => 1)
): number {
	const categories = [...new Set(units.flat())].sort((a, b) => a - b);
	const tables = units.map((unit) =>
		categories.map((category) => unit.filter((value) => value === category).length)
	);
	const often = (index: number): number => times[index] ?? 0;
	const counts = categories.map((_, i) =>
		total(tables.map((table, unit) => often(unit) * (table[i] ?? 0)))
	);
	const n = total(counts);
	const apart = differences(categories, counts, measurement);
	const spread = (a: readonly number[], b: readonly number[]): number =>
		total(a.map((x, i) => (x === 0 ? 0 : total(b.map((y, j) => x * y * (apart[i]?.[j] ?? 0))))));
	const observed =
		total(tables.map((table, unit) => (often(unit) * spread(table, table)) / (total(table) - 1))) /
		n;
	const expected = spread(counts, counts) / (n * (n - 1));
	return expected > 0 ? 1 - observed / expected : Number.NaN;
}

/**
 * Alpha with a percentile interval from units drawn again with replacement.
 *
 * @param table values of each unit, shape [units][raters], null = not rated; units with one value do not count
 * @param options seed of the draws, 0…2³²−1, so that the interval can be reproduced
 * @returns value ≤ 1
 * @throws {LabError} `agreement/too-few` below two units with two values, `agreement/no-variation`
 * @source Krippendorff 2011, Computing Krippendorff's Alpha-Reliability (University of Pennsylvania)
 */
export function krippendorffAlpha(
	table: readonly (readonly (number | null)[])[],
	measurement: Measurement,
	options: { readonly seed?: number; readonly level?: number } = {}
): Estimate {
	const { seed = 1, level = 0.95 } = options;
	const units = table
		.map((row) => row.filter((value) => value !== null))
		.filter((unit) => unit.length > 1);
	needCases(units.length, 2);
	const value = alphaOf(units, measurement);
	needVariation(Number.isNaN(value) ? 1 : 0);
	const random = createRandom(seed);
	const drawn = Array.from({ length: DRAWS }, () =>
		alphaOf(
			units.map((unit) => units[random.integer(units.length)] ?? unit),
			measurement
		)
	)
		// a draw in which nothing varies has perfect agreement
		.map((alpha) => (Number.isNaN(alpha) ? 1 : alpha))
		.sort((a, b) => a - b);
	const at = (share: number): number => drawn[Math.round(share * (DRAWS - 1))] ?? value;
	const interval = [at((1 - level) / 2), at((1 + level) / 2)] as const;
	return { value, interval, level, intervalKind: 'bootstrap', cases: units.length };
}
