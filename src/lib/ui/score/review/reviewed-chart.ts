/**
 * A recorded chart as the review shows it: a session's own, or a blind scorer's, who knows nothing else.
 *
 * @module
 */
import { placeChartMarks } from '#lib/core/session/place-marks.ts';
import type { Chart, PlacedMark, Presentation } from '#lib/core/session/state.ts';
import { answerWord } from '../../live/words.ts';
import { sampleOfMoment } from '../../trace/chart-marks.ts';

/** One presentation on the trace; samples are null where nothing was marked. */
export interface ReviewedPresentation {
	readonly presentation: number;
	/** Short name on the trace. */
	readonly label: string;
	readonly askedSample: number | null;
	readonly endedSample: number | null;
	readonly answerSample: number | null;
	/** Word on the answer; absent = the answer's place is shown and nothing of what was said. */
	readonly answerLabel?: string;
}

/** A mark that was moved: where it was first. */
export interface MovedMark {
	readonly firstSample: number;
	readonly label: string;
}

/** What the review needs of a chart. */
export interface ReviewedChart {
	readonly chart: number;
	/** Effective samples per second [Hz]. */
	readonly rateHz: number;
	readonly columns: readonly {
		readonly name: string;
		readonly kind: string;
		readonly unit: string;
	}[];
	readonly gaps: readonly { readonly firstSample: number; readonly samples: number }[];
	readonly presentations: readonly ReviewedPresentation[];
	readonly artifacts: readonly { readonly code: string; readonly sample: number }[];
	readonly announcedStart: number | null;
	readonly announcedEnd: number | null;
	/** Samples of remarks. */
	readonly remarks?: readonly number[];
	readonly moved?: readonly MovedMark[];
}

/** What is looked at: one presentation on one channel. */
export interface ReviewFocus {
	readonly presentation: number;
	readonly channel: string;
}

/**
 * A session's chart for the review; marks that cannot be placed and voided ones are left out.
 *
 * @param nameOf short name of a presentation
 */
export function reviewedChart(
	chart: Chart,
	nameOf: (presentation: Presentation) => string
): ReviewedChart {
	const { started, sealed, gaps, announcedStart, announcedEnd, ...placed } = placeChartMarks(chart);
	const moved = (mark: PlacedMark | null, label: string): MovedMark[] => {
		const firstSample = mark === null || mark.voided ? null : firstPlace(chart, mark);
		if (firstSample === null || mark?.sample === firstSample) return [];
		return [{ firstSample, label }];
	};
	return {
		chart: chart.chart,
		rateHz: sealed?.effectiveRateHz ?? started.rateHz,
		columns: started.columns,
		gaps,
		presentations: placed.presentations.map((one) => ({
			presentation: one.presentation,
			label: nameOf(one),
			askedSample: sampleOf(one.asked),
			endedSample: sampleOf(one.ended),
			answerSample: sampleOf(one.answer),
			...(one.answer !== null && { answerLabel: answerWord(one.answer.answer) })
		})),
		artifacts: placed.artifacts.flatMap((mark) => {
			const sample = sampleOf(mark);
			return sample === null ? [] : [{ code: mark.code, sample }];
		}),
		announcedStart: sampleOf(announcedStart),
		announcedEnd: sampleOf(announcedEnd),
		remarks: placed.remarks.flatMap((mark) => sampleOf(mark) ?? []),
		moved: [
			...placed.presentations.flatMap((one) => [
				...moved(one.asked, nameOf(one)),
				...moved(one.ended, nameOf(one)),
				...(one.answer === null ? [] : moved(one.answer, answerWord(one.answer.answer)))
			]),
			...placed.artifacts.flatMap((mark) => moved(mark, mark.code))
		]
	};
}

/** Where a mark was put first: by its maker, or by its time on the workstation's clock; null = cannot be placed. */
export function firstPlace(chart: Chart, { firstSample, at }: PlacedMark): number | null {
	if (firstSample !== null || at.monotonicS === null) return firstSample;
	return sampleOfMoment(chart, at.monotonicS);
}

function sampleOf(mark: PlacedMark | null): number | null {
	return mark === null || mark.voided ? null : mark.sample;
}
