/**
 * Bland–Altman comparison of two ways to measure the same thing.
 *
 * @module
 */
import { studentQuantile } from '../statistics/distributions.ts';
import { needCases, type Estimate } from './estimate.ts';

/** Bias and limits of agreement, each with its interval, in the unit of the values. */
export interface BlandAltman {
	/** Mean of first − second. */
	readonly bias: Estimate;
	/** Standard deviation of the differences (n − 1). */
	readonly sd: number;
	/** Bias − 1.96 SD and bias + 1.96 SD: where 95 % of differences are expected. */
	readonly lower: Estimate;
	readonly upper: Estimate;
}

/**
 * Differences of paired values: does the automatic value mean the same as the one set by hand?
 *
 * @param pairs the two values of each case, shape [cases][2]
 * @throws {LabError} `agreement/too-few` below three cases
 * @source Bland & Altman 1986, Lancet 327: 307–310
 */
export function blandAltman(
	pairs: readonly (readonly [number, number])[],
	level = 0.95
): BlandAltman {
	const n = pairs.length;
	needCases(n, 3);
	const differences = pairs.map(([a, b]) => a - b);
	const mean = differences.reduce((sum, value) => sum + value, 0) / n;
	const sd = Math.sqrt(differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
	const t = studentQuantile(0.5 + level / 2, n - 1);
	const around = (value: number, error: number): Estimate => ({
		value,
		interval: [value - t * error, value + t * error],
		level,
		intervalKind: 't',
		cases: n
	});
	// the approximation of the paper: variance of a limit ≈ 3 SD²/n
	const limitError = sd * Math.sqrt(3 / n);
	return {
		bias: around(mean, sd / Math.sqrt(n)),
		sd,
		lower: around(mean - 1.96 * sd, limitError),
		upper: around(mean + 1.96 * sd, limitError)
	};
}
