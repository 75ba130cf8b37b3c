import { z } from 'zod';
import {
	mayConfirmUrgently,
	mayOpenUrgently,
	reviewDueMs,
	urgentOutcomes
} from '#lib/core/access/urgent.ts';
import {
	endUrgent,
	listUrgent,
	openUrgent,
	reviewUrgent,
	type UrgentRecord
} from '#lib/server/access/urgent-access.ts';
import { vouch } from '#lib/server/accounts/vouch.ts';
import { readForm } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { callerOf, failWith, orFail } from '../caller.server.ts';
import { askerOf } from '../interview.server.ts';
import { reauthenticate, secrets, tryRefusal } from '../reauthentication.server.ts';
import { needsSecondFactor } from '../second-factor.server.ts';
import { urgentOf } from '../urgent.server.ts';
import type { Actions, PageServerLoad } from './$types';

const openForm = secrets.extend({
	caseNumber: z.string().trim().min(1).max(80),
	reason: z.string().trim().max(2000),
	secondName: z.string().min(1).max(60),
	secondPassword: z.string().min(1).max(200),
	secondCode: z.string().max(40).default('')
});
const endForm = z.object({ id: z.string().min(1).max(64) });
const reviewForm = endForm.extend({
	outcome: z.enum(urgentOutcomes),
	note: z.string().trim().min(4).max(2000)
});

export const load: PageServerLoad = async (event) => {
	const user = askerOf(event);
	const { cases, accounts } = getLab();
	const people = await accounts.directory.list();
	const nameOf = (id: string): string => people.find((one) => one.id === id)?.name ?? '—';
	const shown = (one: UrgentRecord) => ({
		...{ id: one.id, caseNumber: one.caseNumber, role: one.role, reason: one.reason },
		...{ by: nameOf(one.user_id), confirmedBy: nameOf(one.confirmed_by) },
		...{ fromMs: one.from_ms, untilMs: one.endedMs ?? one.until_ms },
		isMine: one.confirmed_by === user.id,
		isLate: one.review === null && reviewDueMs(one.from_ms) < cases.now(),
		review: one.review === null ? null : { ...one.review, by: nameOf(one.review.by) }
	});
	return {
		mayOpen: mayOpenUrgently(user.role),
		hasSecondFactor: event.locals.who?.user.hasSecondFactor ?? false,
		standing: event.locals.who === null ? [] : await urgentOf(event.locals.who.user),
		all: user.role === 'supervisor' ? (await listUrgent(cases)).map(shown) : []
	};
};

export const actions: Actions = {
	open: async (event) => {
		const user = askerOf(event);
		const fields = await readForm(event.request, openForm);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			// at the act, whatever was confirmed before: this is not done in passing
			await reauthenticate(event, { password: fields.password || ' ', code: fields.code });
			const second = await vouch(
				getLab().accounts.signIn,
				{
					...{ userName: fields.secondName, password: fields.secondPassword },
					code: fields.secondCode
				},
				callerOf(event)
			);
			if (!second.ok) throw tryRefusal(second);
			if (!mayConfirmUrgently(second.user.role) || (await needsSecondFactor(second.user)))
				return failWith(event, 'access/urgent-second');
			const { caseNumber, reason } = fields;
			await openUrgent(getLab().cases, { caseNumber, reason, second: second.user }, user);
			return { done: 'opened' as const };
		});
	},
	end: async (event) => {
		const fields = await readForm(event.request, endForm);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			await endUrgent(getLab().cases, fields.id, askerOf(event));
			return { done: 'ended' as const };
		});
	},
	review: async (event) => {
		const fields = await readForm(event.request, reviewForm);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			await reviewUrgent(getLab().cases, fields, askerOf(event));
			return { done: 'reviewed' as const };
		});
	}
};
