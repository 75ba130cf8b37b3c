import { redirect } from '@sveltejs/kit';
import { openStep } from '#lib/core/session/steps.ts';
import { getLab } from '#lib/server/lab.ts';
import { sessionFor } from '../../../../session.server.ts';
import type { PageServerLoad } from './$types';

/** A session opens on the step that is open, and on its result when all are done. */
export const load: PageServerLoad = async (event) => {
	const { session } = await sessionFor(event, event.params.session);
	const step = openStep(await getLab().events.stateOf(session.id));
	redirect(303, `${event.url.pathname.replace(/\/$/, '')}/${step ?? 'result'}`);
};
