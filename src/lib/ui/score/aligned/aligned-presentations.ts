/**
 * The presentations of one question in all sealed charts.
 *
 * @module
 */
import { formalCharts } from '#lib/core/session/formal-charts.ts';
import { placeChartMarks } from '#lib/core/session/place-marks.ts';
import type { ItemRole } from '#lib/core/session/question.ts';
import type { PlacedMark, SessionState } from '#lib/core/session/state.ts';

/** One presentation that was read out. */
export interface AlignedPresentation {
	readonly chart: number;
	readonly presentation: number;
	readonly askedSample: number;
	readonly answerSample: number | null;
	/** Of the chart, as recorded [Hz]. */
	readonly rateHz: number;
	/** null = not told: everything looks alike. */
	readonly role: ItemRole | null;
	/** Its value is not scored on this channel: drawn, and not part of any mean. */
	readonly isLeftOut: boolean;
}

/**
 * All presentations of a question, chart after chart. Voided ones and those that cannot be placed are left out.
 *
 * @param showsRoles also tells kinds of items and what is left out of scoring
 */
export function alignedPresentations(
	state: Pick<
		SessionState,
		'charts' | 'listVersion' | 'questions' | 'measured' | 'exclusions' | 'overrides'
	>,
	{
		questionId,
		channel,
		showsRoles
	}: {
		readonly questionId: string;
		readonly channel: string;
		readonly showsRoles: boolean;
	}
): AlignedPresentation[] {
	const items = state.questions.find((one) => one.questionId === questionId)?.items ?? [];
	return formalCharts(state)
		.filter(({ status }) => status === 'sealed')
		.map(placeChartMarks)
		.flatMap(({ chart, presentations, sealed, started }) =>
			presentations.flatMap((one): AlignedPresentation[] => {
				const askedSample = sampleOf(one.asked);
				if (one.questionId !== questionId || askedSample === null || one.voided !== null) return [];
				const { presentation } = one;
				const role = items.find(({ itemId }) => itemId === one.itemId)?.role ?? null;
				return [
					{
						...{ chart, presentation, askedSample, answerSample: sampleOf(one.answer) },
						rateHz: sealed?.effectiveRateHz ?? started.rateHz,
						role: showsRoles ? role : null,
						isLeftOut: showsRoles && isLeftOut(state, { chart, presentation, channel })
					}
				];
			})
		);
}

function sampleOf(mark: PlacedMark | null): number | null {
	return mark === null || mark.voided ? null : mark.sample;
}

interface Cell {
	readonly chart: number;
	readonly presentation: number;
	readonly channel: string;
}

/** Whether the program or a person left the value out. */
function isLeftOut(
	{ measured, exclusions, overrides }: Pick<SessionState, 'measured' | 'exclusions' | 'overrides'>,
	cell: Cell
): boolean {
	const isIt = (one: Cell): boolean =>
		one.chart === cell.chart &&
		one.presentation === cell.presentation &&
		one.channel === cell.channel;
	if (exclusions.some(isIt)) return true;
	const row = measured?.measurements.find(isIt);
	return row !== undefined && row.value === null && !overrides.some(isIt);
}

/** Short name: the number of the presentation, with its chart when there are several. */
export function alignedName(
	{ chart, presentation }: Pick<AlignedPresentation, 'chart' | 'presentation'>,
	hasCharts: boolean
): string {
	return hasCharts ? `${chart}-${presentation}` : String(presentation);
}
