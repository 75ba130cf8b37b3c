import { getLab } from '#lib/server/lab.ts';
import { answerMedia } from '../../../../../media.server.ts';
import { sessionFor } from '../../../../../session.server.ts';
import type { RequestHandler } from './$types';

/** A picture or a sound of a session, for whoever works on its case. */
export const GET: RequestHandler = async (event) => {
	const { session } = await sessionFor(event, event.params.session);
	return answerMedia(getLab().dataFolder, session.id, event.params.sha256);
};
