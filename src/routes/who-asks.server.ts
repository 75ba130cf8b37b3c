/**
 * Who a request comes from, while the database answers and while it is away.
 *
 * @module
 */
import type { RequestEvent } from '@sveltejs/kit';
import type { Duty } from '#lib/core/access/duty.ts';
import { dutyOf } from '#lib/server/access/duties.ts';
import { agentFamily } from '#lib/server/accounts/agent-family.ts';
import type { Caller } from '#lib/server/accounts/calls.ts';
import type { SignedIn } from '#lib/server/accounts/sign-in.ts';
import { orAway, saysAway } from '#lib/server/database/away.ts';
import { getLab } from '#lib/server/lab.ts';
import { callerOf } from './caller.server.ts';
import { needsSecondFactor } from './second-factor.server.ts';
import { withUrgent } from './urgent.server.ts';

/** Whoever asks, and what the outer gate asks of them. */
export interface Asker {
	/** null = nobody is signed in. */
	readonly who: SignedIn | null;
	/** Of an administrator; null for everybody else. */
	readonly duty: Duty | null;
	/** They have to set up a second factor first. */
	readonly needsFactor: boolean;
}

const NOBODY: Asker = { who: null, duty: null, needsFactor: false };

/** Still answered while the database is away, to whoever was signed in before: a running test is seen and stopped. */
const AWAY_ROUTES = new Set(['/api/stream', '/api/clock', '/api/sessions/[session]/events']);

/** As what a caller is remembered: a cookie that was carried to another browser is not the same. Null = no cookie. */
export function knownAs({ cookie, agent }: Caller): string | null {
	return cookie === null ? null : `${agentFamily(agent)} ${cookie}`;
}

/**
 * Finds out who asks.
 *
 * @throws {LabError} `database/away`, but on the routes that a running test needs
 */
export async function whoAsks(event: RequestEvent): Promise<Asker> {
	const { database, stations } = getLab();
	try {
		return await orAway(database.db, () => ask(event));
	} catch (error) {
		if (!saysAway(error) || !AWAY_ROUTES.has(event.route.id ?? '')) throw error;
		// only who got past the second factor is remembered; an urgent access opens nothing now
		return { ...NOBODY, who: stations.lastKnown.whoWas(knownAs(callerOf(event))) };
	}
}

async function ask(event: RequestEvent): Promise<Asker> {
	const { accounts, cases, stations } = getLab();
	const caller = callerOf(event);
	const who = await accounts.signIn.whoIs(caller);
	const needsFactor = who !== null && (await needsSecondFactor(who.user));
	stations.lastKnown.person(knownAs(caller), needsFactor ? null : who);
	if (who === null) return NOBODY;
	const user = await withUrgent(who.user, event);
	return { who: { ...who, user }, duty: await dutyOf(cases, user), needsFactor };
}
