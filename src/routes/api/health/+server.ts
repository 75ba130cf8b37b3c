import { getLab } from '#lib/server/lab.ts';
import type { RequestHandler } from './$types';

/** Whether the web process and its recorder live. Says nothing about anybody. */
export const GET: RequestHandler = () => {
	const { bootId, hub } = getLab();
	return Response.json({ ok: true, bootId, recorder: hub.health === null ? 'away' : 'here' });
};
