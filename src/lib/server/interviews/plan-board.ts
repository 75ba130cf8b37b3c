/**
 * What of the case board the page of one interview gets; that it was looked at is in the audit trail, like every look at
 * the board.
 *
 * @module
 */
import type { BoardViewer } from '#lib/core/board/compartment.ts';
import type { InterviewState } from '#lib/core/interview/interview-state.ts';
import { planBoard, type PlanBoardView } from '#lib/core/interview/plan-facts.ts';
import type { CaseContext } from '../cases/cases.ts';
import { readBoard } from '../board/read-board.ts';
import { addAuditEntry } from '../database/audit.ts';

/**
 * The facts of a case for whoever plans an interview of it.
 *
 * @param viewer somebody who may know of this interview
 */
export async function seePlanBoard(
	{ db, now }: Pick<CaseContext, 'db' | 'now'>,
	viewer: BoardViewer,
	caseId: string,
	{ interviewId, opened }: Pick<InterviewState, 'interviewId' | 'opened'>
): Promise<PlanBoardView> {
	const board = planBoard(await readBoard(db, caseId), viewer, opened?.subjectCode ?? '');
	if (board.facts.length > 0) {
		const details = { caseId, role: viewer.role, facts: board.facts.length };
		const act = { actorId: viewer.id, action: 'board/seen-in-plan', object: interviewId, details };
		await db.transaction().execute((transaction) => addAuditEntry(transaction, act, now()));
	}
	return board;
}
