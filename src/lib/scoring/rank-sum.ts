/**
 * Sum of the key's ranks with its exact null distribution.
 *
 * @module
 */
import { numberText, probabilityText } from '#lib/core/statistics/probability-text.ts';
import { standings } from '#lib/core/statistics/ranks.ts';
import { shareAtMost, sumCounts } from '#lib/core/statistics/sum-distribution.ts';
import { candidates } from '#lib/core/technique/candidates.ts';
import { keyStrengths } from '#lib/core/technique/key-strengths.ts';
import { questionCountText } from '#lib/core/technique/question-count-text.ts';
import type { ScoringMethod } from './types.ts';

/** Mid-ranks are multiples of a half. */
const SCALE = 2;

/**
 * Rank 1 = the largest response of the question; the statistic is the sum of the key's ranks, so a *small* sum
 * points to recognition and p is the probability of this sum or a smaller one.
 *
 * Ties share the mean of their ranks and the null is conditional on the ties, so that p stays exact. Several charts:
 * as in the Lykken score, an item's ranks are added up over the charts before the key is exchanged.
 */
export default {
	id: 'rank-sum',
	title: { zh: '秩和', en: 'Rank sum' },
	sources: ['Exact distribution by convolution of uniform ranks 1…m (classical rank test)'],

	score(channel) {
		const { questions, excluded } = keyStrengths(channel);
		const all = questions.map(({ strengths }) => standings(strengths).map(({ rank }) => rank));
		const ranks = questions.map(({ key }, i) => all[i]?.[key] ?? 0);
		const statistic = ranks.reduce((sum, rank) => sum + rank, 0);
		const details = candidates(
			channel,
			(list) => standings(list).map(({ rank }) => rank * SCALE),
			'sum'
		);
		const p = shareAtMost(
			sumCounts(details.map(({ values }) => values)),
			details.reduce((sum, { values, key }) => sum + (values[key] ?? 0), 0)
		);
		const most = all.reduce((sum, list) => sum + list.length, 0);
		const perQuestion = channel.questions.map((_, row) => {
			const index = questions.findIndex((question) => question.row === row);
			return ranks[index] ?? null;
		});
		const rows = questionCountText(questions);
		const shown = { sum: numberText(statistic), p: probabilityText(p) };
		return {
			method: 'rank-sum',
			statistic,
			range: [questions.length, most],
			p,
			pKind: 'exact',
			nullModel: {
				zh: '被测人不认识这些细节：每题中任何一个计分项目都同样可能是“关键项目”，各题相互独立，同一题的各遍一起交换。',
				en: 'The person does not recognise the details: any scored item of a question might as well be the key, independently over questions, exchanged in all charts of a question together.'
			},
			perQuestion,
			excluded,
			sentence: {
				zh: `通道 ${channel.channel}：${rows.zh}中关键项目的名次（1 为反应最大）之和为 ${shown.sum}（最小 ${questions.length}，最大 ${most}）。如果被测人不认识这些细节，得到这一名次和或更小名次和的概率为 ${shown.p}。`,
				en: `Channel ${channel.channel}: over ${rows.en} the ranks of the key item (1 = largest response) add up to ${shown.sum} (smallest ${questions.length}, largest ${most}). If the person did not recognise the details, this sum or a smaller one would come up with probability ${shown.p}.`
			}
		};
	}
} satisfies ScoringMethod;
