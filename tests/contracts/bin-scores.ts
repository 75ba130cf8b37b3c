/** Scores that a comparison method gives to single ratios. */
import type { TableMethod } from '#lib/scoring/types.ts';

/**
 * Score of each ratio relevant ÷ comparison, as the total of a table with one chart, two relevant questions that
 * respond alike and one comparison question between them, halved.
 */
export function binScores(
	method: TableMethod<'comparison'>,
	sensor: 'eda' | 'cardio' | 'respiration',
	ratios: readonly number[]
): number[] {
	return ratios.map((ratio) => {
		const relevant = (questionId: string) =>
			({ questionId, role: 'relevant', values: { X: ratio } }) as const;
		const comparison = { questionId: 'C1', role: 'comparison', values: { X: 1 } } as const;
		const { statistic } = method.score({
			...({ form: 'comparison', issue: 'single', prior: 0.5, alpha: 0.05 } as const),
			sensors: [{ channel: 'X', sensor }],
			charts: [{ chart: 1, presentations: [relevant('R1'), comparison, relevant('R2')] }]
		});
		return statistic / 2 || 0;
	});
}
