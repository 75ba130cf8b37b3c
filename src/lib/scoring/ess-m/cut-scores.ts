/**
 * Cut scores of ESS-M, computed instead of looked up.
 *
 * @module
 */
import type { Cuts } from '#lib/core/comparison/decision-rules.ts';
import type { SumCounts } from '#lib/core/statistics/sum-distribution.ts';
import {
	largestTotal,
	oddsLimit,
	oddsOf,
	publishedConfiguration,
	totalCounts
} from './distribution.ts';

/** What cut scores depend on. */
export interface CutQuestion {
	/** Relevant questions. */
	readonly questions: number;
	/** Prior probability of the side that "significant response" stands for, 0…1. */
	readonly prior: number;
	readonly alpha: number;
}

/** Posterior odds, corrected for several questions: (prior odds · odds)^exponent. */
export function posteriorOdds(odds: number, priorOdds: number, exponent = 1): number {
	return (priorOdds * odds) ** exponent;
}

/** Smallest size of a total whose lower limit exceeds the prior odds and 1; null when there is none. */
function smallestSize(
	counts: SumCounts,
	n: number,
	priorOdds: number,
	{ alpha, exponent = 1 }: { readonly alpha: number; readonly exponent?: number }
): number | null {
	for (let size = 0; size <= n; size++) {
		const odds = posteriorOdds(oddsOf(counts, size), priorOdds, exponent);
		if (!Number.isFinite(odds)) return null;
		if (oddsLimit(odds, n, alpha) > Math.max(priorOdds, 1)) return size;
	}
	return null;
}

/**
 * Cut scores of the published configuration.
 *
 * A subtotal that decides a single-issue test after the grand total counts with odds^(1/questions); "no significant
 * response to any question" with odds^questions.
 *
 * @source Nelson, ESS-M tables (ESSMs_SI_DI, SI_NDI, SI_DI_St, MI_NSR); rule found by computation: exact at prior ½
 */
export function cutScores({ questions, prior, alpha }: CutQuestion): Cuts {
	const towards = prior / (1 - prior);
	const away = 1 / towards;
	const total = publishedConfiguration(questions);
	const part = publishedConfiguration(1);
	const [totals, parts] = [totalCounts(total), totalCounts(part)];
	const [n, m] = [largestTotal(total), largestTotal(part)];
	const negative = (size: number | null): number | null => (size === null ? null : -size);
	return {
		significant: negative(smallestSize(totals, n, towards, { alpha })),
		notSignificant: smallestSize(totals, n, away, { alpha }),
		subtotal: negative(smallestSize(parts, m, towards, { alpha })),
		correctedSubtotal: negative(
			smallestSize(parts, m, towards, { alpha, exponent: 1 / questions })
		),
		allSubtotals: smallestSize(parts, m, away, { alpha, exponent: questions })
	};
}
