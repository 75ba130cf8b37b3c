import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { duties } from '#lib/core/access/duty.ts';
import { assertMayKeep, dutyOf, listGrants, proposeAccount } from '#lib/server/access/duties.ts';
import { newAccount } from '#lib/server/accounts/directory.ts';
import type { SignedIn } from '#lib/server/accounts/sign-in.ts';
import { notFound, readForm } from '#lib/server/http.ts';
import { failWith, orFail } from '../caller.server.ts';
import { dutyContext } from './duty-context.server.ts';
import { workOf } from '../work.server.ts';
import type { Actions, PageServerLoad } from './$types';

const oneAccount = z.object({ id: z.string().min(1).max(64) });
const newForm = newAccount.extend({
	duty: z
		.enum(['', ...duties])
		.default('')
		.transform((duty) => (duty === '' ? null : duty))
});
const resetForm = oneAccount.extend({ userName: z.string(), password: z.string().max(200) });

function actor({ locals: { who } }: RequestEvent): SignedIn['user'] {
	if (who === null) throw notFound();
	return who.user;
}

export const load: PageServerLoad = async ({ locals }) => {
	const context = dutyContext();
	const grants = await listGrants(context);
	const accounts = await context.directory.list();
	return {
		work: await workOf({ locals }),
		accounts: await Promise.all(
			accounts.map(async (account) => ({
				...account,
				duty: await dutyOf(context, account),
				waits: grants.some(({ user_id: id, stand }) => id === account.id && stand === 'waiting')
			}))
		),
		needsDuties: duties.some(
			(duty) => duty !== 'system' && !grants.some((grant) => grant.duty === duty)
		)
	};
};

async function setDisabled(event: RequestEvent, disabled: boolean) {
	const fields = await readForm(event.request, oneAccount);
	if (fields === null) return failWith(event, 'accounts/form');
	return orFail(event, async () => {
		const context = dutyContext();
		await assertMayKeep(context, disabled ? 'disable' : 'enable', fields.id, actor(event));
		await context.directory.setDisabled(fields.id, disabled, actor(event).id);
		return { done: disabled ? ('disabled' as const) : ('enabled' as const), name: '' };
	});
}

export const actions: Actions = {
	create: async (event) => {
		const fields = await readForm(event.request, newForm);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			const { duty, ...account } = fields;
			const made = await proposeAccount(dutyContext(), account, duty, actor(event));
			const done = made.waits ? ('waits' as const) : ('created' as const);
			return { done, name: made.account.userName };
		});
	},
	disable: (event) => setDisabled(event, true),
	enable: (event) => setDisabled(event, false),
	reset: async (event) => {
		const fields = await readForm(event.request, resetForm);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			const context = dutyContext();
			await assertMayKeep(context, 'reset', fields.id, actor(event));
			await context.directory.resetPassword(fields.id, fields.password, actor(event).id);
			return { done: 'reset' as const, name: fields.userName };
		});
	}
};
