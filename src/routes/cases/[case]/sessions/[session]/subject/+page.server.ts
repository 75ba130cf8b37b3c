import { notFound } from '#lib/server/http.ts';
import { testerFor } from '../../../../../session.server.ts';
import type { PageServerLoad } from './$types';

/** The window of the person in the chair is given the session's id and nothing of its content. */
export const load: PageServerLoad = async (event) => {
	const { session, case: shell } = await testerFor(event, event.params.session);
	if (shell.id !== event.params.case) throw notFound();
	return { sessionId: session.id };
};
