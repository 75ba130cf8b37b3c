/**
 * Lists for a searching test that leads of the person's earlier sessions proposed.
 *
 * @module
 */
import type { SearchList } from '#lib/core/casework/search-lists.ts';
import type { EventStore } from '../events/event-store.ts';
import { caseNotFound, type CaseContext, type CaseUser } from './cases.ts';
import { findSession } from './sessions.ts';
import { unlessDestroyed } from '../keys/unless-destroyed.ts';

/**
 * Open leads with a proposed list, of the other sessions of the case with the same person.
 *
 * @throws {LabError} `case/not-found` for anyone but a tester or supervisor of the case: a lead may say which item of a
 * searching test drew attention
 */
export async function searchListsFor(
	context: CaseContext & { readonly events: EventStore },
	user: CaseUser,
	sessionId: string
): Promise<SearchList[]> {
	const { session, role } = await findSession(context, user, sessionId);
	if (role !== 'tester' && role !== 'supervisor') throw caseNotFound();
	const rows = await context.db
		.selectFrom('test_session')
		.select('id')
		.where('case_id', '=', session.caseId)
		.where('subject_code', '=', session.subjectCode)
		.where('id', '!=', sessionId)
		.orderBy('created_ms', 'desc')
		.execute();
	const lists: SearchList[] = [];
	for (const { id } of rows) {
		const state = await unlessDestroyed(() => context.events.stateOf(id), null);
		for (const { leadId, text, search, closed } of state?.leads ?? [])
			if (search !== null && closed === null) lists.push({ sessionId: id, leadId, text, search });
	}
	return lists;
}
