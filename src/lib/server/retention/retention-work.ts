/**
 * What is due in the retention of cases, for supervisors. Of a sealed case nothing is told but that something is due.
 *
 * @module
 */
import { dueOf } from '#lib/core/retention/retention-schedule.ts';
import type { RetentionWork } from '#lib/core/work/retention-items.ts';
import type { CaseShell, CaseUser } from '../cases/cases.ts';
import { listOpenings, sealedCases } from './openings.ts';
import {
	readRetention,
	retentionMoment,
	scheduleOf,
	type RetentionContext
} from './retention-log.ts';

/** Cases with something due, and requests to read that somebody else made. */
export async function retentionWork(
	context: RetentionContext,
	user: CaseUser,
	shells: readonly CaseShell[]
): Promise<RetentionWork[]> {
	const asked = (await listOpenings(context, user)).filter(({ isStanding }) => !isStanding);
	const requests = asked.map(({ id, by }): RetentionWork => {
		return { kind: 'opening', id, isMine: by !== user.id };
	});
	const schedule = scheduleOf(context);
	if (schedule === null) return requests;
	const moment = retentionMoment(context);
	const open = shells.filter(({ retention }) => retention !== 'active' && retention !== 'sealed');
	const cases = [
		...open.map(({ id, number }) => ({ id, number, isSealed: false })),
		...(await sealedCases(context)).map(({ id }) => ({ id, number: null, isSealed: true }))
	];
	const due: RetentionWork[] = [];
	for (const { id: caseId, number: caseNumber, isSealed } of cases) {
		const state = await readRetention(context.db, caseId);
		const found = dueOf(state, schedule, moment);
		if (found === null) continue;
		// the sealing itself stands for a sealed case: it says neither which one nor whose
		const id = isSealed ? await sealingOf(context, caseId) : caseId;
		due.push({ kind: 'retention', id, caseId: isSealed ? null : caseId, caseNumber, ...found });
	}
	return [...requests, ...due];
}

async function sealingOf({ db }: RetentionContext, caseId: string): Promise<string> {
	const row = await db
		.selectFrom('retention_act')
		.select('id')
		.where('case_id', '=', caseId)
		.where('act', '=', 'seal')
		.executeTakeFirstOrThrow();
	return row.id;
}
