/**
 * All that a blind scorer gets: traces, marks and types of presentations. Made field by field, so that nothing of the
 * case, of questions, answers, measurements, scores or of other scorers can come along.
 *
 * Of an item of details only whether it is scored is told. Which one is the key would end blindness: it is withheld as
 * well. Of a series the types of the questions are told: without them nothing could be compared.
 *
 * @module
 */
import { formalCharts } from '../session/formal-charts.ts';
import { placeChartMarks } from '../session/place-marks.ts';
import type { ItemRole } from '../session/question.ts';
import type { Chart, PlacedMark, SessionState } from '../session/state.ts';
import type { ScoringProcedure } from './scoring-procedure.ts';
import type { Scale } from './sheet.ts';

/** What a blind scorer is told of an item. */
export const blindTypes = [
	...(['buffer', 'item'] as const),
	...(['neutral', 'sacrifice', 'symptomatic', 'comparison', 'relevant'] as const)
] as const;
/** One of them. */
export type BlindType = (typeof blindTypes)[number];

/** One presentation as a blind scorer sees it. */
export interface BlindPresentation {
	readonly presentation: number;
	/** Number of the question in the list, 1-based; presentations with the same number are compared. */
	readonly question: number;
	/**
	 * `buffer`: the first item of a question always draws a response and is not scored against the others. `item`: a
	 * detail, alike for key and foils. Of a series the type of the question, as the field tells blind scorers.
	 */
	readonly type: BlindType;
	readonly askedSample: number;
	readonly endedSample: number | null;
	readonly answerSample: number | null;
}

/** One chart as a blind scorer sees it. */
export interface BlindChart {
	readonly chart: number;
	readonly rateHz: number;
	readonly samples: number;
	readonly columns: readonly {
		readonly name: string;
		readonly kind: string;
		readonly unit: string;
	}[];
	readonly presentations: readonly BlindPresentation[];
	readonly artifacts: readonly { readonly code: string; readonly sample: number }[];
	readonly gaps: readonly { readonly firstSample: number; readonly samples: number }[];
	readonly announcedStart: number | null;
	readonly announcedEnd: number | null;
}

/** What a blind scorer works with. */
export interface BlindView {
	/** The only name the charts have for them. */
	readonly task: string;
	readonly scale: Scale;
	readonly charts: readonly BlindChart[];
}

/**
 * The blind view of a session.
 *
 * @param state with sealed charts
 * @param procedure scale of the sheet
 */
export function blindView(
	state: SessionState,
	task: string,
	procedure: Pick<ScoringProcedure, 'scale'>
): BlindView {
	const charts = formalCharts(state).filter(({ status }) => status === 'sealed');
	return {
		task,
		scale: procedure.scale,
		charts: charts.map((chart) => blindChart(placeChartMarks(chart), state))
	};
}

function blindChart(chart: Chart, { questions }: SessionState): BlindChart {
	const { started, sealed, artifacts, gaps, announcedStart, announcedEnd } = chart;
	const roleOf = (questionId: string, itemId: string) =>
		questions
			.find((question) => question.questionId === questionId)
			?.items.find((item) => item.itemId === itemId)?.role;
	return {
		chart: chart.chart,
		rateHz: started.rateHz,
		samples: sealed?.samples ?? 0,
		columns: started.columns.map(({ name, kind, unit }) => ({ name, kind, unit })),
		presentations: chart.presentations.flatMap((one): BlindPresentation[] => {
			const askedSample = sampleOf(one.asked);
			if (askedSample === null || one.voided !== null) return [];
			return [
				{
					presentation: one.presentation,
					question: questions.findIndex(({ questionId }) => questionId === one.questionId) + 1,
					type: typeOf(roleOf(one.questionId, one.itemId)),
					askedSample,
					endedSample: sampleOf(one.ended),
					answerSample: sampleOf(one.answer)
				}
			];
		}),
		artifacts: artifacts.flatMap((mark) => {
			const sample = sampleOf(mark);
			return sample === null ? [] : [{ code: mark.code, sample }];
		}),
		gaps: gaps.map(({ firstSample, samples }) => ({ firstSample, samples })),
		announcedStart: sampleOf(announcedStart),
		announcedEnd: sampleOf(announcedEnd)
	};
}

function sampleOf(mark: PlacedMark | null): number | null {
	return mark === null || mark.voided ? null : mark.sample;
}

/** Keys and foils are told apart by nothing. */
function typeOf(role: ItemRole | undefined): BlindType {
	return role === undefined || role === 'key' || role === 'foil' ? 'item' : role;
}
