import { readReview } from '#lib/server/review/review-tasks.ts';
import { scorerOf, scoringContext } from '../../scoring.server.ts';
import type { PageServerLoad } from './$types';

/** The list without its keys; nothing else may come along. */
export const load: PageServerLoad = async (event) => ({
	view: await readReview(scoringContext(), scorerOf(event), event.params.task)
});
