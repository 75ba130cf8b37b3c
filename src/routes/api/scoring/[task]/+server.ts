import { readBlindTask } from '#lib/server/scoring/blind-task.ts';
import { scorerOf, scoringContext } from '../../../scoring.server.ts';
import type { RequestHandler } from './$types';

/** What the person a task was given to works with. */
export const GET: RequestHandler = async (event) => {
	const { view } = await readBlindTask(scoringContext(), scorerOf(event), event.params.task);
	return Response.json(view);
};
