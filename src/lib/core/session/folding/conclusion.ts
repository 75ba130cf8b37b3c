/**
 * How the events of step 6 and those of every step change the state.
 *
 * @module
 */
import { stepIds, type conclusionPayloads, type StepId } from '../payloads-conclusion.ts';
import type { SessionState } from '../state.ts';
import { withoutAnalysis, withoutSheets } from './analysis.ts';
import type { Folds } from './fold.ts';

/** Opens a completed step again; what rests on it is closed. */
function reopened(state: SessionState, step: StepId): SessionState {
	const index = stepIds.indexOf(step);
	const open = { ...state, completed: state.completed.filter((id) => stepIds.indexOf(id) < index) };
	if (step === 'chart-analysis') return { ...open, conclusion: null, interview: null };
	if (step === 'post-test-interview') return { ...open, interview: null };
	const again = { ...withoutSheets(withoutAnalysis(open)), interview: null };
	// how the person and the sensors are is asked again on each occasion
	return step === 'formal-test' ? again : { ...again, fitness: null, sensors: null };
}

export const conclusionFolds: Folds<keyof typeof conclusionPayloads> = {
	'clarification-recorded': (state, clarification) => ({
		...state,
		clarifications: [...state.clarifications, clarification]
	}),
	'interview-closed': (state, interview) => ({ ...state, interview }),
	'step-completed': (state, { step }) => ({ ...state, completed: [...state.completed, step] }),
	'step-reopened': (state, { step }) => reopened(state, step),
	'note-added': (state, { text }, event) => ({
		...state,
		notes: [...state.notes, { eventId: event.id, text }]
	}),
	'session-abandoned': (state, { reason }) => ({ ...state, abandoned: reason }),
	'session-sealed': (state, sealed) => ({ ...state, sealed })
};
