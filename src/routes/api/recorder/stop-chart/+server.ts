import { z } from 'zod';
import { notFound, readBody } from '#lib/server/http.ts';
import { stopChart } from '#lib/server/charts/run-chart.ts';
import { eventTimeNow, getLab } from '#lib/server/lab.ts';
import { sessionFor } from '../../../session.server.ts';
import type { RequestHandler } from './$types';

const order = z.strictObject({
	/** Absent = whatever is being recorded here: the stop of a locked screen. */
	session: z.string().max(64).optional(),
	reason: z.enum(['complete', 'examiner', 'consent-revoked', 'device-lost']),
	note: z.string().max(400).default('')
});

/** Stops the running chart. The event comes first; the recorder follows it. */
export const POST: RequestHandler = async (event) => {
	const { reason, note, ...asked } = await readBody(event.request, order);
	const { events, hub } = getLab();
	const sessionId = asked.session ?? hub.health?.recording?.sessionId;
	if (sessionId === undefined) throw notFound();
	const { session, actor } = await sessionFor(event, sessionId);
	const stop = { reason, note, at: eventTimeNow() };
	const stopped = await stopChart(events, session.id, actor, stop);
	return Response.json({ seq: stopped.seq });
};
