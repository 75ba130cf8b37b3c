import { profilesFor } from '#lib/server/charts/open-device.ts';
import { getLab } from '#lib/server/lab.ts';
import { sessionFor } from '../../../session.server.ts';
import type { RequestHandler } from './$types';

/** `?session=ID`: the device profiles that session may use. */
export const GET: RequestHandler = async (event) => {
	const { session } = await sessionFor(event, event.url.searchParams.get('session') ?? '');
	return Response.json(profilesFor(getLab().catalogue, session.demonstration));
};
