import { givenReview } from '#lib/core/session/review-view.ts';
import { readBody } from '#lib/server/http.ts';
import { giveReview, readReview } from '#lib/server/review/review-tasks.ts';
import { scorerOf, scoringContext } from '../../../scoring.server.ts';
import type { RequestHandler } from './$types';

/** The list as the person a review was asked of sees it. */
export const GET: RequestHandler = async (event) =>
	Response.json(await readReview(scoringContext(), scorerOf(event), event.params.task));

/** Hands the review in. */
export const POST: RequestHandler = async (event) => {
	const user = scorerOf(event);
	const given = await readBody(event.request, givenReview);
	const seq = await giveReview(scoringContext(), user, event.params.task, given);
	return Response.json({ seq });
};
