import { getLab, readClock } from '#lib/server/lab.ts';
import { collectExtras, forgetExtras } from '#lib/server/package/extras.ts';
import { recordingHere } from '#lib/server/recording-files.ts';
import { sealSession } from '#lib/server/sealing.ts';
import { sessionFor } from '../../../../session.server.ts';
import type { RequestHandler } from './$types';

/** Seals the session: its folder is written and checked, its log ends. */
export const POST: RequestHandler = async (event) => {
	const { session, actor } = await sessionFor(event, event.params.session);
	const lab = getLab();
	const { database, events, dataFolder } = lab;
	for (const chart of (await events.stateOf(session.id)).charts)
		await recordingHere(dataFolder, chart);
	const context = {
		...{ database, events, dataFolder, monotonicS: () => readClock().monotonicS },
		extras: {
			collect: (state: Parameters<typeof collectExtras>[1], part: string) =>
				collectExtras(lab, state, part),
			done: (sessionId: string) => forgetExtras(lab, sessionId)
		}
	};
	const { lastHash, files } = await sealSession(context, session.id, actor);
	lab.stations.sealed();
	return Response.json({ lastHash, files });
};
