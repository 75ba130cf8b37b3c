/**
 * The session an endpoint speaks about, for somebody who may open it.
 *
 * @module
 */
import type { RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/core/session/event.ts';
import { findSession, type SessionShell } from '#lib/server/cases/sessions.ts';
import type { CaseRole, CaseShell } from '#lib/server/cases/cases.ts';
import { notFound } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';

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
 * @throws {LabError} `case/not-found` when there is none or it is not assigned to the asker
 */
export async function sessionFor(event: RequestEvent, sessionId: string): Promise<OpenedSession> {
	const { who } = event.locals;
	if (who === null) throw notFound();
	const found = await findSession(getLab().cases, who.user, sessionId);
	return { ...found, actor: { id: who.user.id, role: found.role } };
}
