import { z } from 'zod';
import { readBody } from '#lib/server/http.ts';
import { nameScorer, scorerCandidates, scorerNames } from '#lib/server/scoring/naming.ts';
import { scoringContext } from '../../../../scoring.server.ts';
import { sessionFor } from '../../../../session.server.ts';
import type { RequestHandler } from './$types';

const order = z.strictObject({
	seat: z.enum(['second', 'third']),
	scorerId: z.string().min(1).max(64)
});

/** Who may be named to score this session blind. */
export const GET: RequestHandler = async (event) => {
	const { session, actor } = await sessionFor(event, event.params.session);
	const context = scoringContext();
	return Response.json({
		candidates: await scorerCandidates(context, session.id, actor),
		named: await scorerNames(context, session.id)
	});
};

/** Names somebody. */
export const POST: RequestHandler = async (event) => {
	const { session, actor } = await sessionFor(event, event.params.session);
	const given = await readBody(event.request, order);
	return Response.json(await nameScorer(scoringContext(), session.id, given, actor));
};
