import { redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { assignMember, endMembership } from '#lib/server/cases/assignments.ts';
import { assertAssigned, membersOf, type CaseUser } from '#lib/server/cases/cases.ts';
import { listSessions, openSession } from '#lib/server/cases/sessions.ts';
import { notFound, readForm } from '#lib/server/http.ts';
import { eventTimeNow, getLab } from '#lib/server/lab.ts';
import { failWith, orFail } from '../../caller.server.ts';
import type { Actions, PageServerLoad } from './$types';

const sessionForm = z.object({
	subjectCode: z
		.string()
		.trim()
		.toUpperCase()
		.regex(/^[A-Z0-9-]{1,32}$/),
	technique: z.string().min(1).max(64)
});
const memberForm = z.object({
	userId: z.string().min(1).max(64),
	reason: z.string().trim().min(4).max(400)
});
const assignForm = memberForm.extend({
	/** Codes of the only subjects they work on; empty = the whole case. */
	subjects: z
		.string()
		.max(2000)
		.default('')
		.transform((text) =>
			text
				.toUpperCase()
				.split(/[,，、\s]+/)
				.filter((code) => code !== '')
		)
});

function userOf({ locals: { who } }: Pick<RequestEvent, 'locals'>): CaseUser {
	if (who === null) throw notFound();
	return who.user;
}

export const load: PageServerLoad = async (event) => {
	const { cases, accounts, catalogue } = getLab();
	const user = userOf(event);
	const shell = await assertAssigned(cases, user, event.params.case);
	const people = await accounts.directory.list();
	const members = await membersOf(cases, shell.id);
	const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? '?';
	const isFree = (id: string) => !members.some(({ userId }) => userId === id);
	return {
		case: shell,
		sessions: await listSessions(cases, user, shell.id),
		members: members.map((member) => ({
			...{ ...member, name: nameOf(member.userId) },
			// codes of subjects are told to nobody whose own assignment may leave them out
			subjects: user.role === 'supervisor' ? member.subjects : []
		})),
		mayOpen: user.role === 'tester',
		// to a tester there are no interviews
		mayInterview: user.role !== 'tester',
		mayAssign: user.role === 'supervisor',
		techniques: catalogue.files.flatMap((file) =>
			file.kind === 'technique' ? [{ id: file.value.id, title: file.value.title }] : []
		),
		candidates:
			user.role === 'supervisor'
				? people
						.filter(({ id, role, disabled }) => role !== 'admin' && !disabled && isFree(id))
						.map(({ id, name, role }) => ({ id, name, role }))
				: []
	};
};

export const actions: Actions = {
	open: async (event) => {
		const fields = await readForm(event.request, sessionForm);
		if (fields === null) return failWith(event, 'session/invalid');
		const { cases, isDemonstration } = getLab();
		const caseId = event.params.case;
		let sessionId = '';
		const failure = await orFail(event, async () => {
			const demonstration = await isDemonstration();
			const opening = { ...fields, caseId, demonstration, at: eventTimeNow() };
			sessionId = await openSession(cases, opening, userOf(event));
		});
		if (failure) return failure;
		redirect(303, `/cases/${caseId}/sessions/${sessionId}`);
	},
	assign: async (event) => {
		const fields = await readForm(event.request, assignForm);
		if (fields === null) return failWith(event, 'accounts/form');
		const { cases, accounts } = getLab();
		const user = (await accounts.directory.list()).find(({ id }) => id === fields.userId);
		if (!user) return failWith(event, 'accounts/unknown');
		const { reason, subjects } = fields;
		const given = { caseId: event.params.case, user, reason, subjects };
		return orFail(event, () => assignMember(cases, given, userOf(event)));
	},
	end: async (event) => {
		const fields = await readForm(event.request, memberForm);
		if (fields === null) return failWith(event, 'accounts/form');
		const given = { ...fields, caseId: event.params.case };
		return orFail(event, () => endMembership(getLab().cases, given, userOf(event)));
	}
};
