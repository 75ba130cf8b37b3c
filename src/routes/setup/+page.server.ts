import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { newAccount } from '#lib/server/accounts/directory.ts';
import { isLoopbackAddress } from '#lib/server/accounts/origin.ts';
import { notFound, readForm } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { callerOf, failWith, orFail, setCookies } from '../caller.server.ts';
import type { Actions, PageServerLoad } from './$types';

const form = newAccount.omit({ role: true }).extend({ again: z.string() });

export const load: PageServerLoad = async () => {
	if ((await getLab().accounts.directory.kind()) !== 'empty') throw notFound();
};

export const actions: Actions = {
	default: async (event) => {
		const { directory, signIn } = getLab().accounts;
		// whoever sits at the machine owns it; a visitor over the network does not
		if (!isLoopbackAddress(event.getClientAddress())) return failWith(event, 'accounts/only-here');
		const fields = await readForm(event.request, form);
		if (fields === null) return failWith(event, 'accounts/form');
		const { again, ...account } = fields;
		if (again !== account.password) return failWith(event, 'accounts/not-the-same');
		const failure = await orFail(event, async () => {
			await directory.createFirst(account);
		});
		if (failure) return failure;
		const entered = await signIn.enter(account.userName, account.password, callerOf(event));
		setCookies(event, entered.cookies);
		redirect(303, '/admin');
	}
};
