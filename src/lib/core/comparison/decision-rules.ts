/**
 * The decision rules of the field, over a grand total and the subtotals of relevant questions.
 *
 * Positive totals = stronger responses to comparison questions. The codes of the rules are their names in the
 * literature; what is shown are the words of score-table/outcome.ts.
 *
 * @source R project NCCA_ASCII_Parse (R. Nelson), decisionRules; Lafayette, scoring rules of LXEdge
 * @module
 */
import type { Outcome } from '../score-table/outcome.ts';
import { kruskalWallis } from '../statistics/kruskal-wallis.ts';
import { twoShares } from '../statistics/proportions.ts';

/** What a rule decides on. */
export interface Totals {
	readonly grandTotal: number;
	/** At least one. */
	readonly subtotals: readonly { readonly questionId: string; readonly total: number }[];
}

/** Cut scores; null = no score is extreme enough. */
export interface Cuts {
	/** Grand total at or below: significant response. */
	readonly significant: number | null;
	/** Grand total at or above: no significant response. */
	readonly notSignificant: number | null;
	/** Lowest subtotal at or below: significant response. */
	readonly subtotal: number | null;
	/** The same, corrected for choosing the lowest of several (two-stage rule). */
	readonly correctedSubtotal: number | null;
	/** Lowest subtotal at or above: no significant response to any question (subtotal rule). */
	readonly allSubtotals: number | null;
}

/** What a rule came to, for the test and for each relevant question. */
export interface Decision {
	readonly rule: string;
	readonly outcome: Outcome;
	/** Which part of the rule decided. */
	readonly because:
		| 'grand-total'
		| 'subtotal'
		| 'corrected-subtotal'
		| 'all-subtotals'
		| 'negative-subtotal'
		| 'between';
	readonly perQuestion: readonly { readonly questionId: string; readonly outcome: Outcome }[];
}

const lowest = ({ subtotals }: Totals): number => Math.min(...subtotals.map(({ total }) => total));
const atMost = (value: number, cut: number | null): boolean => cut !== null && value <= cut;
const atLeast = (value: number, cut: number | null): boolean => cut !== null && value >= cut;

/** Every question inherits the decision of the test. */
function whole(
	rule: string,
	totals: Totals,
	outcome: Outcome,
	because: Decision['because']
): Decision {
	const perQuestion = totals.subtotals.map(({ questionId }) => ({ questionId, outcome }));
	return { rule, outcome, because, perQuestion };
}

/** Grand total rule (GTR). */
export function grandTotalRule(totals: Totals, cuts: Cuts): Decision {
	if (atMost(totals.grandTotal, cuts.significant))
		return whole('grand-total', totals, 'significant-response', 'grand-total');
	if (atLeast(totals.grandTotal, cuts.notSignificant))
		return whole('grand-total', totals, 'no-significant-response', 'grand-total');
	return whole('grand-total', totals, 'inconclusive', 'between');
}

/** Subtotal rule (SSR) for several issues: a test never has both a significant and a not significant outcome. */
export function subtotalRule(totals: Totals, cuts: Cuts): Decision {
	const rule = 'subtotal';
	const each = (outcomeOf: (total: number) => Outcome) =>
		totals.subtotals.map(({ questionId, total }) => ({ questionId, outcome: outcomeOf(total) }));
	if (atMost(lowest(totals), cuts.subtotal))
		return {
			rule,
			outcome: 'significant-response',
			because: 'subtotal',
			perQuestion: each((total) =>
				atMost(total, cuts.subtotal) ? 'significant-response' : 'inconclusive'
			)
		};
	if (atLeast(lowest(totals), cuts.allSubtotals))
		return whole(rule, totals, 'no-significant-response', 'all-subtotals');
	return {
		rule,
		outcome: 'inconclusive',
		because: 'between',
		perQuestion: each((total) =>
			atLeast(total, cuts.allSubtotals) ? 'no-significant-response' : 'inconclusive'
		)
	};
}

/**
 * Two-stage rule (TSR): grand total first, then the lowest subtotal with the corrected cut.
 *
 * @param isEarly eTSR: the subtotal is looked at before a grand total may say "no significant response"
 */
export function twoStageRule(totals: Totals, cuts: Cuts, isEarly = false): Decision {
	const rule = isEarly ? 'two-stage-early' : 'two-stage';
	const isLow = atMost(lowest(totals), cuts.correctedSubtotal);
	const isHigh = atLeast(totals.grandTotal, cuts.notSignificant);
	if (atMost(totals.grandTotal, cuts.significant))
		return whole(rule, totals, 'significant-response', 'grand-total');
	if (isHigh && !(isEarly && isLow))
		return whole(rule, totals, 'no-significant-response', 'grand-total');
	if (isLow) return whole(rule, totals, 'significant-response', 'corrected-subtotal');
	return whole(rule, totals, 'inconclusive', 'between');
}

/** Federal zone comparison (cut ±6), You-Phase and TES (±4): any subtotal ≤ −3, then the grand total. */
export function federalRule(totals: Totals, rule: 'federal-zct' | 'you-phase' | 'tes'): Decision {
	const cut = rule === 'federal-zct' ? 6 : 4;
	if (lowest(totals) <= -3) return whole(rule, totals, 'significant-response', 'subtotal');
	if (totals.grandTotal <= -cut) return whole(rule, totals, 'significant-response', 'grand-total');
	if (totals.grandTotal >= cut && lowest(totals) > 0)
		return whole(rule, totals, 'no-significant-response', 'grand-total');
	return whole(rule, totals, 'inconclusive', 'between');
}

/** Utah rule for four relevant questions. */
export function utahFourRule(totals: Totals): Decision {
	const rule = 'utah-4';
	if (totals.grandTotal <= -6) return whole(rule, totals, 'significant-response', 'grand-total');
	if (lowest(totals) <= -3) return whole(rule, totals, 'significant-response', 'subtotal');
	if (lowest(totals) < 0) return whole(rule, totals, 'inconclusive', 'negative-subtotal');
	if (totals.grandTotal >= 6) return whole(rule, totals, 'no-significant-response', 'grand-total');
	return whole(rule, totals, 'inconclusive', 'between');
}

/**
 * Screening rule of OSS-3 (SCR/SCN): lowest question first; then, if the questions differ (Kruskal–Wallis, α .10),
 * the lowest question with the corrected level, otherwise the grand mean.
 *
 * @param p probabilities towards a significant response: of the lowest question and of the grand mean, and of the
 * opposite: of the lowest question and of the grand mean
 * @param values values of each question over charts, shape [questions][charts]
 */
export function screeningRule(
	totals: Totals,
	values: readonly (readonly number[])[],
	p: {
		readonly lowest: number;
		readonly lowestOpposite: number;
		readonly grand: number;
		readonly grandOpposite: number;
	},
	alpha: number
): Decision {
	const rule = 'screening';
	if (p.lowest <= alpha) return whole(rule, totals, 'significant-response', 'subtotal');
	const differ = kruskalWallis(values).p <= 0.1;
	if (!differ && p.grand <= alpha)
		return whole(rule, totals, 'significant-response', 'grand-total');
	// the lowest of n questions counts as high only at a level divided by n
	const opposite = differ ? p.lowestOpposite * totals.subtotals.length : p.grandOpposite;
	if (opposite <= alpha)
		return whole(rule, totals, 'no-significant-response', differ ? 'all-subtotals' : 'grand-total');
	return whole(rule, totals, 'inconclusive', 'between');
}

/**
 * Whether relevant questions differ so much that each has to be judged alone (rule "auto" of ESS-M).
 *
 * @param shares p of each subtotal, 0…1, shape [questions]
 * @param most largest possible subtotal, the number of trials in the comparison of two proportions
 * @returns whether any pair differs at α = .01, two-tailed
 */
export function doQuestionsDiffer(shares: readonly number[], most: number): boolean {
	return shares.some((a, i) =>
		shares
			.slice(i + 1)
			.some(
				(b) =>
					2 * smaller(twoShares({ count: a * most, of: most }, { count: b * most, of: most }).p) <=
					0.01
			)
	);
}

const smaller = (p: number): number => Math.min(p, 1 - p);
