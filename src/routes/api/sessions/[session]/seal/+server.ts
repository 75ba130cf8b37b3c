import { getLab, readClock } from '#lib/server/lab.ts';
import { sealSession } from '#lib/server/sealing.ts';
import { sessionFor } from '../../../../session.server.ts';
import type { RequestHandler } from './$types';

/** Seals the session: its folder is written and checked, its log ends. */
export const POST: RequestHandler = async (event) => {
	const { session, actor } = await sessionFor(event, event.params.session);
	const { database, events, dataFolder } = getLab();
	const context = { database, events, dataFolder, monotonicS: () => readClock().monotonicS };
	const { lastHash, files } = await sealSession(context, session.id, actor);
	return Response.json({ lastHash, files });
};
