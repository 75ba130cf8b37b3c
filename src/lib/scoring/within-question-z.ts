/**
 * Mean standardised response of the key with its exact permutation probability.
 *
 * @module
 */
import { permutationShare } from '#lib/core/statistics/permutation.ts';
import { numberText, probabilityText } from '#lib/core/statistics/probability-text.ts';
import { candidates } from '#lib/core/technique/candidates.ts';
import { keyStrengths } from '#lib/core/technique/key-strengths.ts';
import { questionCountText } from '#lib/core/technique/question-count-text.ts';
import type { ScoringMethod } from './types.ts';

/** z of each value among its own question, population SD; all 0 when nothing varies. */
export function standardised(values: readonly number[]): readonly number[] {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
	const sd = Math.sqrt(variance);
	// differences of rounding size are no differences
	if (!(sd > 1e-12 * Math.max(...values.map(Math.abs)))) return values.map(() => 0);
	return values.map((value) => (value - mean) / sd);
}

/**
 * z of the key among the scored items of its question (population SD), averaged over charts, then over questions.
 *
 * p: share of all assignments of "which item is the key" (one item per question, the same in all its charts) whose
 * mean z is at least the observed one; enumerated up to 10⁶ assignments, drawn beyond. The normal approximation
 * N(0, 1/Q) is not used: in the worked example it is four times too small.
 */
export default {
	id: 'within-question-z',
	title: { zh: '题内标准分', en: 'Within-question z' },
	sources: [
		'Ben-Shakhar 1985, Psychophysiology 22: 292–299 (standardisation within the examinee)',
		'Matsuda, Nittono & Allen 2012, Front. Psychol. 3, Fig. 1 (PMC3507001)'
	],

	score(channel, options = {}) {
		const { questions, excluded } = keyStrengths(channel);
		const details = candidates(channel, standardised, 'mean');
		const keys = details.map(({ key }) => key);
		const { p, pKind } = permutationShare(
			details.map(({ values }) => values),
			keys,
			options.seed ?? 0
		);
		const statistic =
			details.reduce((sum, { values, key }) => sum + (values[key] ?? 0), 0) / details.length;
		const most = Math.sqrt(Math.max(...questions.map((q) => q.strengths.length)) - 1);
		const perQuestion = channel.questions.map((_, row) => {
			const question = questions.find((q) => q.row === row);
			return question === undefined
				? null
				: (standardised(question.strengths)[question.key] ?? null);
		});
		const rows = questionCountText(questions);
		const shown = { z: numberText(statistic, 3), p: probabilityText(p) };
		return {
			method: 'within-question-z',
			statistic,
			range: [-most, most],
			p,
			pKind,
			nullModel: {
				zh: '被测人不认识这些细节：每题中任何一个计分项目都同样可能是“关键项目”，置换检验。',
				en: 'The person does not recognise the details: any scored item of a question might as well be the key (permutation test).'
			},
			perQuestion,
			excluded,
			sentence: {
				zh: `通道 ${channel.channel}：${rows.zh}中，关键项目的反应平均为题内标准分 ${shown.z}（0 表示与陪衬项目无差别，最高 ${numberText(most, 3)}）。如果被测人不认识这些细节，得到这一平均值或更高平均值的概率为 ${shown.p}。`,
				en: `Channel ${channel.channel}: over ${rows.en} the response to the key item has a mean within-question z of ${shown.z} (0 = like the foils, at most ${numberText(most, 3)}). If the person did not recognise the details, this mean or a higher one would come up with probability ${shown.p}.`
			}
		};
	}
} satisfies ScoringMethod;
