import { reduceVisible, visibleEvents } from '#lib/core/session/visibility.ts';
import { getLab } from '#lib/server/lab.ts';
import { sessionFor } from '../../../../session.server.ts';
import type { RequestHandler } from './$types';

/** The state of a session as the log says it now, as far as the asker may read the log. */
export const GET: RequestHandler = async (event) => {
	const { session, role } = await sessionFor(event, event.params.session);
	const { events } = getLab();
	const state = await events.stateOf(session.id);
	const visible = visibleEvents(await events.allEvents(session.id), role, state);
	return Response.json(reduceVisible(visible, session.id));
};
