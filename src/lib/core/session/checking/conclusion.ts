/**
 * Whether what the events of step 6 and those of every step say fits what is known.
 *
 * @module
 */
import type { conclusionPayloads, StepId } from '../payloads-conclusion.ts';
import type { Procedure } from '../procedure.ts';
import type { SessionState } from '../state.ts';
import { endedBy, isMet, openStep } from '../steps.ts';
import { clarificationTwice } from './post-test.ts';
import { nothing, refuse, unknownIn, type Checks, type Refusal } from './check.ts';

/** A step is completed when it is the open one and everything it needs is there. */
function completable(state: SessionState, step: StepId, procedure: Procedure): Refusal | null {
	const open = openStep(state);
	if (step !== open)
		return refuse(
			'session/step-order',
			`expected the open step ${open ?? '(none)'}, got ${step}: no step can be skipped`
		);
	const gates = procedure.steps.find(({ id }) => id === step)?.gates ?? [];
	const missing = gates.filter((gate) => !isMet(state, gate)).map(({ id }) => id);
	if (missing.length === 0) return null;
	return refuse('session/gate', `${step} still needs ${missing.join(', ')}`, missing);
}

function reopenable(state: SessionState, step: StepId): Refusal | null {
	if (!state.completed.includes(step))
		return refuse('session/step-not-completed', `expected a completed step, got ${step}`);
	if (state.charts.some(({ status }) => status === 'running' || status === 'paused'))
		return refuse('session/chart-running', 'a chart has not been stopped');
	return null;
}

/** A session is sealed once: all steps done or ended before, and no recording still open. */
function sealable(state: SessionState): Refusal | null {
	const open = state.charts.find(({ status }) => status !== 'sealed');
	if (open !== undefined)
		return refuse('session/chart-not-sealed', `chart ${open.chart} is not sealed`);
	if (endedBy(state) !== null || openStep(state) === null) return null;
	return refuse('session/steps-open', `expected all steps completed, ${openStep(state)} is open`);
}

export const conclusionChecks: Checks<keyof typeof conclusionPayloads> = {
	'clarification-recorded': (state, clarification) =>
		unknownIn(
			'fact',
			clarification.factIds,
			state.facts.map(({ factId }) => factId)
		) ?? clarificationTwice(state, clarification),
	'interview-closed': nothing,
	'step-completed': (state, { step }, { procedure }) => completable(state, step, procedure),
	'step-reopened': (state, { step }) => reopenable(state, step),
	'note-added': nothing,
	'session-abandoned': nothing,
	'session-sealed': sealable
};
