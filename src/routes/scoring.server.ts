/**
 * What endpoints of manual scoring need: who asks, and the laboratory at this moment.
 *
 * @module
 */
import type { RequestEvent } from '@sveltejs/kit';
import type { CaseUser } from '#lib/server/cases/cases.ts';
import { notFound } from '#lib/server/http.ts';
import { eventTimeNow, getLab, software, type Lab } from '#lib/server/lab.ts';
import type { ScoringContext } from '#lib/server/scoring/context.ts';

/** The laboratory now. */
export function scoringContext(): ScoringContext & Lab {
	return { ...getLab(), software, at: eventTimeNow() };
}

/**
 * Whoever is signed in.
 *
 * @throws {LabError} `request/not-found` when nobody is
 */
export function scorerOf({ locals: { who } }: Pick<RequestEvent, 'locals'>): CaseUser {
	if (who === null) throw notFound();
	return { id: who.user.id, role: who.user.role };
}
