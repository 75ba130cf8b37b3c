import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { readForm } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { callerOf, failTry, failWith, setCookies, targetOf } from '../../caller.server.ts';
import type { Actions, PageServerLoad } from './$types';

const form = z.object({
	password: z.string().min(1).max(200),
	code: z.string().max(40).default('')
});

export const load: PageServerLoad = ({ locals: { who, locked }, url }) => {
	if (who === null) redirect(303, '/sign-in');
	if (!locked) redirect(303, targetOf(url));
	const recording = getLab().hub.health?.recording;
	return {
		name: who.user.name,
		hasSecondFactor: who.user.hasSecondFactor,
		isTester: who.user.role === 'tester',
		recordedS: recording ? recording.writtenSamples / (getLab().hub.health?.rateHz ?? 1) : null
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { who } = event.locals;
		if (who === null) redirect(303, '/sign-in');
		const fields = await readForm(event.request, form);
		if (fields === null) return failWith(event, 'accounts/wrong-password');
		const { signIn } = getLab().accounts;
		const result = await signIn.unlock(who, fields, callerOf(event));
		setCookies(event, result.cookies);
		if (result.ok) redirect(303, targetOf(event.url));
		return failTry(event, result, 'accounts/wrong-password');
	}
};
