import { readBlindTask } from '#lib/server/scoring/blind-task.ts';
import { scorerOf, scoringContext } from '../../scoring.server.ts';
import type { PageServerLoad } from './$types';

/** Traces, marks and the laboratory's words about scoring; nothing else may come along. */
export const load: PageServerLoad = (event) =>
	readBlindTask(scoringContext(), scorerOf(event), event.params.task);
