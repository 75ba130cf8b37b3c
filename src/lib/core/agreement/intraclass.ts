/**
 * Intraclass correlation of totals.
 *
 * @module
 */
import { LabError } from '../errors.ts';
import { fQuantile } from '../statistics/distributions.ts';
import { needCases, type Estimate } from './estimate.ts';

const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;
const squares = (values: readonly number[], around: number): number =>
	values.reduce((sum, value) => sum + (value - around) ** 2, 0);

/**
 * ICC(2,1): absolute agreement of a single rater's values, raters taken as a sample of raters.
 *
 * @param table every rater's value of every case, shape [cases][raters], no gaps
 * @returns value ≤ 1 with the interval of Shrout & Fleiss
 * @throws {LabError} `agreement/too-few` below two cases, `agreement/unequal-raters`, `agreement/no-variation`
 * @source Shrout & Fleiss 1979, Psychol. Bull. 86: 420–428
 */
export function intraclass21(table: readonly (readonly number[])[], level = 0.95): Estimate {
	const n = table.length;
	needCases(n, 2);
	const k = table[0]?.length ?? 0;
	if (k < 2 || table.some((row) => row.length !== k))
		throw new LabError(
			'agreement/unequal-raters',
			`expected the same number of values, at least 2, for each case, got ${table.map((row) => row.length).join(', ')}`
		);
	const all = table.flat();
	const grand = mean(all);
	const cases = table.map(mean);
	const raters = Array.from({ length: k }, (_, j) => mean(table.map((row) => row[j] ?? 0)));
	const sumCases = k * squares(cases, grand);
	const sumRaters = n * squares(raters, grand);
	const meanCases = sumCases / (n - 1);
	const meanRaters = sumRaters / (k - 1);
	const rest = Math.max(0, squares(all, grand) - sumCases - sumRaters);
	const meanRest = rest / ((n - 1) * (k - 1));
	const below = meanCases + (k - 1) * meanRest + (k * (meanRaters - meanRest)) / n;
	if (!(below > 0))
		throw new LabError('agreement/no-variation', 'expected values that differ, got all the same');
	const value = (meanCases - meanRest) / below;
	const interval =
		meanRest === 0 && meanRaters === 0
			? ([value, value] as const)
			: limits({ n, k, value, meanCases, meanRaters, meanRest, alpha: 1 - level });
	return { value, interval, level, intervalKind: 'f', cases: n };
}

/** Limits with Satterthwaite's degrees of freedom. */
function limits(parts: {
	readonly n: number;
	readonly k: number;
	readonly value: number;
	readonly meanCases: number;
	readonly meanRaters: number;
	readonly meanRest: number;
	readonly alpha: number;
}): readonly [number, number] {
	const { n, k, value, meanCases, meanRaters, meanRest, alpha } = parts;
	const a = (k * value) / (n * (1 - value));
	const b = 1 + (k * value * (n - 1)) / (n * (1 - value));
	const degrees =
		(a * meanRaters + b * meanRest) ** 2 /
		((a * meanRaters) ** 2 / (k - 1) + (b * meanRest) ** 2 / ((n - 1) * (k - 1)));
	const upper = fQuantile(1 - alpha / 2, n - 1, degrees);
	const lower = fQuantile(1 - alpha / 2, degrees, n - 1);
	const noise = k * meanRaters + (k * n - k - n) * meanRest;
	return [
		(n * (meanCases - upper * meanRest)) / (upper * noise + n * meanCases),
		(n * (lower * meanCases - meanRest)) / (noise + n * lower * meanCases)
	];
}
