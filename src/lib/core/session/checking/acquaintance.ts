/**
 * What a chart that is not part of the test needs, and what a chart of the test needs beside its order.
 *
 * @module
 */
import type { EventData } from '../event.ts';
import { formalCharts } from '../formal-charts.ts';
import type { SessionState } from '../state.ts';
import { openStep } from '../steps.ts';
import { refuse, type Refusal } from './check.ts';

/**
 * An acquaintance chart has its own list, comes after consent and before the first formal chart; a formal one has
 * the session's list and waits for its step.
 */
export function purposeRefusal(
	state: SessionState,
	{ purpose, list }: Pick<EventData<'chart-started'>, 'purpose' | 'list'>
): Refusal | null {
	if ((purpose === undefined) !== (list === undefined))
		return refuse('session/chart-list', 'expected a list of its own only in an acquaintance chart');
	if (purpose === undefined) {
		if (openStep(state) === 'formal-test') return null;
		return refuse('session/step-closed', 'expected the formal test to be open for a formal chart');
	}
	if (state.consent !== 'given')
		return refuse(
			'session/consent-first',
			`expected consent that was given, it is ${state.consent}`
		);
	if (formalCharts(state).length === 0) return null;
	return refuse(
		'session/acquaintance-late',
		'expected no formal chart before an acquaintance chart'
	);
}
