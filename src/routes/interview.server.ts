/**
 * The interview an endpoint speaks about, for somebody who may know of it.
 *
 * @module
 */
import type { RequestEvent } from '@sveltejs/kit';
import type { CaseUser } from '#lib/server/cases/cases.ts';
import { notFound } from '#lib/server/http.ts';
import { findInterview, type InterviewCase } from '#lib/server/interviews/interviews.ts';
import { getLab } from '#lib/server/lab.ts';
import { refuseWriting } from './retention.server.ts';

/** An interview somebody may know of, and who asks. */
export interface FoundInterview {
	readonly case: InterviewCase;
	readonly user: CaseUser;
}

/**
 * Whoever is signed in.
 *
 * @throws {LabError} `request/not-found` when nobody is
 */
export function askerOf({ locals: { who } }: Pick<RequestEvent, 'locals'>): CaseUser {
	if (who === null) throw notFound();
	const { id, role, urgent } = who.user;
	return { id, role, ...(urgent === undefined ? {} : { urgent }) };
}

/**
 * Finds an interview.
 *
 * @throws {LabError} `case/not-found` when there is none or it is none of the asker's business; `retention/read-only`
 * for whoever writes in a case that is archived or further
 */
export async function interviewFor(
	event: RequestEvent,
	interviewId: string
): Promise<FoundInterview> {
	const user = askerOf(event);
	const found = await findInterview(getLab().cases, user, interviewId);
	refuseWriting(event, found.retention);
	return { case: found, user };
}
