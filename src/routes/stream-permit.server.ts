/**
 * Whether whoever opened a stream may go on reading: asked again and again while it runs.
 *
 * @module
 */
import type { RequestEvent } from '@sveltejs/kit';
import { isLabError } from '#lib/core/errors.ts';
import type { SignedIn } from '#lib/server/accounts/sign-in.ts';
import { findSession } from '#lib/server/cases/sessions.ts';
import { orAway, saysAway } from '#lib/server/database/away.ts';
import { getLab } from '#lib/server/lab.ts';
import type { Permit } from '#lib/server/stream/tab-stream.ts';
import { callerOf } from './caller.server.ts';
import { withUrgent } from './urgent.server.ts';
import { knownAs } from './who-asks.server.ts';

/** The question, for one request and one session: sign-out, a disabled account and the end of an assignment end it. */
export function permitFor(event: RequestEvent, sessionId: string): () => Promise<Permit> {
	// taken now: the request is over when it is asked
	const caller = callerOf(event);
	return async () => {
		const { accounts, database, stations } = getLab();
		let who: SignedIn | null;
		try {
			who = await orAway(database.db, async () => {
				const asks = await accounts.signIn.whoIs(caller);
				if (asks !== null) await mayLook(event, asks, sessionId);
				return asks;
			});
		} catch (error) {
			if (!saysAway(error)) {
				if (isLabError(error)) return 'unassigned';
				throw error;
			}
			// the database is away: whoever works there goes on looking, and the idle lock goes on too
			who = stations.lastKnown.whoWas(knownAs(caller));
			if (who !== null && !stations.lastKnown.wasIn(who.user.id, sessionId)) return 'unassigned';
		}
		if (who === null) return 'signed-out';
		return accounts.idle.isLocked(who.session, Date.now()) ? 'locked' : 'ok';
	};
}

/** @throws {LabError} `case/not-found` */
async function mayLook(event: RequestEvent, { user }: SignedIn, sessionId: string): Promise<void> {
	await findSession(getLab().cases, await withUrgent(user, event), sessionId);
}
