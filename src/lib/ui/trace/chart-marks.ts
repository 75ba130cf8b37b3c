/**
 * Bands and marks of a chart from its events, for the live picture and for the review.
 *
 * @module
 */
import { sampleAt } from '#lib/core/session/place-marks.ts';
import { placeChartMarks } from '#lib/core/session/place-marks.ts';
import type { Chart, PlacedMark, Presentation } from '#lib/core/session/state.ts';
import type { TraceBand, TraceMark } from './strip.ts';

/** How things are called on the picture. */
export interface MarkWords {
	/** Short name of a presentation, e.g. `3 · 2`. */
	presentation(presentation: Presentation): string;
	answer(answer: 'yes' | 'no' | 'silent'): string;
	/** Shown for a question whose end was not marked [s]. */
	readonly assumedReadingS: number;
}

/** What is marked on a chart. */
export interface ChartMarks {
	readonly bands: readonly TraceBand[];
	readonly marks: readonly TraceMark[];
}

/**
 * Everything marked on a chart, at its sample; what cannot be placed yet is left out.
 *
 * @param isPending whether the event of this id is still on its way
 */
export function chartMarks(
	chart: Chart,
	words: MarkWords,
	isPending: (eventId: string) => boolean = () => false
): ChartMarks {
	const placed = placeChartMarks(chart);
	const { rateHz } = chart.started;
	const marks: TraceMark[] = [];
	const add = (mark: PlacedMark | null, kind: TraceMark['kind'], label: string): void => {
		if (mark === null || mark.voided || mark.sample === null) return;
		marks.push({ sample: mark.sample, kind, label, isPending: isPending(mark.eventId) });
	};
	add(placed.announcedStart, 'announcement', 'X');
	add(placed.announcedEnd, 'announcement', 'XX');
	for (const { answer } of placed.presentations)
		if (answer !== null) add(answer, 'answer', words.answer(answer.answer));
	for (const artifact of placed.artifacts) add(artifact, 'artifact', artifact.code);
	for (const remark of placed.remarks) add(remark, 'remark', '✎');
	const bands = placed.presentations.flatMap((presentation): TraceBand[] => {
		const { asked, ended } = presentation;
		if (asked === null || asked.voided || asked.sample === null) return [];
		const isLast = !placed.presentations.some(
			(other) => other.presentation > presentation.presentation && other.asked !== null
		);
		const assumed = asked.sample + words.assumedReadingS * rateHz;
		const end = ended === null || ended.voided ? null : ended.sample;
		return [
			{
				from: asked.sample,
				to: end ?? (isLast && chart.status === 'running' ? null : assumed),
				label: words.presentation(presentation),
				kind: 'question',
				isPending: isPending(asked.eventId)
			}
		];
	});
	return { bands, marks: marks.sort((a, b) => a.sample - b.sample) };
}

/** Sample of a moment on the workstation's clock; null when the recorder has not told yet. */
export function sampleOfMoment(chart: Chart, monotonicS: number): number | null {
	const pairs = [...chart.clock].sort((a, b) => a.monotonicS - b.monotonicS);
	return sampleAt(pairs, monotonicS, chart.started.rateHz);
}
