import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { readForm } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { callerOf, failTry, failWith, setCookies, targetOf } from '../../caller.server.ts';
import type { Actions } from './$types';

const form = z.object({ code: z.string().min(6).max(40) });

export const actions: Actions = {
	default: async (event) => {
		const fields = await readForm(event.request, form);
		if (fields === null) return failWith(event, 'accounts/wrong-code');
		const result = await getLab().accounts.signIn.enterCode(fields.code, callerOf(event));
		setCookies(event, result.cookies);
		if (result.ok) redirect(303, targetOf(event.url));
		return failTry(event, result, 'accounts/wrong-code');
	}
};
