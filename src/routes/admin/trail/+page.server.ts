import { systemTrail } from '#lib/server/access/system-trail.ts';
import { getLab } from '#lib/server/lab.ts';
import type { PageServerLoad } from './$types';

/** Acts on accounts, rights and the machine; who did them by name, cases by nothing but their id. */
export const load: PageServerLoad = async () => {
	const { accounts, cases } = getLab();
	const people = await accounts.directory.list();
	const nameOf = (id: string): string => people.find((one) => one.id === id)?.userName ?? id;
	const lines = await systemTrail(cases);
	return {
		lines: lines.map(({ seq, atMs, action, actorId, object, details }) => ({
			...{ seq, atMs, action, details },
			...{ actor: nameOf(actorId), object: nameOf(object) }
		}))
	};
};
