/**
 * A blind scorer's chart for the review of recordings.
 *
 * @module
 */
import type { BlindChart } from '#lib/core/sheet/blind-view.ts';
import type { ReviewedChart } from '../../score/review/reviewed-chart.ts';

/** Its presentations are called by question and number; that is all there is to call them by. */
export function reviewedBlindChart({ presentations, ...chart }: BlindChart): ReviewedChart {
	return {
		...chart,
		presentations: presentations.map(({ question, type: _, ...one }) => ({
			...one,
			label: `Q${question}·${one.presentation}`
		}))
	};
}
