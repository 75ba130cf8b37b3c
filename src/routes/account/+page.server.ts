import { z } from 'zod';
import { refuseWeak } from '#lib/server/accounts/directory.ts';
import type { SignedIn } from '#lib/server/accounts/sign-in.ts';
import { notFound, readForm } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { callerOf, failTry, failWith, orFail, setCookies } from '../caller.server.ts';
import { needsSecondFactor } from '../second-factor.server.ts';
import type { Actions, PageServerLoad } from './$types';

const passwordForm = z.object({ current: z.string(), next: z.string(), again: z.string() });
const onlyPassword = z.object({ password: z.string().min(1).max(200) });
const onlyCode = z.object({ code: z.string().regex(/^\s*(\d\s*){6}$/) });

function mine({ who }: App.Locals): SignedIn {
	if (who === null) throw notFound();
	return who;
}

export const load: PageServerLoad = async ({ locals }) => {
	const { user } = mine(locals);
	const { userName, hasSecondFactor } = user;
	const mustSetUp = await needsSecondFactor(user);
	return { userName, hasSecondFactor, mustSetUp };
};

export const actions: Actions = {
	password: async (event) => {
		const who = mine(event.locals);
		const fields = await readForm(event.request, passwordForm);
		if (fields === null) return failWith(event, 'accounts/form');
		if (fields.next !== fields.again) return failWith(event, 'accounts/not-the-same');
		const weak = await orFail(event, async () => refuseWeak(fields.next, who.user.userName));
		if (weak) return weak;
		const { signIn } = getLab().accounts;
		const result = await signIn.changePassword(who, fields, callerOf(event));
		if (!result.ok) return failTry(event, result, 'accounts/wrong-password');
		setCookies(event, result.cookies);
		return { done: 'password' as const };
	},
	begin: async (event) => {
		const fields = await readForm(event.request, onlyPassword);
		if (fields === null) return failWith(event, 'accounts/wrong-password');
		const { signIn } = getLab().accounts;
		const who = mine(event.locals);
		const result = await signIn.beginSecondFactor(who, fields.password, callerOf(event));
		if (!result.ok) return failTry(event, result, 'accounts/wrong-password');
		return { uri: result.uri, backupCodes: result.backupCodes };
	},
	confirm: async (event) => {
		const fields = await readForm(event.request, onlyCode);
		if (fields === null) return failWith(event, 'accounts/wrong-code');
		const { signIn } = getLab().accounts;
		const result = await signIn.confirmSecondFactor(fields.code, callerOf(event));
		if (!result.ok) return failTry(event, result, 'accounts/wrong-code');
		setCookies(event, result.cookies);
		return { done: 'factor' as const };
	},
	end: async (event) => {
		const fields = await readForm(event.request, onlyPassword);
		if (fields === null) return failWith(event, 'accounts/wrong-password');
		const { signIn } = getLab().accounts;
		const who = mine(event.locals);
		const result = await signIn.endSecondFactor(who, fields.password, callerOf(event));
		if (!result.ok) return failTry(event, result, 'accounts/wrong-password');
		setCookies(event, result.cookies);
		return { done: 'factor' as const };
	}
};
