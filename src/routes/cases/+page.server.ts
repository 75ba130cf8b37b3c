import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { createCase, listCases } from '#lib/server/cases/cases.ts';
import { listSessions } from '#lib/server/cases/sessions.ts';
import { notFound, readForm } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { failWith, orFail } from '../caller.server.ts';
import { workOf } from '../work.server.ts';
import type { Actions, PageServerLoad } from './$types';

const form = z.object({
	number: z.string().trim().min(1).max(80),
	title: z.string().trim().min(1).max(200)
});

export const load: PageServerLoad = async ({ locals }) => {
	const { who } = locals;
	if (who === null) throw notFound();
	const { cases } = getLab();
	const shells = await listCases(cases, who.user);
	return {
		work: await workOf({ locals }),
		mayCreate: who.user.role === 'supervisor',
		cases: await Promise.all(
			shells.map(async (shell) => ({
				...shell,
				sessions: await listSessions(cases, who.user, shell.id)
			}))
		)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { who } = event.locals;
		if (who === null) throw notFound();
		const fields = await readForm(event.request, form);
		if (fields === null) return failWith(event, 'case/invalid');
		let caseId = '';
		const failure = await orFail(event, async () => {
			caseId = (await createCase(getLab().cases, fields, who.user)).id;
		});
		if (failure) return failure;
		redirect(303, `/cases/${caseId}`);
	}
};
