/**
 * Bands and marks of a reviewed chart on its trace.
 *
 * @module
 */
import { m } from '#lib/paraglide/messages.js';
import type { TraceBand, TraceMark } from '../../trace/strip.ts';
import type { ReviewedChart } from './reviewed-chart.ts';

/** Length of a question whose end was not marked [s], where no technique says it. */
export const READING_S = 3;

/**
 * What is drawn over the traces.
 *
 * @param cursor sample of the cursor; null = none
 */
export function reviewMarks(
	chart: ReviewedChart,
	cursor: number | null = null,
	readingS: number = READING_S
): { readonly bands: readonly TraceBand[]; readonly marks: readonly TraceMark[] } {
	const mark = (sample: number | null, kind: TraceMark['kind'], label: string): TraceMark[] =>
		sample === null ? [] : [{ sample, kind, label, isPending: false }];
	const bands = chart.presentations.flatMap((one): TraceBand[] => {
		if (one.askedSample === null) return [];
		const to = one.endedSample ?? one.askedSample + Math.round(readingS * chart.rateHz);
		return [{ from: one.askedSample, to, label: one.label, kind: 'question', isPending: false }];
	});
	const marks = [
		...mark(chart.announcedStart, 'announcement', 'X'),
		...mark(chart.announcedEnd, 'announcement', 'XX'),
		...chart.presentations.flatMap(({ answerSample, answerLabel }) =>
			mark(answerSample, 'answer', answerLabel ?? m.analysis_answer())
		),
		...chart.artifacts.flatMap(({ sample, code }) => mark(sample, 'artifact', code)),
		...(chart.remarks ?? []).flatMap((sample) => mark(sample, 'remark', '✎')),
		...(chart.moved ?? []).flatMap(({ firstSample, label }) =>
			mark(firstSample, 'moved', m.analysis_first_place({ label }))
		),
		...mark(cursor, 'cursor', '')
	];
	return { bands, marks: marks.sort((a, b) => a.sample - b.sample) };
}
