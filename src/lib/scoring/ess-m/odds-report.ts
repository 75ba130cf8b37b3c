/**
 * What ESS-M says about one total: odds, posterior, lower limits.
 *
 * @module
 */
import type { SumCounts } from '#lib/core/statistics/sum-distribution.ts';
import { posteriorOdds } from './cut-scores.ts';
import { midP, oddsLimit, oddsOf } from './distribution.ts';

/** Odds of one total against random scoring, in the direction of its sign. */
export interface OddsReport {
	readonly total: number;
	/** Mid-P of a total of this size. */
	readonly midP: number;
	readonly odds: number;
	/** (prior odds · odds)^exponent; equals `odds` at prior ½ without correction. */
	readonly posteriorOdds: number;
	/** The same as a share, 0…1: of the model, not of people. */
	readonly posterior: number;
	/** Lower limit of the posterior odds as published (truncated degrees of freedom), and exact. */
	readonly lowerLimit: number;
	readonly lowerLimitExact: number;
}

/**
 * @param counts distribution of the total
 * @param n largest total
 * @param assumed prior probability of the side of negative totals, level of the limit, exponent for several questions
 */
export function oddsReport(
	counts: SumCounts,
	n: number,
	total: number,
	assumed: { readonly prior: number; readonly alpha: number; readonly exponent?: number }
): OddsReport {
	const towards = assumed.prior / (1 - assumed.prior);
	const odds = oddsOf(counts, total);
	const post = posteriorOdds(odds, total > 0 ? 1 / towards : towards, assumed.exponent);
	return {
		total,
		midP: midP(counts, -Math.abs(total)),
		odds,
		posteriorOdds: post,
		posterior: post / (1 + post),
		lowerLimit: oddsLimit(post, n, assumed.alpha),
		lowerLimitExact: oddsLimit(post, n, assumed.alpha, 'exact')
	};
}
