import { isWithheld, visibleEvents } from '#lib/core/session/visibility.ts';
import { getLab } from '#lib/server/lab.ts';
import { sessionFor } from '../../../../../session.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { session, role } = await sessionFor(event, event.params.session);
	const { accounts, events } = getLab();
	const state = await events.stateOf(session.id);
	const told = visibleEvents(await events.allEvents(session.id), role, state);
	const acted = new Set(told.flatMap((one) => (isWithheld(one) ? [] : [one.actor.id])));
	const known = (await accounts.directory.list()).filter(({ id }) => acted.has(id));
	return { people: Object.fromEntries(known.map(({ id, name }) => [id, name])) };
};
