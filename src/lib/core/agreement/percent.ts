/**
 * Percent agreement of two raters.
 *
 * @module
 */
import { exactInterval } from '../statistics/proportions.ts';
import { needCases, type Estimate } from './estimate.ts';

/**
 * Share of cases to which both gave the same rating, with its exact binomial interval.
 *
 * Agreement by chance is not taken out: with two frequent categories it is high whatever the raters do.
 *
 * @param pairs the two ratings of each case, shape [cases][2]
 * @returns value 0…1
 * @throws {LabError} `agreement/too-few` without a case
 */
export function percentAgreement<T>(pairs: readonly (readonly [T, T])[], level = 0.95): Estimate {
	needCases(pairs.length, 1);
	const count = pairs.filter(([a, b]) => a === b).length;
	const share = { count, of: pairs.length };
	const interval = exactInterval(share, 1 - level);
	return {
		value: count / share.of,
		interval,
		level,
		intervalKind: 'clopper-pearson',
		cases: share.of
	};
}
