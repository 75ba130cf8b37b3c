import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { newAccount } from '#lib/server/accounts/directory.ts';
import { notFound, readForm } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { failWith, orFail } from '../caller.server.ts';
import type { Actions, PageServerLoad } from './$types';

const oneAccount = z.object({ id: z.string().min(1).max(64) });
const resetForm = oneAccount.extend({ userName: z.string(), password: z.string().max(200) });

function actorId({ locals: { who } }: RequestEvent): string {
	if (who === null) throw notFound();
	return who.user.id;
}

export const load: PageServerLoad = async () => ({
	accounts: await getLab().accounts.directory.list()
});

async function setDisabled(event: RequestEvent, disabled: boolean) {
	const fields = await readForm(event.request, oneAccount);
	if (fields === null) return failWith(event, 'accounts/form');
	return orFail(event, async () => {
		await getLab().accounts.directory.setDisabled(fields.id, disabled, actorId(event));
		return { done: disabled ? ('disabled' as const) : ('enabled' as const), name: '' };
	});
}

export const actions: Actions = {
	create: async (event) => {
		const fields = await readForm(event.request, newAccount);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			const { userName } = await getLab().accounts.directory.create(fields, actorId(event));
			return { done: 'created' as const, name: userName };
		});
	},
	disable: (event) => setDisabled(event, true),
	enable: (event) => setDisabled(event, false),
	reset: async (event) => {
		const fields = await readForm(event.request, resetForm);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			const { directory } = getLab().accounts;
			await directory.resetPassword(fields.id, fields.password, actorId(event));
			return { done: 'reset' as const, name: fields.userName };
		});
	}
};
