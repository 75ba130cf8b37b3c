import { readBody } from '#lib/server/http.ts';
import { reauthenticate, secrets } from '../../reauthentication.server.ts';
import type { RequestHandler } from './$types';

/** Takes the password, and the code where there is one, before an act that cannot carry them: it counts for five minutes. */
export const POST: RequestHandler = async (event) => {
	const given = await readBody(event.request, secrets);
	await reauthenticate(event, given);
	return Response.json({});
};
