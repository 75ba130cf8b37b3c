/**
 * Whether what the events of steps 1–3 say fits what is known.
 *
 * @module
 */
import type { EventData } from '../event.ts';
import { lockClash, questionClash } from '../fact-use.ts';
import type { preparationPayloads } from '../payloads-preparation.ts';
import { questionListHash } from '../question-list.ts';
import type { ItemRole } from '../question.ts';
import type { SessionState } from '../state.ts';
import { reviewedFirst } from './drafting.ts';
import { boardLink, oneSide, refutes } from './case.ts';
import {
	firstRefusal,
	nothing,
	refuse,
	repeated,
	unknownIn,
	usedIn,
	type Checks,
	type Refusal
} from './check.ts';

const factIds = (state: SessionState): string[] => state.facts.map(({ factId }) => factId);
const questionIds = (state: SessionState): string[] =>
	state.questions.map(({ questionId }) => questionId);
const hypothesisIds = (state: SessionState): string[] =>
	state.hypotheses.map(({ hypothesisId }) => hypothesisId);

function lockedList(state: SessionState): Refusal | null {
	if (state.lock === null) return null;
	return refuse(
		'session/list-locked',
		`the question list is locked (version ${state.lock.version})`
	);
}

function questionShape(
	state: SessionState,
	question: Pick<EventData<'question-drafted'>, 'factId' | 'items'>
): Refusal | null {
	const twice = repeated(question.items.map(({ itemId }) => itemId));
	if (twice !== undefined)
		return refuse('session/item-repeated', `expected each item id once, got ${twice} twice`);
	return unknownIn('fact', question.factId === null ? [] : [question.factId], factIds(state));
}

function hypothesisFacts(
	state: SessionState,
	{
		supportedBy,
		contradictedBy
	}: Pick<EventData<'hypothesis-recorded'>, 'supportedBy' | 'contradictedBy'>
): Refusal | null {
	return unknownIn('fact', [...supportedBy, ...contradictedBy], factIds(state));
}

/** A list can be locked when every question can be asked and scored, and the hash is that of the words seen. */
function lockable(
	state: SessionState,
	{ version, sha256 }: EventData<'question-list-locked'>
): Refusal | null {
	if (state.questions.length === 0)
		return refuse('session/list-empty', 'expected at least one question, got none');
	if (version !== state.listVersion + 1)
		return refuse(
			'session/list-version',
			`expected version ${state.listVersion + 1}, got ${version}`
		);
	for (const { questionId, items } of state.questions) {
		const has = (role: ItemRole): boolean => items.some((item) => item.role === role);
		const keys = items.filter(({ role }) => role === 'key').length;
		// a searching test knows no key, and a series asks relevant questions instead
		const isKeyed = has('key') || has('foil') || !(has('item') || has('relevant'));
		if (isKeyed && keys !== 1)
			return refuse('session/key-count', `expected one key in ${questionId}, got ${keys}`);
	}
	if (sha256 !== questionListHash(state))
		return refuse('session/list-hash', `expected the hash of the list as it stands, got ${sha256}`);
	return null;
}

export const preparationChecks: Checks<keyof typeof preparationPayloads> = {
	'session-opened': nothing,
	'subject-described': nothing,
	'fact-recorded': (state, fact) =>
		firstRefusal(
			() => usedIn('fact', fact.factId, state, factIds(state)),
			() => boardLink(state, fact)
		),
	'fact-corrected': (state, fact) =>
		firstRefusal(
			() => unknownIn('fact', [fact.factId], factIds(state)),
			() => boardLink(state, fact)
		),
	'fact-withdrawn': (state, { factId }) =>
		firstRefusal(
			() => unknownIn('fact', [factId], factIds(state)),
			() => {
				const question = state.questions.find((one) => one.factId === factId);
				if (question === undefined) return null;
				return refuse('session/fact-in-use', `question ${question.questionId} rests on ${factId}`);
			},
			() => refutes(state, factId)
		),
	'hypothesis-recorded': (state, hypothesis) =>
		firstRefusal(
			() => usedIn('hypothesis', hypothesis.hypothesisId, state, hypothesisIds(state)),
			() => hypothesisFacts(state, hypothesis),
			() => oneSide(hypothesis)
		),
	'hypothesis-corrected': (state, hypothesis) =>
		firstRefusal(
			() => unknownIn('hypothesis', [hypothesis.hypothesisId], hypothesisIds(state)),
			() => hypothesisFacts(state, hypothesis),
			() => oneSide(hypothesis)
		),
	'question-drafted': (state, question) =>
		firstRefusal(
			() => lockedList(state),
			() => usedIn('question', question.questionId, state, questionIds(state)),
			() => questionShape(state, question),
			() => questionClash(state, question.factId)
		),
	'question-corrected': (state, question) =>
		firstRefusal(
			() => lockedList(state),
			() => unknownIn('question', [question.questionId], questionIds(state)),
			() => questionShape(state, question),
			() => questionClash(state, question.factId)
		),
	'question-withdrawn': (state, { questionId }) =>
		firstRefusal(
			() => lockedList(state),
			() => unknownIn('question', [questionId], questionIds(state))
		),
	'question-list-locked': (state, lock, { procedure }) =>
		firstRefusal(
			() => lockedList(state),
			() => lockable(state, lock),
			() => lockClash(state),
			() => reviewedFirst(state, procedure)
		),
	'question-list-unlocked': (state) => {
		if (state.lock === null)
			return refuse('session/list-not-locked', 'expected a locked question list');
		// charts recorded with it stay in the record as a series of their own
		return null;
	},
	'identity-checked': nothing,
	'rights-explained': nothing,
	'consent-recorded': (state, { decision, understood }) => {
		if (decision === 'given' && !understood)
			return refuse('session/consent-not-understood', 'consent counts only when it is understood');
		if (decision === 'refused' || state.rights !== null) return null;
		return refuse('session/rights-first', 'expected the rights to be explained before consent');
	},
	'consent-revoked': nothing,
	'fitness-recorded': (_state, { fit, note, answers }) => {
		const reasons = answers.filter(({ answer }) => answer !== 'no');
		if (!fit || reasons.length === 0 || note.trim() !== '') return null;
		const rules = reasons.map(({ ruleId }) => ruleId).join(', ');
		return refuse('session/fitness-note', `expected a note why fit in spite of ${rules}`);
	},
	'prior-knowledge-recorded': (state, { entries }) =>
		unknownIn(
			'question',
			entries.map(({ questionId }) => questionId),
			questionIds(state)
		),
	'sensors-checked': nothing
};
