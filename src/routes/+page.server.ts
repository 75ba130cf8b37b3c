import { redirect } from '@sveltejs/kit';
import { isLoopbackAddress } from '#lib/server/accounts/origin.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { openDemonstration } from '#lib/server/demonstration/demonstration.ts';
import { getLab } from '#lib/server/lab.ts';
import { failWith, orFail } from './caller.server.ts';
import type { Actions, PageServerLoad } from './$types';

const HOME = { system: '/admin', security: '/admin/grants', audit: '/admin/trail' } as const;

export const load: PageServerLoad = async (event) => {
	const { who, duty } = event.locals;
	if (who !== null) redirect(303, duty === null ? '/cases' : HOME[duty]);
	if ((await getLab().accounts.directory.kind()) !== 'empty') redirect(303, '/sign-in');
	return { isHere: isLoopbackAddress(event.getClientAddress()) };
};

export const actions: Actions = {
	demonstration: async (event) => {
		if (!isLoopbackAddress(event.getClientAddress())) return failWith(event, 'accounts/only-here');
		const failure = await orFail(event, () => openDemonstration(getLab(), getLocale()));
		if (failure) return failure;
		redirect(303, '/sign-in');
	}
};
