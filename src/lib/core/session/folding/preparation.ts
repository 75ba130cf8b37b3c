/**
 * How the events of steps 1–3 change the state.
 *
 * @module
 */
import type { SessionEvent } from '../event.ts';
import type { preparationPayloads } from '../payloads-preparation.ts';
import { listedQuestions } from '../question-list.ts';
import type { SessionState } from '../state.ts';
import { corrected, recorded, type Folds } from './fold.ts';

/** A correction without its reason, which stays in the event. */
function withoutReason<T extends { readonly reason: string }>(data: T): Omit<T, 'reason'> {
	const { reason: _, ...rest } = data;
	return rest;
}

/** Everybody who has seen keys because they wrote them. */
function withDrafter({ drafters }: SessionState, { actor }: SessionEvent): readonly string[] {
	return drafters.includes(actor.id) ? drafters : [...drafters, actor.id];
}

export const preparationFolds: Folds<keyof typeof preparationPayloads> = {
	'session-opened': (state, opened) => ({ ...state, opened }),
	'subject-described': (state, subject) => ({ ...state, subject }),
	'fact-recorded': (state, fact, event) => ({
		...state,
		facts: recorded(state.facts, fact, event)
	}),
	'fact-corrected': (state, fact, event) => ({
		...state,
		facts: corrected(
			state.facts,
			({ factId }) => factId === fact.factId,
			withoutReason(fact),
			event
		)
	}),
	'fact-withdrawn': (state, { factId }) => ({
		...state,
		facts: state.facts.filter((fact) => fact.factId !== factId),
		withdrawn: [...state.withdrawn, factId]
	}),
	'hypothesis-recorded': (state, hypothesis, event) => ({
		...state,
		hypotheses: recorded(state.hypotheses, hypothesis, event)
	}),
	'hypothesis-corrected': (state, hypothesis, event) => ({
		...state,
		hypotheses: corrected(
			state.hypotheses,
			({ hypothesisId }) => hypothesisId === hypothesis.hypothesisId,
			withoutReason(hypothesis),
			event
		)
	}),
	'question-drafted': (state, question, event) => ({
		...state,
		drafters: withDrafter(state, event),
		questions: recorded(state.questions, question, event)
	}),
	'question-corrected': (state, question, event) => ({
		...state,
		drafters: withDrafter(state, event),
		questions: corrected(
			state.questions,
			({ questionId }) => questionId === question.questionId,
			withoutReason(question),
			event
		)
	}),
	'question-withdrawn': (state, { questionId }) => ({
		...state,
		questions: state.questions.filter((question) => question.questionId !== questionId),
		withdrawn: [...state.withdrawn, questionId]
	}),
	'question-list-locked': (state, lock) => {
		const { version, sha256 } = lock;
		const list = { version, sha256, questions: listedQuestions(state) };
		return { ...state, lock, listVersion: version, lockedLists: [...state.lockedLists, list] };
	},
	// what the person knew was asked about the old wording: it is asked again
	'question-list-unlocked': (state) => ({
		...state,
		lock: null,
		priorKnowledge: null,
		reviews: []
	}),
	'identity-checked': (state, identity) => ({ ...state, identity }),
	'rights-explained': (state, rights) => ({ ...state, rights }),
	'consent-recorded': (state, { decision }) => ({ ...state, consent: decision }),
	'consent-revoked': (state) => ({ ...state, consent: 'revoked' }),
	'fitness-recorded': (state, fitness) => ({ ...state, fitness }),
	'prior-knowledge-recorded': (state, priorKnowledge) => ({ ...state, priorKnowledge }),
	'sensors-checked': (state, sensors) => ({ ...state, sensors })
};
