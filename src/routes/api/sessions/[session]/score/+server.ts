import { scoreAgain } from '#lib/server/charts/analysis.ts';
import { eventTimeNow, getLab, software } from '#lib/server/lab.ts';
import { sessionFor } from '../../../../session.server.ts';
import type { RequestHandler } from './$types';

/** Scores again after measurements were taken out, measured anew or restored. */
export const POST: RequestHandler = async (event) => {
	const { session, actor } = await sessionFor(event, event.params.session);
	const context = { ...getLab(), software, at: eventTimeNow() };
	return Response.json({ seq: await scoreAgain(context, session.id, actor) });
};
