import { listTasks } from '#lib/server/scoring/tasks.ts';
import { scorerOf, scoringContext } from '../../scoring.server.ts';
import type { RequestHandler } from './$types';

/** The asker's own tasks, without anything of a case. */
export const GET: RequestHandler = async (event) =>
	Response.json({ tasks: await listTasks(scoringContext(), scorerOf(event)) });
