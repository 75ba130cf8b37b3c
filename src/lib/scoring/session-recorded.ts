/**
 * From the result of a table method to a score as the log keeps it.
 *
 * @module
 */
import type { Outcome } from '#lib/core/score-table/outcome.ts';
import type { RecordedScore } from '#lib/core/session/basis.ts';
import { numberText } from '#lib/core/statistics/probability-text.ts';
import type { OutcomeLimits, TestOutcome } from '#lib/core/technique/outcome-rule.ts';
import type { ListedQuestion } from './session-channels.ts';
import { ALL_CHANNELS } from './sheet-scores.ts';
import type { TableResult } from './types.ts';

/** Rule of a technique that describes and decides nothing. */
export const NO_RULE = 'none';
/** Rule of a search: the strongest item, its p against the lower limit of the technique. */
export const STRONGEST_RULE = 'strongest-item';

/** The words of a test for what a decision rule comes to. */
export function testOutcome(outcome: Outcome): TestOutcome {
	if (outcome === 'significant-response') return 'responds';
	return outcome === 'no-significant-response' ? 'does-not-respond' : 'inconclusive';
}

/** What every score of a whole table has. */
function common(result: TableResult, { questionId }: ListedQuestion) {
	const { method, statistic, p, pKind, perChannel } = result;
	return {
		...{ method, statistic, p, pKind, questionId },
		channel: ALL_CHANNELS,
		perQuestion: [{ questionId, value: statistic }],
		perChannel: perChannel.map(({ channel, contribution }) => ({ channel, contribution })),
		sentence: { ...result.sentence }
	};
}

/** Subtotals, the rule and what it comes to. */
export function comparisonScore(result: TableResult, series: ListedQuestion): RecordedScore {
	const { subtotals, decision } = result.details as {
		readonly subtotals?: readonly { readonly questionId: string; readonly total: number }[];
		readonly decision?: {
			readonly rule: string;
			readonly perQuestion: readonly { readonly questionId: string; readonly outcome: Outcome }[];
		};
	};
	const { questionId } = series;
	const outcomeOf = (itemId: string): TestOutcome | undefined => {
		const found = decision?.perQuestion.find((one) => one.questionId === itemId)?.outcome;
		return found === undefined ? undefined : testOutcome(found);
	};
	return {
		...common(result, series),
		outcome: testOutcome(result.outcome),
		rule: decision?.rule ?? NO_RULE,
		perItem: (subtotals ?? []).map(({ questionId: itemId, total }) => {
			const outcome = outcomeOf(itemId);
			return { questionId, itemId, value: total, ...(outcome === undefined ? {} : { outcome }) };
		})
	};
}

/**
 * The strongest item of a searching list, named in the sentence by its words.
 *
 * Never "does not respond": that no item stands out does not say that all of them mean nothing. Several lists share the
 * limit, so that more of them do not make a chance finding more likely.
 */
export function searchScore(
	result: TableResult,
	list: ListedQuestion,
	{ limits, lists }: { readonly limits: OutcomeLimits; readonly lists: number }
): RecordedScore {
	const { items, strongest } = result.details as {
		readonly items: readonly { readonly item: string; readonly meanZ: number }[];
		readonly strongest: string;
	};
	const limit = limits.respondsAtOrBelow / Math.max(1, lists);
	const outcome = result.p !== null && result.p <= limit ? 'responds' : 'inconclusive';
	const text = list.items.find(({ itemId }) => itemId === strongest)?.text ?? strongest;
	const named = (sentence: string): string => sentence.replace(`“${strongest}”`, `“${text}”`);
	const { questionId } = list;
	return {
		...common(result, list),
		...{ outcome, rule: STRONGEST_RULE },
		sentence: { zh: named(result.sentence.zh), en: named(result.sentence.en) },
		perItem: items.map(({ item, meanZ }) => ({
			...{ questionId, itemId: item, value: meanZ },
			...(item === strongest ? { outcome } : {})
		}))
	};
}

/** Relevant among irrelevant questions: described, never decided, and without a probability. */
export function describingScore(result: TableResult, series: ListedQuestion): RecordedScore {
	const { questions } = result.details as {
		readonly questions?: readonly { readonly questionId: string; readonly key: number }[];
	};
	const value = numberText(result.statistic, 3);
	const { questionId } = series;
	return {
		...common(result, series),
		...{ p: null, pKind: 'none', outcome: 'inconclusive', rule: NO_RULE },
		perItem: (questions ?? []).map(({ questionId: itemId, key }) => ({
			...{ questionId, itemId, value: key }
		})),
		sentence: {
			zh: `与无关问题相比，对相关问题的反应平均为 ${value}（正值表示较强）。两类问题本来就不同，没有可以成立的零假设，因此不给概率；本技术只作描述，不作判定。`,
			en: `Beside the irrelevant questions the responses to the relevant ones have a mean of ${value} (positive = stronger). The two kinds of questions differ to begin with, so there is no null hypothesis that could be true and no probability; this technique describes and decides nothing.`
		}
	};
}

const TOLD = {
	zh: '计算概率时假定各位置机会相等；本技术的顺序事先告知被测人，这一假定并不成立，概率只能作参考。',
	en: 'The probability takes every place as equally likely; here the order was told to the person, so that this does not hold and the probability is a rough guide only.'
};

/** A score of a test whose order the person was told. */
export function toldOrder(score: RecordedScore): RecordedScore {
	const { zh, en } = score.sentence;
	return { ...score, sentence: { zh: `${zh}${TOLD.zh}`, en: `${en} ${TOLD.en}` } };
}
