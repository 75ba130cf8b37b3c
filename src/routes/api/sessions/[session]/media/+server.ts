import { LabError } from '#lib/core/errors.ts';
import { endedBy } from '#lib/core/session/steps.ts';
import { readBytes } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { keepMedia, LARGEST_MEDIA } from '#lib/server/media/media-files.ts';
import { sessionFor } from '../../../../session.server.ts';
import type { RequestHandler } from './$types';

/** Who prepares a test: everybody else only looks at what was kept. */
const KEEPERS: ReadonlySet<string> = new Set(['tester', 'interviewer']);

/** Keeps the body as a file of the session (`?name=` is what it is called) and answers how events name it. */
export const POST: RequestHandler = async (event) => {
	const { session, role } = await sessionFor(event, event.params.session);
	if (!KEEPERS.has(role)) throw new LabError('session/role', `expected a tester, got the ${role}`);
	const { dataFolder, events } = getLab();
	if (endedBy(await events.stateOf(session.id)) !== null)
		throw new LabError('session/sealed', 'expected a session that goes on');
	const bytes = await readBytes(event.request, LARGEST_MEDIA);
	const name = event.url.searchParams.get('name') ?? '';
	return Response.json(await keepMedia(dataFolder, session.id, { bytes, name }));
};
