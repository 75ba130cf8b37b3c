/** How often ESS-M speaks when every score is −, 0 or + by chance: exact, from its own reference distribution. */
import {
	grandTotalRule,
	subtotalRule,
	twoStageRule,
	type Decision
} from '#lib/core/comparison/decision-rules.ts';
import { cutScores } from '#lib/scoring/ess-m/cut-scores.ts';
import { totalCounts } from '#lib/scoring/ess-m/distribution.ts';

const ALPHA = 0.05;
const RULES = {
	'grand-total': grandTotalRule,
	'two-stage': twoStageRule,
	subtotal: subtotalRule
} as const;

/** Exact probabilities of the three outcomes. */
export interface EssOdds {
	readonly questions: number;
	readonly charts: number;
	readonly rule: keyof typeof RULES;
	readonly cuts: ReturnType<typeof cutScores>;
	readonly significant: number;
	readonly notSignificant: number;
	readonly inconclusive: number;
}

/** Probability of each pair of lowest subtotal and grand total, questions being independent. */
function totalsOf(
	questions: number,
	charts: number
): Map<string, [low: number, sum: number, p: number]> {
	// with finger pulse: three sensors of one point and the doubled EDA
	const counts = totalCounts({ singles: 3 * charts, doubles: charts });
	const all = [...counts.values()].reduce((sum, ways) => sum + ways, 0);
	let found = new Map<string, [number, number, number]>([['', [Infinity, 0, 1]]]);
	for (let q = 0; q < questions; q++) {
		const next = new Map<string, [number, number, number]>();
		for (const [low, sum, p] of found.values())
			for (const [subtotal, ways] of counts) {
				const [lowest, total] = [Math.min(low, subtotal), sum + subtotal];
				const key = `${lowest} ${total}`;
				const before = next.get(key)?.[2] ?? 0;
				next.set(key, [lowest, total, before + (p * ways) / all]);
			}
		found = next;
	}
	return found;
}

/** The rules look at nothing but the lowest subtotal and the grand total. */
function decided(
	rule: keyof typeof RULES,
	low: number,
	sum: number,
	cuts: EssOdds['cuts']
): Decision {
	const totals = { grandTotal: sum, subtotals: [{ questionId: 'lowest', total: low }] };
	return RULES[rule](totals, cuts);
}

/** One number of questions and charts, at prior ½ and α .05, by every rule. */
function essOdds(questions: number, charts: number): EssOdds[] {
	const cuts = cutScores({ questions, prior: 0.5, alpha: ALPHA });
	const totals = [...totalsOf(questions, charts).values()];
	return (['grand-total', 'two-stage', 'subtotal'] as const).map((rule) => {
		const odds = { significant: 0, notSignificant: 0, inconclusive: 0 };
		for (const [low, sum, p] of totals) {
			const { outcome } = decided(rule, low, sum, cuts);
			if (outcome === 'significant-response') odds.significant += p;
			else if (outcome === 'no-significant-response') odds.notSignificant += p;
			else odds.inconclusive += p;
		}
		return { questions, charts, rule, cuts, ...odds };
	});
}

/** The usual sizes. */
export function essTable(): EssOdds[] {
	return [2, 3, 4].flatMap((questions) => [3, 5].flatMap((charts) => essOdds(questions, charts)));
}
