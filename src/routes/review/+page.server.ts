import { listReviewTasks } from '#lib/server/review/review-tasks.ts';
import { scorerOf, scoringContext } from '../scoring.server.ts';
import type { PageServerLoad } from './$types';

/** The asker's own reviews, without anything of a case. */
export const load: PageServerLoad = async (event) => ({
	tasks: await listReviewTasks(scoringContext(), scorerOf(event))
});
