/**
 * The guide's chapters on results: scores and their arithmetic, what would change them, the conclusion.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';

/** What is read once the charts are measured and scored. */
export const results: readonly GuideChapter[] = [
	{
		id: 'scores',
		title: { zh: '得分和它的算术', en: 'Scores and their arithmetic' },
		parts: [
			{
				kind: 'text',
				text: {
					zh: '“得分”一页列出每个通道、每种方法的统计量、精确概率和各题贡献，并说明有几个值被人工排除或者重新测量。点开“如何算出”，可以看到零假设、公式、每题的名次和分数、求和过程以及整个零分布，用纸笔就能核对。',
					en: 'The tab “Scores” lists the statistic, its exact probability and what each question adds, for every channel and method, and says how many values people left out or measured anew. “How this is computed” opens the null hypothesis, the formula, rank and points of each question, the sum and the whole null distribution: enough to check it on paper.'
				}
			},
			{
				kind: 'text',
				text: {
					zh: 'p 是在被测人不认识这些细节的前提下，得到这一结果或者更强结果的概率；它不是“认识”的概率，更不是有没有实施行为的概率。',
					en: 'p is the probability of this result or a stronger one if the person did not recognise the details. It is not the probability that they do, let alone that they did something.'
				}
			}
		]
	},
	{
		id: 'change',
		title: { zh: '什么会改变结果', en: 'What would change the result' },
		parts: [
			{
				kind: 'points',
				points: [
					{
						zh: '同一方法、同一通道，依次去掉一题、一张图谱、一个值、质量最差的值，恢复人工排除，把重新测量的值改回自动值；哪一处使结论改变，用文字标明。',
						en: 'The same method on the same channel without each question, chart, value or the values of lowest quality, with exclusions put back, with automatic values in place of those measured anew; where the outcome changes, it says so in words.'
					},
					{
						zh: '上方一句话说出使结论改变的最小改动。只去掉一个值结论就变的结果，依据很薄弱，应当写进“局限”。',
						en: 'A sentence on top names the smallest change that gives another outcome. A result that hangs on one value rests on little: say so under limits.'
					},
					{
						zh: '其他方法并列只供比较，不得从中挑选；结论依据测试前确定的方法和通道。',
						en: 'Other methods stand beside it to compare, never to choose from; the conclusion rests on the method and channel fixed before the test.'
					},
					{
						zh: '最后是如实报告的核对表：哪些内容已经记录，哪些还缺。',
						en: 'Last comes what an honest report has to say: what is recorded, and what is still missing.'
					}
				]
			}
		]
	},
	{
		id: 'conclusion',
		title: { zh: '结论与发布', en: 'Conclusion and release' },
		parts: [
			{
				kind: 'text',
				text: {
					zh: '盲评复核一致或者分歧处理之后，才能写结论。页面并列显示人工评分的结论和测量值按规则的结论；所选结论与其中之一不同时，报告会印出，须在“局限”中说明理由。“图谱分析”一步完成之前，结果页不显示结果，对测试人员也一样。',
					en: 'A conclusion is written only after the blind second score agrees or the disagreement is settled. The page shows the outcome of the sheets beside that of the measured values; when the chosen outcome differs from either, the report prints it, and the reason belongs under limits. Until the step “chart analysis” is completed the result page shows no result, not even to the tester.'
				}
			}
		]
	}
];
