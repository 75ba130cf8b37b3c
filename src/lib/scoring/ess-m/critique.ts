/**
 * What is wrong with ESS-M, printed with every result.
 *
 * @module
 */
import type { BilingualText } from '#lib/core/text.ts';

/** Points of criticism, in both languages. */
export const ESS_M_CRITIQUE: readonly BilingualText[] = [
	{
		zh: '模型假设三种分数机会相等，且各传感器、各遍、各题相互独立；实际上都不成立。',
		en: 'The model takes the three scores as equally likely and sensors, charts and questions as independent; in practice none of this holds.'
	},
	{
		zh: '优势比是与随机计分相比，不是两类人相比；把它当作某人的概率只是一种约定。',
		en: 'The odds compare the score with random scoring, not one group of people with another; reading them as a probability about a person is a convention.'
	},
	{
		zh: '所谓“可信区间”中的 n 是最高分数，不是样本量。',
		en: 'The n of the “credible interval” is the largest possible score, not a sample size.'
	},
	{
		zh: '先验 ½ 时总分界限 ±3 对随机计分很宽：随机计分时总分不高于 −3 的概率约为 0.38（3 个相关问题）。',
		en: 'At prior ½ the cut of ±3 is lax against random scoring: a grand total of −3 or less then comes up with probability about 0.38 (3 relevant questions).'
	},
	{
		zh: '已公布的效度数据多来自与方法及厂商有联系的作者；较早的 ESS 使用经验常模。',
		en: 'Published validity statistics come largely from authors linked to the method and its vendor; the older ESS used empirical norms instead.'
	}
];
