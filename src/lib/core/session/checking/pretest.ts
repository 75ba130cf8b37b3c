/**
 * Whether what the events of the pre-test script say fits what is known.
 *
 * @module
 */
import type { EventData } from '../event.ts';
import { isFormal, questionsOf } from '../formal-charts.ts';
import type { pretestPayloads } from '../payloads-pretest.ts';
import type { SessionState } from '../state.ts';
import { chartOf, nothing, refuse, unknownIn, type Checks, type Refusal } from './check.ts';

function reviewable(
	state: SessionState,
	{ questionId, itemId }: EventData<'question-reviewed'>
): Refusal | null {
	if (state.lock === null)
		return refuse('session/list-not-locked', 'expected a locked question list before its review');
	const question = state.questions.find((one) => one.questionId === questionId);
	if (question === undefined)
		return unknownIn(
			'question',
			[questionId],
			state.questions.map((one) => one.questionId)
		);
	if (itemId === null) return null;
	return unknownIn(
		'item',
		[itemId],
		question.items.map((item) => item.itemId)
	);
}

/** The outcome of an acquaintance chart is written once the chart is sealed, and names items of its own list. */
function concludable(
	state: SessionState,
	{ chart: number, chosen, channels }: EventData<'acquaintance-concluded'>
): Refusal | null {
	const chart = chartOf(state, number);
	if (chart === undefined)
		return refuse('session/unknown-chart', `expected a started chart, got chart ${number}`);
	if (isFormal(chart))
		return refuse('session/chart-formal', `expected an acquaintance chart, ${number} is formal`);
	if (chart.status !== 'sealed')
		return refuse('session/chart-not-sealed', `chart ${number} is not sealed`);
	const known = questionsOf(state, chart).flatMap(({ items }) => items.map((item) => item.itemId));
	const named = channels.flatMap(({ values }) => values.map(({ itemId }) => itemId));
	return unknownIn('item', chosen === null ? named : [chosen, ...named], known);
}

export const pretestChecks: Checks<keyof typeof pretestPayloads> = {
	'part-explained': nothing,
	'question-reviewed': reviewable,
	'consent-form-kept': ({ consent }) =>
		consent === 'given'
			? null
			: refuse('session/consent-first', `expected consent that was given, it is ${consent}`),
	'acquaintance-concluded': concludable
};
