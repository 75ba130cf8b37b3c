import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import {
	DEMONSTRATION_PASSWORD,
	demonstrationAccounts,
	demonstrationDuties
} from '#lib/server/demonstration/accounts.ts';
import { readForm } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { callerOf, failTry, failWith, setCookies, targetOf } from '../caller.server.ts';
import type { Actions, PageServerLoad } from './$types';

const form = z.object({ userName: z.string().max(60), password: z.string().max(200) });

const dutyOfSample = (userName: string) =>
	Object.entries(demonstrationDuties).find(([name]) => name === userName)?.[1].duty ?? null;

export const load: PageServerLoad = async ({ locals, url }) => {
	const kind = await getLab().accounts.directory.kind();
	if (kind === 'empty') redirect(303, '/');
	if (locals.who !== null) redirect(303, locals.locked ? '/sign-in/unlock' : targetOf(url));
	if (kind === 'real') return { samples: [], password: '' };
	const samples = demonstrationAccounts.map(({ userName, role }) => ({
		...{ userName, role, duty: dutyOfSample(userName) }
	}));
	return { samples, password: DEMONSTRATION_PASSWORD };
};

export const actions: Actions = {
	enter: async (event) => {
		const fields = await readForm(event.request, form);
		if (fields === null) return failWith(event, 'accounts/form');
		const { userName, password } = fields;
		const { signIn } = getLab().accounts;
		const result = await signIn.enter(userName.trim(), password, callerOf(event));
		setCookies(event, result.cookies);
		if (result.ok) redirect(303, targetOf(event.url));
		if (result.why === 'second-factor')
			redirect(303, `/sign-in/second-factor?to=${encodeURIComponent(targetOf(event.url))}`);
		return failTry(event, result, 'accounts/wrong');
	},
	lock: async ({ locals: { who } }) => {
		if (who !== null) await getLab().accounts.signIn.lock(who);
		redirect(303, '/sign-in/unlock');
	},
	leave: async (event) => {
		// what the browser kept of pages and files; its storage may hold events that were not sent yet and stays
		event.setHeaders({ 'clear-site-data': '"cache"' });
		setCookies(event, await getLab().accounts.signIn.leave(callerOf(event)));
		redirect(303, '/sign-in');
	}
};
