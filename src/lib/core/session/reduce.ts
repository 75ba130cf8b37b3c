/**
 * The reducer: events → the view every page reads.
 *
 * @module
 */
import { FIRST_HASH } from '../audit/chain.ts';
import { analysisFolds } from './folding/chart-analysis.ts';
import { caseFolds } from './folding/case.ts';
import { conclusionFolds } from './folding/conclusion.ts';
import { deskFolds } from './folding/desk.ts';
import { draftingFolds } from './folding/drafting.ts';
import type { Fold, Folds } from './folding/fold.ts';
import { lawFolds, seenByLaw } from './folding/law.ts';
import { postTestFolds } from './folding/post-test.ts';
import { preparationFolds } from './folding/preparation.ts';
import { pretestFolds } from './folding/pretest.ts';
import { reportFolds } from './folding/report.ts';
import { testFolds } from './folding/test.ts';
import type { EventType, SessionEvent } from './event.ts';
import { emptySessionLaw } from './law/law-state.ts';
import type { Apply, SessionState } from './state.ts';
import { foldTexts } from './texts/free-text.ts';

const folds: Folds<EventType> = {
	...preparationFolds,
	...caseFolds,
	...draftingFolds,
	...pretestFolds,
	...testFolds,
	...deskFolds,
	...analysisFolds,
	...conclusionFolds,
	...postTestFolds,
	...reportFolds,
	...lawFolds
};

/** What a session has before its formal test, as long as nothing is known of it. */
const NOTHING_PREPARED = {
	...{ subject: null, facts: [], hypotheses: [], factUses: [], disclosures: [] },
	...{ hypothesisStates: [], questions: [], lock: null, listVersion: 0, lockedLists: [] },
	...{ drafters: [], panels: [], reviewTasks: [], listReviews: [], reviewWaivers: [] },
	...{ withdrawn: [], identity: null, rights: null, fitness: null, priorKnowledge: null },
	...{ explained: [], reviews: [], consentForm: null, acquaintance: [], sensors: null }
};
/** What it has from the formal test on. */
const NOTHING_TESTED = {
	...{ charts: [], measured: null, exclusions: [], overrides: [], scorers: [], sheets: [] },
	...{ compared: null, settled: null, scores: null, conclusion: null },
	...{ clarifications: [], details: [], leads: [], interview: null }
};

/** A session of which nothing is known yet. */
export function emptyState(sessionId: string): SessionState {
	return {
		...NOTHING_PREPARED,
		...NOTHING_TESTED,
		sessionId,
		seq: 0,
		lastHash: FIRST_HASH,
		opened: null,
		consent: 'none',
		report: { draft: null, issued: [], signatures: [] },
		notes: [],
		remarks: [],
		completed: [],
		abandoned: null,
		sealed: null,
		texts: [],
		law: emptySessionLaw
	};
}

/** Folds one event of the log into the state. Trusts the log: `decide` is asked before an event is written. */
export const apply: Apply = (state, event) => {
	const fold = folds[event.type] as Fold<EventType>;
	const folded = fold(state, event.data, event);
	return {
		...folded,
		...{ seq: event.seq, lastHash: event.hash },
		...{ texts: foldTexts(state.texts, event), law: seenByLaw(folded.law, event) }
	};
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
