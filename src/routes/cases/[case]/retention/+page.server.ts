import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { movesFrom, retentionAct, supervisorMoves } from '#lib/core/retention/retention-act.ts';
import { dueOf, kindOfCase, lastDay } from '#lib/core/retention/retention-schedule.ts';
import { applyRetention, noRetention } from '#lib/core/retention/retention-state.ts';
import { assertAssigned } from '#lib/server/cases/cases.ts';
import { listSessions } from '#lib/server/cases/sessions.ts';
import { readForm } from '#lib/server/http.ts';
import { listInterviews } from '#lib/server/interviews/interviews.ts';
import { getLab } from '#lib/server/lab.ts';
import {
	actOnCase,
	retentionActs,
	retentionMoment,
	scheduleOf
} from '#lib/server/retention/retention-log.ts';
import { failWith, orFail } from '../../../caller.server.ts';
import { askerOf } from '../../../interview.server.ts';
import { secrets } from '../../../reauthentication.server.ts';
import { again, namesOfPeople, retentionContext } from '../../../retention.server.ts';
import type { Actions, PageServerLoad } from './$types';

const reason = z.string().trim().max(2000);
const orderRef = z.string().trim().max(200).default('');
const moveForm = secrets.extend({ act: z.enum(supervisorMoves), reason });
const termForm = secrets.extend({
	caseType: z.string().min(1).max(64),
	retainUntil: z.union([z.iso.date(), z.literal('').transform(() => null)]),
	reason
});
const proposalForm = secrets.extend({ subjectCode: z.string().min(1).max(32), reason, orderRef });

export const load: PageServerLoad = async (event) => {
	const user = askerOf(event);
	const context = retentionContext();
	const shell = await assertAssigned(context, user, event.params.case);
	const acts = await retentionActs(context.db, shell.id);
	const state = acts.reduce(applyRetention, noRetention);
	const schedule = scheduleOf(context);
	const moment = retentionMoment(context);
	const nameOf = await namesOfPeople();
	const isSupervisor = user.role === 'supervisor';
	return {
		case: shell,
		hasSecondFactor: event.locals.who?.user.hasSecondFactor ?? false,
		// why, and of whom, is for supervisors: an assignment may leave a subject out
		acts: acts.map(({ id, act, by, atMs, untilMs, ...more }) => ({
			...{ id, act, by: nameOf(by), atMs, untilMs },
			reason: isSupervisor ? more.reason : '',
			orderRef: isSupervisor ? more.orderRef : '',
			subjectCode: isSupervisor ? more.subjectCode : null
		})),
		moves: isSupervisor ? movesFrom(state.state) : [],
		due: isSupervisor && schedule !== null ? dueOf(state, schedule, moment) : null,
		term:
			schedule === null
				? null
				: {
						kind: kindOfCase(schedule, state.caseType),
						lastDay: lastDay(state, schedule, moment.offsetMinutes),
						entered: state.retainUntil ?? '',
						kinds: schedule.kinds.map(({ id, title }) => ({ id, title }))
					},
		isSupervisor,
		subjects: isSupervisor ? await subjectsOf(event.params.case, state.erased) : []
	};

	async function subjectsOf(caseId: string, erased: readonly string[]): Promise<string[]> {
		const { cases } = getLab();
		const tests = await listSessions(cases, user, caseId);
		const interviews = await listInterviews(cases, user, caseId);
		const codes = [...tests, ...interviews].map(({ subjectCode }) => subjectCode);
		return [...new Set(codes)].filter((code) => !erased.includes(code)).toSorted();
	}
};

export const actions: Actions = {
	move: async (event) => {
		const fields = await readForm(event.request, moveForm);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			const user = askerOf(event);
			const { id } = await assertAssigned(retentionContext(), user, event.params.case);
			await again(event, fields);
			await actOnCase(retentionContext(), id, retentionAct(fields), user);
			// the page of a case that is sealed is gone with it
			if (fields.act === 'seal') redirect(303, '/retention');
			return { done: fields.act };
		});
	},
	term: async (event) => {
		const fields = await readForm(event.request, termForm);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			const user = askerOf(event);
			const context = retentionContext();
			const { id } = await assertAssigned(context, user, event.params.case);
			if (scheduleOf(context)?.kinds.some((one) => one.id === fields.caseType) !== true)
				return failWith(event, 'accounts/form');
			await again(event, fields);
			const { caseType, retainUntil, reason: why } = fields;
			const act = retentionAct({ act: 'set-term', caseType, retainUntil, reason: why });
			await actOnCase(context, id, act, user);
			return { done: 'set-term' as const };
		});
	},
	propose: async (event) => {
		const fields = await readForm(event.request, proposalForm);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			const user = askerOf(event);
			const { id } = await assertAssigned(retentionContext(), user, event.params.case);
			await again(event, fields);
			const { subjectCode, reason: why, orderRef: order } = fields;
			const act = {
				act: 'propose-destruction',
				subjectCode,
				reason: why,
				orderRef: order
			} as const;
			await actOnCase(retentionContext(), id, retentionAct(act), user);
			return { done: 'propose-destruction' as const };
		});
	}
};
