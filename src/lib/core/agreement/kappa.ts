/**
 * Cohen's kappa of two raters, plain and weighted.
 *
 * @module
 */
import { asymptotic, needCases, needVariation, type Estimate } from './estimate.ts';

/** How much a disagreement counts; 0 on the diagonal. */
export type DisagreementWeight = (a: number, b: number) => number;

/** Every disagreement counts the same. */
export const nominal: DisagreementWeight = (a, b) => (a === b ? 0 : 1);
/** Counts by distance of the categories. */
export const linear: DisagreementWeight = (a, b) => Math.abs(a - b);
/** Counts by squared distance: the usual choice for seven-position scores. */
export const quadratic: DisagreementWeight = (a, b) => (a - b) ** 2;

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/**
 * Agreement beyond chance of two raters.
 *
 * @param pairs the two ratings of each case, shape [cases][2]; categories are numbers on one scale
 * @param weight how much a disagreement counts; nominal for decisions
 * @param times how often each pair occurs; by default once
 * @returns −1…1, 1 = always the same; standard error not under the null, for large samples
 * @throws {LabError} `agreement/too-few` below two cases, `agreement/no-variation`
 * @source Cohen 1960, Educ. Psychol. Meas. 20: 37–46; Cohen 1968, Psychol. Bull. 70: 213–220;
 * Fleiss, Cohen & Everitt 1969, Psychol. Bull. 72: 323–327 (standard error)
 */
export function cohenKappa(
	pairs: readonly (readonly [number, number])[],
	weight: DisagreementWeight = nominal,
	level = 0.95,
	times: readonly number[] = pairs.map(() => 1)
): Estimate {
	const n = total(times);
	needCases(n, 2);
	const categories = [...new Set(pairs.flat())].sort((a, b) => a - b);
	const share = categories.map((a) =>
		categories.map(
			(b) =>
				total(pairs.map((pair, i) => (pair[0] === a && pair[1] === b ? (times[i] ?? 0) : 0))) / n
		)
	);
	const first = share.map(total);
	const second = categories.map((_, j) => total(share.map((row) => row[j] ?? 0)));
	const most = Math.max(...categories.flatMap((a) => categories.map((b) => weight(a, b))));
	// agreement weights: 1 on the diagonal, 0 for the worst disagreement
	const agreed = categories.map((a) =>
		categories.map((b) => (most > 0 ? 1 - weight(a, b) / most : 1))
	);
	const over = (cell: (i: number, j: number) => number): number =>
		total(categories.map((_, i) => total(categories.map((_x, j) => cell(i, j)))));
	const w = (i: number, j: number): number => agreed[i]?.[j] ?? 0;
	const p = (i: number, j: number): number => share[i]?.[j] ?? 0;
	const observed = over((i, j) => w(i, j) * p(i, j));
	const expected = over((i, j) => w(i, j) * (first[i] ?? 0) * (second[j] ?? 0));
	needVariation(expected);
	const value = (observed - expected) / (1 - expected);
	const rowMean = categories.map((_, i) => total(second.map((share2, j) => share2 * w(i, j))));
	const columnMean = categories.map((_, j) => total(first.map((share1, i) => share1 * w(i, j))));
	const spread = over(
		(i, j) => p(i, j) * (w(i, j) - ((rowMean[i] ?? 0) + (columnMean[j] ?? 0)) * (1 - value)) ** 2
	);
	const variance = (spread - (value - expected * (1 - value)) ** 2) / (n * (1 - expected) ** 2);
	return asymptotic(value, Math.sqrt(Math.max(0, variance)), n, level);
}
