import { getLab } from '#lib/server/lab.ts';
import { sessionFor } from '../../../../../session.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { session } = await sessionFor(event, event.params.session);
	const { accounts, events } = getLab();
	const acted = new Set((await events.allEvents(session.id)).map(({ actor }) => actor.id));
	const known = (await accounts.directory.list()).filter(({ id }) => acted.has(id));
	return { people: Object.fromEntries(known.map(({ id, name }) => [id, name])) };
};
