/**
 * Telling one subject what another said: asked for by one person, decided by a supervisor who is another (MS-01).
 *
 * @module
 */
import { refused, type BoardDecision } from './board-decision.ts';
import type { ProposedBoardEvent } from './board-event.ts';
import { isRestricted, mayKnowSubject, type BoardViewer } from './compartment.ts';
import type { BoardState } from './fact.ts';

type ApprovalEvent = Extract<
	ProposedBoardEvent,
	{
		readonly type:
			'cross-disclosure-requested' | 'cross-disclosure-approved' | 'cross-disclosure-refused';
	}
>;

/** Whether a request is whole, or a decision is somebody else's and the first. */
export function decideApproval(
	state: BoardState,
	event: ApprovalEvent,
	actor: BoardViewer
): BoardDecision {
	if (event.type !== 'cross-disclosure-requested') {
		const request = state.approvals.find(({ id }) => id === event.data.requestId);
		if (request === undefined) return refused('board/approval', 'expected a request, got none');
		if (request.decision !== null)
			return refused('board/approval', 'expected an open request, got a decided one');
		return request.requestedBy === actor.id
			? refused('board/approval-own', 'expected another person than who asked')
			: { ok: true };
	}
	const { requestId, sourceSubject, toSubject, factIds } = event.data;
	if (state.approvals.some(({ id }) => id === requestId))
		return refused('board/approval', 'expected a new request, got one that is there');
	if (sourceSubject === toSubject)
		return refused('board/approval', 'expected two subjects, got one');
	// nobody can say what they may not know is true
	if (isRestricted(state, actor) && !mayKnowSubject(state, actor, sourceSubject))
		return refused('board/compartment', 'expected somebody who may know both subjects');
	const unknown = factIds.find((one) => !state.facts.some(({ id }) => id === one));
	return unknown === undefined
		? { ok: true }
		: refused('board/approval', `expected a fact, got ${unknown}`);
}
