/**
 * Every mark of a chart as a list that can be corrected.
 *
 * @module
 */
import { placeChartMarks } from '#lib/core/session/place-marks.ts';
import type { Chart, PlacedMark, Presentation } from '#lib/core/session/state.ts';
import { m } from '#lib/paraglide/messages.js';
import { answerWord } from '../../live/words.ts';
import { firstPlace } from './reviewed-chart.ts';

/** One mark. */
export interface ListedMark {
	readonly eventId: string;
	/** What it marks, e.g. the onset of a question. */
	readonly kind: string;
	readonly label: string;
	/** null = cannot be placed. */
	readonly sample: number | null;
	/** Where it was first, when it was moved; else null. */
	readonly firstSample: number | null;
	readonly voided: boolean;
}

/**
 * The marks of a chart in the order of the recording; those that cannot be placed last.
 *
 * @param nameOf short name of a presentation
 */
export function listedMarks(
	chart: Chart,
	nameOf: (presentation: Presentation) => string
): ListedMark[] {
	const placed = placeChartMarks(chart);
	const listed = (mark: PlacedMark | null, kind: string, label: string): ListedMark[] => {
		if (mark === null) return [];
		const { eventId, sample, voided } = mark;
		const first = firstPlace(chart, mark);
		return [{ eventId, kind, label, sample, voided, firstSample: first === sample ? null : first }];
	};
	return [
		...listed(placed.announcedStart, m.analysis_mark_announcement(), 'X'),
		...listed(placed.announcedEnd, m.analysis_mark_announcement(), 'XX'),
		...placed.presentations.flatMap((one) => [
			...listed(one.asked, m.analysis_mark_asked(), nameOf(one)),
			...listed(one.ended, m.analysis_mark_ended(), nameOf(one)),
			...(one.answer === null
				? []
				: listed(
						one.answer,
						m.analysis_mark_answer(),
						`${nameOf(one)} · ${answerWord(one.answer.answer)}`
					))
		]),
		...placed.artifacts.flatMap((mark) => listed(mark, m.analysis_mark_artifact(), mark.code)),
		...placed.remarks.flatMap((mark) => listed(mark, m.analysis_mark_remark(), mark.text))
	].sort((a, b) => (a.sample ?? Infinity) - (b.sample ?? Infinity));
}
