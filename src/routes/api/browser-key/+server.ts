import { browserKeyQuestion } from '#lib/core/access/browser-key.ts';
import { LabError } from '#lib/core/errors.ts';
import { readBody } from '#lib/server/http.ts';
import { browserKey } from '#lib/server/keys/browser-key.ts';
import { getLab } from '#lib/server/lab.ts';
import type { RequestHandler } from './$types';

/** The key of what this browser keeps for whoever is signed in; a page holds it in memory only. */
export const POST: RequestHandler = async ({ request, locals: { who } }) => {
	const { browser } = await readBody(request, browserKeyQuestion);
	if (who === null) throw new LabError('access/signed-out', 'expected somebody signed in');
	const account = who.user.id;
	const key = await browserKey(getLab().database.db, { account, browser });
	return Response.json({ account, key: key.toString('base64') });
};
