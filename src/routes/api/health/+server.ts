import { getLab } from '#lib/server/lab.ts';
import type { RequestHandler } from './$types';

/** Whether the web process and its recorder live, and sealed folders are what was sealed. Says nothing about anybody. */
export const GET: RequestHandler = () => {
	const { bootId, hub, stations } = getLab();
	return Response.json({
		...{ ok: true, bootId, recorder: hub.health === null ? 'away' : 'here' },
		sealed: stations.scrub.state.damaged === 0 ? 'whole' : 'damaged'
	});
};
