/**
 * Which question of a chart is being asked at a moment.
 *
 * @module
 */
import type { ReviewedChart, ReviewedPresentation } from './reviewed-chart.ts';

/**
 * The presentation that began last.
 *
 * @param readingS length of a question whose end was not marked [s]
 * @returns whether it is still being read out; null = none has begun
 */
export function questionAt(
	{ presentations, rateHz }: Pick<ReviewedChart, 'presentations' | 'rateHz'>,
	sample: number,
	readingS: number
): { readonly of: ReviewedPresentation; readonly isAsked: boolean } | null {
	let last: { of: ReviewedPresentation; asked: number } | null = null;
	for (const one of presentations) {
		const asked = one.askedSample;
		if (asked === null || asked > sample || (last !== null && asked < last.asked)) continue;
		last = { of: one, asked };
	}
	if (last === null) return null;
	const end = last.of.endedSample ?? last.asked + readingS * rateHz;
	return { of: last.of, isAsked: sample < end };
}
