import { getLab } from '#lib/server/lab.ts';
import { reviewFileSession } from '#lib/server/review/review-tasks.ts';
import { answerMedia } from '../../../../../media.server.ts';
import { scorerOf, scoringContext } from '../../../../../scoring.server.ts';
import type { RequestHandler } from './$types';

/** A picture or a sound of the list under review. */
export const GET: RequestHandler = async (event) => {
	const { task, sha256 } = event.params;
	const session = await reviewFileSession(scoringContext(), scorerOf(event), { task, sha256 });
	return answerMedia(getLab().dataFolder, session, sha256);
};
