/**
 * Lykken points with their exact null distribution.
 *
 * @module
 */
import { numberText, probabilityText } from '#lib/core/statistics/probability-text.ts';
import { standings } from '#lib/core/statistics/ranks.ts';
import { shareAtLeast, sumCounts } from '#lib/core/statistics/sum-distribution.ts';
import { candidates } from '#lib/core/technique/candidates.ts';
import { keyStrengths } from '#lib/core/technique/key-strengths.ts';
import { questionCountText } from '#lib/core/technique/question-count-text.ts';
import type { ScoringMethod } from './types.ts';

/** Points of the largest, second largest, … response. */
const POINTS = [2, 1];
/** Least common multiple of 1…12: makes every mean over a tie of up to 12 items an integer. */
const SCALE = 27720;

/** Points of each item; items tied over several places share the mean of their points. */
export function lykkenPoints(strengths: readonly number[]): number[] {
	return standings(strengths).map(({ larger, tied }) => {
		const shared = POINTS.slice(larger, larger + tied);
		return shared.reduce((sum, point) => sum + point, 0) / tied;
	});
}

/**
 * The key gets 2 points when it draws the largest response of its question, 1 for the second largest.
 *
 * Without ties the null is the polynomial Π((mⱼ−2)+x+x²)/Πmⱼ. With ties the points are averaged and the null is
 * conditional on the tie pattern (each item of the question equally likely to be the key, with the points that item
 * would have got), so that p stays exact and P(p ≤ α) ≤ α; a question in which nothing responded adds the same to
 * every outcome and so nothing to p. Several charts: an item's points are added up over the charts before the key is
 * exchanged, because someone to whom an item means something responds to it in every chart; a chart in which the key
 * is missing adds the mean points to p and nothing to the score.
 *
 * The textbook cut-off (score ≥ number of questions) comes up by chance in 17 % of tests of 6 × 5 items; p is shown.
 */
export default {
	id: 'lykken',
	title: { zh: 'Lykken 计分', en: 'Lykken score' },
	sources: [
		'Lykken 1959, J. Appl. Psychol. 43: 385–388 (2, 1 and 0 points)',
		'Matsuda, Nittono & Allen 2012, Front. Psychol. 3, Fig. 1 (PMC3507001)'
	],

	score(channel) {
		const { questions, excluded } = keyStrengths(channel);
		const all = questions.map(({ strengths }) => lykkenPoints(strengths));
		const earned = questions.map(({ key }, i) => all[i]?.[key] ?? 0);
		const scaled = (point: number): number => Math.round(point * SCALE);
		const details = candidates(channel, (list) => lykkenPoints(list).map(scaled), 'sum');
		const p = shareAtLeast(
			sumCounts(details.map(({ values }) => values)),
			details.reduce((sum, { values, key }) => sum + (values[key] ?? 0), 0)
		);
		const statistic = earned.reduce((sum, point) => sum + scaled(point), 0) / SCALE;
		const most = 2 * questions.length;
		const perQuestion = channel.questions.map((_, row) => {
			const index = questions.findIndex((question) => question.row === row);
			return earned[index] ?? null;
		});
		const rows = questionCountText(questions);
		const shown = { score: numberText(statistic), p: probabilityText(p) };
		return {
			method: 'lykken',
			statistic,
			range: [0, most],
			p,
			pKind: 'exact',
			nullModel: {
				zh: '被测人不认识这些细节：每题中任何一个计分项目都同样可能是“关键项目”，各题相互独立，同一题的各遍一起交换。',
				en: 'The person does not recognise the details: any scored item of a question might as well be the key, independently over questions, exchanged in all charts of a question together.'
			},
			perQuestion,
			excluded,
			sentence: {
				zh: `通道 ${channel.channel}：${rows.zh}中，关键项目反应最大记 2 分、第二大记 1 分，共得 ${shown.score} 分（最高 ${most} 分）。如果被测人不认识这些细节，得到这一分数或更高分数的概率为 ${shown.p}。`,
				en: `Channel ${channel.channel}: over ${rows.en} the key item earned ${shown.score} of ${most} points (2 for the largest response, 1 for the second largest). If the person did not recognise the details, this score or a higher one would come up with probability ${shown.p}.`
			}
		};
	}
} satisfies ScoringMethod;
