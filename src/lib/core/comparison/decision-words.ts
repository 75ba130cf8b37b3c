/**
 * Plain sentences over a comparison-question test.
 *
 * @module
 */
import { outcomeCode, outcomeText } from '../score-table/outcome.ts';
import { numberText } from '../statistics/probability-text.ts';
import type { BilingualText } from '../text.ts';
import type { Decision } from './decision-rules.ts';

const BECAUSE: Readonly<Record<Decision['because'], BilingualText>> = {
	'grand-total': { zh: '依据总分', en: 'by the grand total' },
	subtotal: { zh: '依据最低的单题分', en: 'by the lowest subtotal' },
	'corrected-subtotal': {
		zh: '依据最低的单题分（经多重比较校正）',
		en: 'by the lowest subtotal, corrected for several questions'
	},
	'all-subtotals': { zh: '依据全部单题分', en: 'by all subtotals' },
	'negative-subtotal': { zh: '有单题分为负', en: 'because a subtotal is negative' },
	between: { zh: '分数处于两个界限之间', en: 'because the scores are between the limits' }
};

/** The rules by name, as pages show them. */
export const RULE_TITLES: Readonly<Record<string, BilingualText>> = {
	'grand-total': { zh: '总分规则', en: 'grand total rule' },
	subtotal: { zh: '单题分规则', en: 'subtotal rule' },
	'two-stage': { zh: '两阶段规则', en: 'two-stage rule' },
	'two-stage-early': { zh: '两阶段规则（先看单题分）', en: 'two-stage rule, subtotals first' },
	'federal-zct': { zh: '联邦区域比较规则', en: 'federal zone rule' },
	'you-phase': { zh: '双相规则', en: 'You-Phase rule' },
	tes: { zh: 'TES 规则', en: 'TES rule' },
	'utah-4': { zh: '犹他四题规则', en: 'Utah rule for four questions' },
	screening: { zh: '筛查规则', en: 'screening rule' }
};

/** What a score of this kind always says about itself. */
const LIMIT: BilingualText = {
	zh: '分数只比较两类问题的反应强弱，不说明原因，不得作为证据使用。',
	en: 'The score compares how strong the responses to two kinds of questions are; it does not say why, and it is not evidence.'
};

/**
 * "Over 3 relevant questions and 3 charts the score is −11 …: significant response (by the grand total). …"
 *
 * @param counts relevant questions and charts that were scored
 * @param statistic the score; negative = stronger responses to the relevant questions
 * @param extra a clause after the score, such as its probability
 */
export function decisionSentence(
	counts: { readonly questions: number; readonly charts: number },
	statistic: number,
	decision: Decision,
	extra: BilingualText = { zh: '', en: '' }
): BilingualText {
	const score = numberText(statistic, 3);
	const outcome = outcomeText[decision.outcome];
	const because = BECAUSE[decision.because];
	return {
		zh: `${counts.questions} 个相关问题、${counts.charts} 遍：得分 ${score}（负分表示对相关问题的反应较强）${extra.zh}。按规则：${outcome.zh}（${because.zh}）。${LIMIT.zh}`,
		en: `Over ${counted(counts.questions, 'relevant question')} and ${counted(counts.charts, 'chart')} the score is ${score} (negative = stronger responses to the relevant questions)${extra.en}. By the rule: ${outcome.en} (${because.en}). ${LIMIT.en}`
	};
}

function counted(n: number, noun: string): string {
	return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** A decision as data: the rule, the field's code, what decided, and each question. */
export function decisionDetails({ rule, outcome, because, perQuestion }: Decision) {
	return { rule, code: outcomeCode[outcome], because, perQuestion };
}
