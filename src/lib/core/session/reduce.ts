/**
 * The reducer: events → the view every page reads.
 *
 * @module
 */
import { FIRST_HASH } from '../audit/chain.ts';
import { analysisFolds } from './folding/chart-analysis.ts';
import { conclusionFolds } from './folding/conclusion.ts';
import type { Fold, Folds } from './folding/fold.ts';
import { preparationFolds } from './folding/preparation.ts';
import { testFolds } from './folding/test.ts';
import type { EventType, SessionEvent } from './event.ts';
import type { Apply, SessionState } from './state.ts';

const folds: Folds<EventType> = {
	...preparationFolds,
	...testFolds,
	...analysisFolds,
	...conclusionFolds
};

/** A session of which nothing is known yet. */
export function emptyState(sessionId: string): SessionState {
	return {
		sessionId,
		seq: 0,
		lastHash: FIRST_HASH,
		opened: null,
		subject: null,
		facts: [],
		hypotheses: [],
		questions: [],
		lock: null,
		listVersion: 0,
		withdrawn: [],
		identity: null,
		rights: null,
		consent: 'none',
		fitness: null,
		priorKnowledge: null,
		sensors: null,
		charts: [],
		measured: null,
		exclusions: [],
		overrides: [],
		scorers: [],
		sheets: [],
		compared: null,
		settled: null,
		scores: null,
		conclusion: null,
		clarifications: [],
		interview: null,
		notes: [],
		remarks: [],
		completed: [],
		abandoned: null,
		sealed: null
	};
}

/** Folds one event of the log into the state. Trusts the log: `decide` is asked before an event is written. */
export const apply: Apply = (state, event) => {
	const fold = folds[event.type] as Fold<EventType>;
	return { ...fold(state, event.data, event), seq: event.seq, lastHash: event.hash };
};

/**
 * The state after all these events.
 *
 * @param events in order of `seq`, from the first
 * @param sessionId for an empty list; otherwise that of the events
 */
export function reduce(events: readonly SessionEvent[], sessionId = ''): SessionState {
	return events.reduce(apply, emptyState(events[0]?.sessionId ?? sessionId));
}
