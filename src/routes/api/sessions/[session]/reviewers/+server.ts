import { z } from 'zod';
import { readBody } from '#lib/server/http.ts';
import { requestReview, reviewCandidates, reviewerNames } from '#lib/server/review/review-tasks.ts';
import { scoringContext } from '../../../../scoring.server.ts';
import { sessionFor } from '../../../../session.server.ts';
import type { RequestHandler } from './$types';

const order = z.strictObject({ reviewerId: z.string().min(1).max(64) });

/** Who may be asked to review the question list blind, and what those are called who were. */
export const GET: RequestHandler = async (event) => {
	const { session, actor } = await sessionFor(event, event.params.session);
	const context = scoringContext();
	return Response.json({
		candidates: await reviewCandidates(context, session.id, actor),
		named: await reviewerNames(context, session.id)
	});
};

/** Asks somebody. */
export const POST: RequestHandler = async (event) => {
	const { session, actor } = await sessionFor(event, event.params.session);
	const { reviewerId } = await readBody(event.request, order);
	return Response.json(await requestReview(scoringContext(), session.id, reviewerId, actor));
};
