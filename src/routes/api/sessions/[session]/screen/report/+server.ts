import { screenReport } from '#lib/core/desk/screen.ts';
import { readBody } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { testerFor } from '../../../../../session.server.ts';
import type { RequestHandler } from './$types';

/** A subject's screen says what it shows, and whether it can be seen. */
export const POST: RequestHandler = async (event) => {
	const { session } = await testerFor(event, event.params.session);
	getLab().screens.report(session.id, await readBody(event.request, screenReport));
	return Response.json({});
};
