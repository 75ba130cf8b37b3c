/**
 * The session an endpoint speaks about, for somebody who may open it.
 *
 * @module
 */
import type { RequestEvent } from '@sveltejs/kit';
import { LabError } from '#lib/core/errors.ts';
import type { Actor } from '#lib/core/session/event.ts';
import { findSession, type SessionShell } from '#lib/server/cases/sessions.ts';
import type { CaseRole, CaseShell } from '#lib/server/cases/cases.ts';
import { areResultsWithheld } from '#lib/core/session/visibility.ts';
import { notFound } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { refuseWriting } from './retention.server.ts';

/** A session somebody is assigned to, and as whom they act there. */
export interface OpenedSession {
	readonly session: SessionShell;
	readonly case: CaseShell;
	readonly role: CaseRole;
	readonly actor: Actor;
}

/**
 * Finds a session.
 *
 * @throws {LabError} `case/not-found` when there is none or it is not assigned to the asker; `retention/read-only` for
 * whoever writes in a case that is archived or further
 */
export async function sessionFor(event: RequestEvent, sessionId: string): Promise<OpenedSession> {
	const { who } = event.locals;
	if (who === null) throw notFound();
	const { cases, stations } = getLab();
	const found = await findSession(cases, who.user, sessionId);
	refuseWriting(event, found.case.retention);
	// what an urgent access opened is closed while nobody can say whether it still stands
	// and so is what was opened of a sealed case
	if (who.user.urgent?.includes(found.case.id) !== true && found.case.retention !== 'sealed')
		stations.lastKnown.session(who.user.id, sessionId);
	return { ...found, actor: { id: who.user.id, role: found.role } };
}

/**
 * The same for samples: an interviewer is not led by a chart before the test is sealed.
 *
 * @throws {LabError} `case/not-found`; `report/withheld`
 */
export async function samplesFor(event: RequestEvent, sessionId: string): Promise<OpenedSession> {
	const opened = await sessionFor(event, sessionId);
	const { role } = opened;
	if (role === 'interviewer' && areResultsWithheld(role, await getLab().events.stateOf(sessionId)))
		throw new LabError('report/withheld', 'expected a sealed test');
	return opened;
}

/**
 * The same for what only the tester of the case does.
 *
 * @throws {LabError} `case/not-found`; `session/role`
 */
export async function testerFor(event: RequestEvent, sessionId: string): Promise<OpenedSession> {
	const opened = await sessionFor(event, sessionId);
	if (opened.role !== 'tester')
		throw new LabError('session/role', `expected the tester of the case, got the ${opened.role}`);
	return opened;
}
