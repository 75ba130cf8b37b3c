/**
 * A blind scorer's chart for the review of recordings.
 *
 * @module
 */
import type { BlindChart, BlindType } from '#lib/core/sheet/blind-view.ts';
import type { ReviewedChart } from '../../score/review/reviewed-chart.ts';
import { typeText } from '../sheet-words.ts';

/** Its presentations are called by question and number, those of a series by their type: all there is to call them by. */
export function reviewedBlindChart({ presentations, ...chart }: BlindChart): ReviewedChart {
	return {
		...chart,
		presentations: presentations.map(({ question, type, ...one }) => ({
			...one,
			label: labelOf(type, `Q${question}·${one.presentation}`)
		}))
	};
}

function labelOf(type: BlindType, place: string): string {
	return type === 'item' || type === 'buffer' ? place : `${typeText[type]()} ${place}`;
}
