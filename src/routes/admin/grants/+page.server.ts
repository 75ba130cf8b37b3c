import { z } from 'zod';
import { decideGrant, listGrants } from '#lib/server/access/duties.ts';
import { notFound, readForm } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { failWith, orFail } from '../../caller.server.ts';
import { reauthenticate, secrets } from '../../reauthentication.server.ts';
import { dutyContext } from '../duty-context.server.ts';
import type { Actions, PageServerLoad } from './$types';

const decision = secrets.extend({
	id: z.string().min(1).max(64),
	act: z.enum(['agreed', 'refused'])
});

export const load: PageServerLoad = async ({ locals: { who } }) => {
	const people = await getLab().accounts.directory.list();
	const accountOf = (id: string) => people.find((one) => one.id === id);
	return {
		hasSecondFactor: who?.user.hasSecondFactor ?? false,
		grants: (await listGrants(dutyContext())).map((grant) => ({
			...{ id: grant.id, role: grant.role, duty: grant.duty, stand: grant.stand },
			...{ needed: grant.needed, agreed: grant.agreed.length },
			name: accountOf(grant.user_id)?.name ?? '—',
			userName: accountOf(grant.user_id)?.userName ?? '—',
			proposedBy: accountOf(grant.proposed_by)?.name ?? '—',
			isMine: grant.user_id === who?.user.id || grant.agreed.includes(who?.user.id ?? '')
		}))
	};
};

export const actions: Actions = {
	decide: async (event) => {
		const { who } = event.locals;
		if (who === null) throw notFound();
		const fields = await readForm(event.request, decision);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			await reauthenticate(event, fields);
			await decideGrant(dutyContext(), fields, who.user);
			return { done: fields.act };
		});
	}
};
