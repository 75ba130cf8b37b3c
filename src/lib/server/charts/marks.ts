/**
 * Events that mark the recording: which they are, and what is written beside the signals for each.
 *
 * Annotations of details say where in the list an item stands and when it was read, never its words or its role: the
 * recording may be shown to someone who scores it blind. Those of a series carry the label of the field (R5, C4), which
 * its scorer has to know.
 *
 * @module
 */
import type { ProposedEvent } from '../../core/session/event.ts';
import { questionsOf } from '../../core/session/formal-charts.ts';
import type { SessionState } from '../../core/session/state.ts';
import { presentationLabels } from '../../core/technique/order.ts';
import { isSeriesOfItems } from '../../core/technique/scored-items.ts';

const markTypes = [
	'chart-announced',
	'question-asked',
	'question-ended',
	'answer-marked',
	'artifact-marked',
	'remark-made',
	'chart-paused',
	'chart-resumed'
] as const;

/** An event with a place on the recording. */
export type MarkEvent = Extract<ProposedEvent, { type: (typeof markTypes)[number] }>;

/** Whether an event has a place on a recording. */
export function isMark(event: ProposedEvent): event is MarkEvent & {
	readonly data: { readonly chart: number };
} {
	const types: readonly string[] = markTypes;
	return types.includes(event.type) && 'chart' in event.data && event.data.chart !== null;
}

/**
 * What is written into the recording: ASCII, but for a label somebody wrote in other letters.
 *
 * @returns e.g. `Q3/4 asked`: third question of the list, fourth item in the order of this chart; `R5 asked`, or
 * `2R1 asked` the second time in a chart: a question of a series by its label
 */
export function annotationOf(event: MarkEvent, state: SessionState): string {
	switch (event.type) {
		case 'chart-announced':
			return event.data.what;
		case 'question-asked':
			return `${placeOf(event.data, state)} asked`;
		case 'question-ended':
			return `${placeOf(event.data, state)} ended`;
		case 'answer-marked':
			return `${placeOf(event.data, state)} answer ${event.data.answer}`;
		case 'artifact-marked':
			return `artifact ${event.data.code}`;
		case 'remark-made':
			return 'remark';
		case 'chart-paused':
			return 'paused';
		case 'chart-resumed':
			return 'resumed';
	}
}

function placeOf(
	{ chart, presentation }: { readonly chart: number; readonly presentation: number },
	state: SessionState
): string {
	const found = state.charts.find((one) => one.chart === chart);
	const order = found?.presentations ?? [];
	const place = order.find((one) => one.presentation === presentation);
	if (!place) return `P${presentation}`;
	const listed = found ? questionsOf(state, found) : [];
	const question = listed.findIndex(({ questionId }) => questionId === place.questionId);
	const { items = [] } = listed[question] ?? {};
	// what is read out again later does not rename what was marked before
	const until = order.filter((one) => one.repeats === null || one.presentation <= presentation);
	const label = presentationLabels(items, until)[until.indexOf(place)] ?? null;
	if (label !== null && isSeriesOfItems(items)) return label;
	const before = order.filter(
		(one) => one.questionId === place.questionId && one.presentation <= presentation
	);
	return `Q${question + 1}/${before.length}`;
}
