/**
 * The laboratory an endpoint speaks about, and who asks.
 *
 * @module
 */
import type { RequestEvent } from '@sveltejs/kit';
import type { CaseUser } from '#lib/server/cases/cases.ts';
import { notFound } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import type { LaboratoryContext } from '#lib/server/laboratory/context.ts';

/** Where the laboratory's log, its people, tests and protocols are. */
export function laboratoryContext(): LaboratoryContext {
	const { database, laboratory, events, accounts, catalogue, cases } = getLab();
	return { database, laboratory, events, accounts, catalogue, now: cases.now };
}

/**
 * Whoever is signed in.
 *
 * @throws {LabError} `request/not-found` when nobody is
 */
export function whoAsks({ locals: { who } }: Pick<RequestEvent, 'locals'>): CaseUser {
	if (who === null) throw notFound();
	return { id: who.user.id, role: who.user.role };
}
