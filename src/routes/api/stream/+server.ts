import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { LabError } from '#lib/core/errors.ts';
import { visibleEvents } from '#lib/core/session/visibility.ts';
import type { CaseRole } from '#lib/server/cases/cases.ts';
import { orAway, saysAway } from '#lib/server/database/away.ts';
import { getLab, readClock } from '#lib/server/lab.ts';
import { openTabStream } from '#lib/server/stream/tab-stream.ts';
import { sessionFor } from '../../session.server.ts';
import { permitFor } from '../../stream-permit.server.ts';
import type { RequestHandler } from './$types';

const query = z.object({
	session: z.string().min(1).max(64),
	events: z.coerce.number().int().min(0).default(0),
	boot: z.string().max(64).nullable().default(null),
	blocks: z.coerce.number().int().min(-1).nullable().default(null)
});

/** Pause before events are asked for again while the database is away [ms]. */
const AGAIN_MS = 2_000;

/** The byte stream of one tab, see core/recording/stream-messages.ts. */
export const GET: RequestHandler = async (event) => {
	const asked = query.safeParse(Object.fromEntries(event.url.searchParams));
	if (!asked.success) throw new LabError('request/body', z.prettifyError(asked.error));
	const { session: sessionId, events, boot, blocks } = asked.data;
	const lab = getLab();
	let role = await roleOf(event, sessionId);
	const stream = openTabStream({
		...{ hub: lab.hub, sessionId, events, boot, serverBootId: lab.bootId },
		blocks: blocks === -1 ? null : blocks,
		eventsAfter: async (seq) => {
			try {
				role ??= await roleOf(event, sessionId);
				if (role === null)
					throw new LabError('database/away', 'expected the database for the role');
				// first the state: events of a later one are withheld rather than told too soon
				const state = await lab.events.stateOf(sessionId);
				return visibleEvents(await lab.events.allEvents(sessionId, seq), role, state);
			} catch (error) {
				if (!saysAway(error)) throw error;
				// the traces go on; the stream asks again
				setTimeout(() => lab.hub.tell({ what: 'event', sessionId }), AGAIN_MS).unref();
				return [];
			}
		},
		// a chart as it runs would lead an interview
		samples: event.locals.who?.user.role !== 'interviewer',
		permit: permitFor(event, sessionId),
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

/**
 * As whom somebody may look; null = the database is away, and they were let in before: they see what is recorded here,
 * and no events until it is back.
 */
async function roleOf(event: RequestEvent, sessionId: string): Promise<CaseRole | null> {
	const { database, stations } = getLab();
	try {
		return (await orAway(database.db, () => sessionFor(event, sessionId))).role;
	} catch (error) {
		const userId = event.locals.who?.user.id ?? '';
		if (saysAway(error) && stations.lastKnown.wasIn(userId, sessionId)) return null;
		throw error;
	}
}
