/**
 * Whether a mark fits its chart. Marks may arrive late: the browser keeps them while the server is away.
 *
 * @module
 */
import type { EventData } from '../event.ts';
import type { Chart, PlacedMark, SessionState } from '../state.ts';
import { chartOf, firstRefusal, presentationOf, refuse, type Refusal } from './check.ts';

/** Refuses marks on a chart that does not exist, and any mark once the charts are measured. */
export function markable(
	state: SessionState,
	number: number,
	sample: number | null
): Refusal | null {
	if (state.measured === null) return placeable(state, number, sample);
	return refuse(
		'session/already-measured',
		'the charts are measured: reopen the step to mark them'
	);
}

/** Refuses marks on a chart that does not exist or has no such sample. */
export function placeable(
	state: SessionState,
	number: number,
	sample: number | null
): Refusal | null {
	const chart = chartOf(state, number);
	if (chart === undefined)
		return refuse('session/unknown-chart', `expected a started chart, got chart ${number}`);
	return insideChart(chart, sample);
}

function insideChart(chart: Chart, sample: number | null): Refusal | null {
	const samples = chart.sealed?.samples ?? Infinity;
	if (sample === null || sample < samples) return null;
	return refuse('session/sample-outside', `expected a sample below ${samples}, got ${sample}`);
}

const stands = (mark: PlacedMark | null): boolean => mark !== null && !mark.voided;

/** Items are read out in the drawn order; one is left out only when it was voided with a reason. */
export function askable(state: SessionState, data: EventData<'question-asked'>): Refusal | null {
	const presentation = presentationOf(state, data);
	if (presentation === undefined) return unknownPresentation(data.presentation);
	if (presentation.questionId !== data.questionId || presentation.itemId !== data.itemId)
		return refuse(
			'session/wrong-item',
			`expected ${presentation.questionId}/${presentation.itemId}, got ${data.questionId}/${data.itemId}`
		);
	if (presentation.voided !== null)
		return refuse('session/presentation-voided', `presentation ${data.presentation} was voided`);
	if (stands(presentation.asked))
		return refuse('session/already-asked', `presentation ${data.presentation} was asked already`);
	const skipped = chartOf(state, data.chart)?.presentations.find(
		(one) => one.presentation < data.presentation && one.voided === null && !stands(one.asked)
	);
	if (skipped === undefined) return null;
	return refuse(
		'session/out-of-order',
		`expected presentation ${skipped.presentation} next, got ${data.presentation}`
	);
}

/** The end of a question and its answer are marked once, after it was asked. */
export function markableOnce(
	state: SessionState,
	at: { readonly chart: number; readonly presentation: number },
	what: 'ended' | 'answer'
): Refusal | null {
	const presentation = presentationOf(state, at);
	if (presentation === undefined) return unknownPresentation(at.presentation);
	if (!stands(presentation.asked))
		return refuse('session/not-asked', `presentation ${at.presentation} was not asked yet`);
	if (!stands(presentation[what])) return null;
	return refuse(
		'session/already-marked',
		`presentation ${at.presentation} has its ${what} mark: correct that one`
	);
}

/** Refuses a presentation that the order of the chart does not have. */
export function unknownPresentation(presentation: number): Refusal {
	return refuse(
		'session/unknown-presentation',
		`expected a presentation of the chart's order, got ${presentation}`
	);
}

/** A correction names a mark that exists and says something new. */
export function correctable(
	state: SessionState,
	{ eventId, sample, void: voided }: EventData<'mark-corrected'>
): Refusal | null {
	const chart = state.charts.find((one) => marksOf(one).some((mark) => mark.eventId === eventId));
	if (chart === undefined)
		return refuse('session/unknown-mark', `expected the event of a mark, got ${eventId}`);
	return firstRefusal(
		() =>
			sample === null && !voided
				? refuse('session/nothing-corrected', 'expected a new sample or a voided mark')
				: null,
		() => insideChart(chart, sample)
	);
}

/** Every mark of a chart, in no particular order. */
export function marksOf(chart: Chart): PlacedMark[] {
	return [
		...chart.presentations.flatMap(({ asked, ended, answer }) => [asked, ended, answer]),
		...chart.artifacts,
		...chart.remarks,
		chart.announcedStart,
		chart.announcedEnd
	].filter((mark) => mark !== null);
}
