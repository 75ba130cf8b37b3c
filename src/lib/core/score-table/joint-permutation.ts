/**
 * Mean value of the key over a whole concealed-information test, with its exact permutation probability.
 *
 * @module
 */
import { permutationShare } from '../statistics/permutation.ts';
import { numberText, probabilityText } from '../statistics/probability-text.ts';
import type { BilingualText } from '../text.ts';
import { combinedItems, type Combination } from './combined-items.ts';
import type { TableOf } from './tables.ts';

/** What a method says about itself. */
export interface JointMethod extends Combination {
	readonly id: string;
	readonly range: readonly [number, number];
	/** What the statistic is, as a noun phrase: “mean z of the key”. */
	readonly measure: BilingualText;
}

/**
 * Statistic: mean over questions of the key's combined value. p: share of all assignments of "which item is the key"
 * (one per question, the same in all channels and charts) whose mean is at least the observed one.
 *
 * Channels are correlated; because the key moves in all of them together, p stays exact.
 *
 * @throws {LabError} `scoring/too-few-items`
 */
export function jointResult(table: TableOf<'details'>, method: JointMethod, seed: number) {
	const { questions, excluded } = combinedItems(table, method);
	const values = questions.map((question) => question.values);
	const { p, pKind } = permutationShare(
		values,
		questions.map(({ key }) => key),
		seed
	);
	const mean = (list: readonly number[]): number =>
		list.reduce((sum, value) => sum + value, 0) / list.length;
	const statistic = mean(questions.map(({ values: items, key }) => items[key] ?? 0));
	const shown = { statistic: numberText(statistic, 3), p: probabilityText(p) };
	const n = questions.length;
	const channels = table.channels.length;
	return {
		method: method.id,
		statistic,
		range: method.range,
		p,
		pKind,
		nullModel: {
			zh: '被测人不认识这些细节：每题中任何一个计分项目都同样可能是“关键项目”，各通道、各遍一起置换。',
			en: 'The person does not recognise the details: any scored item of a question might as well be the key, exchanged in all channels and charts together (permutation test).'
		},
		outcome: 'none' as const,
		perChannel: table.channels.map(({ channel }, i) => ({
			channel,
			contribution: mean(questions.map(({ keyParts }) => keyParts[i] ?? 0))
		})),
		excluded,
		sentence: {
			zh: `${n} 题、${channels} 个通道合并：关键项目的${method.measure.zh}为 ${shown.statistic}。如果被测人不认识这些细节，得到这一数值或更高数值的概率为 ${shown.p}。`,
			en: `Over ${n} questions and ${channels} channels the ${method.measure.en} of the key item is ${shown.statistic}. If the person did not recognise the details, this value or a higher one would come up with probability ${shown.p}.`
		},
		details: {
			questions: questions.map(({ questionId, values: items, key }) => ({
				questionId,
				key: items[key] ?? 0,
				strongerItems: items.filter((value) => value > (items[key] ?? 0)).length
			}))
		}
	};
}
