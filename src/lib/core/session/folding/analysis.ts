/**
 * A result stands on its marks, measurements and scores: when one changes, what rests on it must be made again.
 *
 * @module
 */
import type { SessionState } from '../state.ts';

/** The state without measurements and all that rests on them. Exclusions judge the trace and stay. */
export function withoutAnalysis(state: SessionState): SessionState {
	return { ...state, measured: null, scores: null, conclusion: null };
}

/** The state without scores and conclusion. */
export function withoutScores(state: SessionState): SessionState {
	return { ...state, scores: null, conclusion: null };
}

/** The state without score sheets and what was made of them: other charts will have to be scored. */
export function withoutSheets(state: SessionState): SessionState {
	return { ...state, scorers: [], sheets: [], compared: null, settled: null };
}
