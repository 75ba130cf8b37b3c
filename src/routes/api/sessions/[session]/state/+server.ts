import { getLab } from '#lib/server/lab.ts';
import { sessionFor } from '../../../../session.server.ts';
import type { RequestHandler } from './$types';

/** The state of a session as the log says it now. */
export const GET: RequestHandler = async (event) => {
	const { session } = await sessionFor(event, event.params.session);
	return Response.json(await getLab().events.stateOf(session.id));
};
