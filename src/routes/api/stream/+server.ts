import { z } from 'zod';
import { isLabError, LabError } from '#lib/core/errors.ts';
import { visibleEvents } from '#lib/core/session/visibility.ts';
import { findSession } from '#lib/server/cases/sessions.ts';
import { getLab, readClock } from '#lib/server/lab.ts';
import { openTabStream, type Permit } from '#lib/server/stream/tab-stream.ts';
import { sessionFor } from '../../session.server.ts';
import type { RequestHandler } from './$types';

const query = z.object({
	session: z.string().min(1).max(64),
	events: z.coerce.number().int().min(0).default(0),
	boot: z.string().max(64).nullable().default(null),
	blocks: z.coerce.number().int().min(-1).nullable().default(null)
});

/** The byte stream of one tab, see core/recording/stream-messages.ts. */
export const GET: RequestHandler = async (event) => {
	const asked = query.safeParse(Object.fromEntries(event.url.searchParams));
	if (!asked.success) throw new LabError('request/body', z.prettifyError(asked.error));
	const { session: sessionId, events, boot, blocks } = asked.data;
	const { role } = await sessionFor(event, sessionId);
	const lab = getLab();
	const cookie = event.request.headers.get('cookie');
	const stream = openTabStream({
		...{ hub: lab.hub, sessionId, events, boot, serverBootId: lab.bootId },
		blocks: blocks === -1 ? null : blocks,
		eventsAfter: async (seq) => {
			// first the state: events of a later one are withheld rather than told too soon
			const state = await lab.events.stateOf(sessionId);
			return visibleEvents(await lab.events.eventsSince(sessionId, seq), role, state);
		},
		permit: () => permitOf(cookie, sessionId),
		clock: readClock,
		signal: event.request.signal
	});
	return new Response(stream, {
		headers: {
			'content-type': 'application/octet-stream',
			'cache-control': 'no-store, no-transform',
			'x-accel-buffering': 'no'
		}
	});
};

/** Asked again and again while the stream runs: sign-out and the end of an assignment end it. */
async function permitOf(cookie: string | null, sessionId: string): Promise<Permit> {
	const { accounts, cases } = getLab();
	const who = await accounts.signIn.whoIs(cookie);
	if (who === null) return 'signed-out';
	try {
		await findSession(cases, who.user, sessionId);
	} catch (error) {
		if (isLabError(error)) return 'unassigned';
		throw error;
	}
	return accounts.idle.isLocked(who.session, Date.now()) ? 'locked' : 'ok';
}
