import { z } from 'zod';
import { refuseWeak } from '#lib/server/accounts/directory.ts';
import type { SignedIn } from '#lib/server/accounts/sign-in.ts';
import { notFound, readForm } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { callerOf, failTry, failWith, orFail, setCookies } from '../caller.server.ts';
import { needsSecondFactor } from '../second-factor.server.ts';
import type { Actions, PageServerLoad } from './$types';

const passwordForm = z.object({ current: z.string(), next: z.string(), again: z.string() });
const again = z.object({
	password: z.string().min(1).max(200),
	code: z.string().max(20).default('')
});
const ending = again.extend({ which: z.string().min(1).max(64) });
const onlyPassword = z.object({ password: z.string().min(1).max(200) });
const onlyCode = z.object({ code: z.string().regex(/^\s*(\d\s*){6}$/) });

function mine({ who }: App.Locals): SignedIn {
	if (who === null) throw notFound();
	return who;
}

export const load: PageServerLoad = async ({ locals }) => {
	const who = mine(locals);
	const { userName, hasSecondFactor } = who.user;
	const mustSetUp = await needsSecondFactor(who.user);
	const signIns = await getLab().accounts.ownSignIns.list(who);
	return { userName, hasSecondFactor, mustSetUp, signIns };
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
		const { signIn, ownSignIns } = getLab().accounts;
		const result = await signIn.confirmSecondFactor(fields.code, callerOf(event));
		if (!result.ok) return failTry(event, result, 'accounts/wrong-code');
		await ownSignIns.endOthersAfter(result, callerOf(event));
		setCookies(event, result.cookies);
		return { done: 'factor' as const };
	},
	end: async (event) => {
		const fields = await readForm(event.request, again);
		if (fields === null) return failWith(event, 'accounts/wrong-password');
		const { signIn, ownSignIns } = getLab().accounts;
		const who = mine(event.locals);
		const result = await signIn.endSecondFactor(who, fields, callerOf(event));
		if (!result.ok) return failTry(event, result, 'accounts/wrong-password');
		await ownSignIns.endOthersAfter(result, callerOf(event));
		setCookies(event, result.cookies);
		return { done: 'factor' as const };
	},
	leave: async (event) => {
		const fields = await readForm(event.request, ending);
		if (fields === null) return failWith(event, 'accounts/wrong-password');
		const { which, ...secrets } = fields;
		const { ownSignIns } = getLab().accounts;
		const result = await ownSignIns.end(mine(event.locals), which, secrets, callerOf(event));
		if (!result.ok) return failTry(event, result, 'accounts/wrong-password');
		return { done: 'left' as const };
	}
};
