/**
 * Whether what panels and reviewers of a question list say fits what is known.
 *
 * @module
 */
import type { EventData } from '../event.ts';
import { chosenAmong, isListReviewed, mayWaive, waiverOf, wordingHash } from '../list-review.ts';
import type { draftingPayloads } from '../payloads-drafting.ts';
import type { Procedure } from '../procedure.ts';
import { questionListHash } from '../question-list.ts';
import type { SessionState } from '../state.ts';
import { firstRefusal, refuse, repeated, unknownIn, type Checks, type Refusal } from './check.ts';

/** Each item that could be chosen has its count, and the words are those of the question now. */
function panelFits(state: SessionState, panel: EventData<'panel-recorded'>): Refusal | null {
	if (state.panels.some(({ panelId }) => panelId === panel.panelId))
		return refuse('session/panel-exists', `expected a new panel, got ${panel.panelId} again`);
	const question = state.questions.find(({ questionId }) => questionId === panel.questionId);
	if (question === undefined) return unknownIn('question', [panel.questionId], []);
	if (wordingHash(question) !== panel.wordingSha256)
		return refuse('session/panel-words', 'expected the words of the question as it stands');
	const expected = chosenAmong(question).map(({ itemId }) => itemId);
	const given = panel.choices.map(({ itemId }) => itemId);
	const fits = expected.length === given.length && expected.every((id) => given.includes(id));
	if (!fits)
		return refuse('session/panel-items', `expected a count of each of ${expected.length} items`);
	if (panel.choices.some(({ count }) => count > 0)) return null;
	return refuse('session/panel-empty', 'expected at least one choice, got none');
}

/** Whoever wrote or changed a question of the list has seen its keys. */
function blindReviewer(
	state: SessionState,
	{ task, reviewerId }: EventData<'review-requested'>
): Refusal | null {
	if (state.questions.length === 0)
		return refuse('session/list-empty', 'expected at least one question, got none');
	if (state.lock !== null)
		return refuse('session/list-locked', `the list is locked (version ${state.lock.version})`);
	if (state.drafters.includes(reviewerId))
		return refuse('session/reviewer-drafted', 'expected somebody who drafted no question');
	if (!state.reviewTasks.some((one) => one.reviewerId === reviewerId || one.task === task))
		return null;
	return refuse('session/reviewer-asked', 'this person has been asked and has not answered');
}

function reviewFits(
	state: SessionState,
	review: EventData<'list-reviewed'>,
	actorId: string
): Refusal | null {
	const task = state.reviewTasks.find((one) => one.task === review.task);
	if (task?.reviewerId !== actorId)
		return refuse('session/not-reviewer', 'expected the person the review was asked of');
	if (review.sha256 !== questionListHash(state))
		return refuse('session/review-stale', 'the list was changed while it was reviewed');
	const asked = state.questions.map(({ questionId }) => questionId);
	const given = review.answers.map(({ questionId }) => questionId);
	if (repeated(given) !== undefined || asked.length !== given.length)
		return refuse('session/review-answers', `expected an answer to each of ${asked.length}`);
	return firstRefusal(
		() => unknownIn('question', given, asked),
		() =>
			unknownIn(
				'item',
				review.answers.flatMap(({ questionId, guess, odd }) =>
					[...odd, ...(guess === null ? [] : [guess])].map((item) => `${questionId}/${item}`)
				),
				state.questions.flatMap(({ questionId, items }) =>
					items.map(({ itemId }) => `${questionId}/${itemId}`)
				)
			)
	);
}

/** Where the procedure asks for a review, no list is locked without one that accepts it. */
export function reviewedFirst(state: SessionState, procedure: Procedure): Refusal | null {
	if (waiverOf(procedure) === null || isListReviewed(state)) return null;
	return refuse(
		'session/review-missing',
		'expected a blind review that accepts the list, or a reason to go without one'
	);
}

export const draftingChecks: Checks<keyof typeof draftingPayloads> = {
	'panel-recorded': panelFits,
	'panel-withdrawn': (state, { panelId }) =>
		unknownIn(
			'panel',
			[panelId],
			state.panels.map((one) => one.panelId)
		),
	'review-requested': blindReviewer,
	'review-withdrawn': (state, { task }) =>
		unknownIn(
			'review',
			[task],
			state.reviewTasks.map((one) => one.task)
		),
	'list-reviewed': (state, review, { actor }) => reviewFits(state, review, actor.id),
	'review-waived': (state, { sha256 }, { actor, procedure }) => {
		if (!mayWaive(procedure, actor.role))
			return refuse('session/waiver-role', `a list without review is not for the ${actor.role}`);
		if (sha256 === questionListHash(state)) return null;
		return refuse('session/list-hash', `expected the hash of the list as it stands, got ${sha256}`);
	}
};
