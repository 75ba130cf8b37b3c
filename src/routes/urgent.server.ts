/**
 * What an urgent access opens to a request.
 *
 * @module
 */
import type { RequestEvent } from '@sveltejs/kit';
import { mayReadUrgently } from '#lib/core/access/route-acts.ts';
import { mayOpenUrgently, reviewDueMs } from '#lib/core/access/urgent.ts';
import {
	listUrgent,
	standingUrgent,
	type StandingUrgent
} from '#lib/server/access/urgent-access.ts';
import type { SignedIn } from '#lib/server/accounts/sign-in.ts';
import { getLab } from '#lib/server/lab.ts';

/** The urgent accesses of somebody that stand now. */
export async function urgentOf(user: SignedIn['user']): Promise<StandingUrgent[]> {
	return mayOpenUrgently(user.role) ? standingUrgent(getLab().cases, user.id) : [];
}

/** Whoever asks, with the cases they may read urgently: none where something could be written or leave. */
export async function withUrgent(
	user: SignedIn['user'],
	{ request, route }: Pick<RequestEvent, 'request' | 'route'>
): Promise<SignedIn['user']> {
	if (!mayReadUrgently(route.id, request.method)) return user;
	const urgent = await urgentOf(user);
	return urgent.length === 0 ? user : { ...user, urgent: urgent.map(({ caseId }) => caseId) };
}

/** How many urgent accesses nobody reviewed within a working day; told to supervisors only. */
export async function overdueReviews(user: SignedIn['user']): Promise<number> {
	if (user.role !== 'supervisor') return 0;
	const { cases } = getLab();
	return (await listUrgent(cases)).filter(
		({ review, from_ms: fromMs }) => review === null && reviewDueMs(fromMs) < cases.now()
	).length;
}
