/**
 * The register of a case for whoever prepares a test in it; every look is in the audit trail, like every look at the
 * board.
 *
 * @module
 */
import { isRestricted } from '#lib/core/board/compartment.ts';
import { caseFactsFor, type CaseFact } from '#lib/core/casework/case-facts.ts';
import { wasReadOut } from '#lib/core/session/knowledge.ts';
import type { CaseContext, CaseUser } from '../cases/cases.ts';
import { findSession, type SessionShell } from '../cases/sessions.ts';
import { addAuditEntry } from '../database/audit.ts';
import type { EventStore } from '../events/event-store.ts';
import { readBoard } from './read-board.ts';
import { factsTold } from './told-facts.ts';
import { unlessDestroyed } from '../keys/unless-destroyed.ts';

type Context = CaseContext & { readonly events: EventStore };

/**
 * The facts of the case of a session as far as a test may use them.
 *
 * @throws {LabError} `case/not-found` when there is no such session or it is not assigned to the asker
 */
export async function seeCaseFacts(
	context: Context,
	user: CaseUser,
	sessionId: string
): Promise<CaseFact[]> {
	const { session, role } = await findSession(context, user, sessionId);
	const board = await readBoard(context.db, session.caseId);
	const facts = caseFactsFor(board, {
		...(await factsOfOthers(context, session)),
		subject: session.subjectCode,
		told: await factsTold(context.db, session.caseId, session.subjectCode),
		testsHidden: isRestricted(board, { id: user.id, role })
	});
	if (facts.length > 0) {
		const details = { caseId: session.caseId, role, facts: facts.length };
		const act = { actorId: user.id, action: 'board/seen-in-session', object: sessionId, details };
		await context.db
			.transaction()
			.execute((transaction) => addAuditEntry(transaction, act, context.now()));
	}
	return facts;
}

/** Facts of the register in the other sessions of this case with the same person. */
async function factsOfOthers(
	{ db, events }: Context,
	{ id, caseId, subjectCode }: SessionShell
): Promise<{ readonly listed: ReadonlySet<string>; readonly readOut: ReadonlySet<string> }> {
	const rows = await db
		.selectFrom('test_session')
		.select('id')
		.where('case_id', '=', caseId)
		.where('subject_code', '=', subjectCode)
		.where('id', '!=', id)
		.execute();
	const [listed, readOut] = [new Set<string>(), new Set<string>()];
	for (const row of rows) {
		const state = await unlessDestroyed(() => events.stateOf(row.id), null);
		if (state === null) continue;
		for (const { factId, boardFactId } of state.facts) {
			if (boardFactId === undefined) continue;
			if (wasReadOut(state, factId)) readOut.add(boardFactId);
			if (state.questions.some((one) => one.factId === factId)) listed.add(boardFactId);
		}
	}
	return { listed, readOut };
}
