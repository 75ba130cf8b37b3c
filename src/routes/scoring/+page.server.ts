import { listTasks } from '#lib/server/scoring/tasks.ts';
import { scorerOf, scoringContext } from '../scoring.server.ts';
import type { PageServerLoad } from './$types';

/** The asker's own tasks, without anything of a case. */
export const load: PageServerLoad = async (event) => ({
	tasks: await listTasks(scoringContext(), scorerOf(event))
});
