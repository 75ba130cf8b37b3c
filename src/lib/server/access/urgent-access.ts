/**
 * Urgent access to a case of others: opened, ended, reviewed. Every step is in the audit trail.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import {
	mayConfirmUrgently,
	mayOpenUrgently,
	SHORTEST_URGENT_REASON,
	URGENT_LASTS_MS,
	type UrgentOutcome
} from '#lib/core/access/urgent.ts';
import { listCases, type CaseContext, type CaseUser } from '../cases/cases.ts';
import { addAuditEntry, type AuditAct } from '../database/audit.ts';
import { asRefusal } from '../database/errors.ts';
import { cellSealer } from '../keys/seal-cells.ts';
import { neverSealed } from '../retention/visible.ts';
import type { UrgentAccessTable } from '../database/access-tables.ts';

/** One that stands, as whoever has it is told. */
export interface StandingUrgent {
	readonly id: string;
	readonly caseId: string;
	readonly caseNumber: string;
	readonly untilMs: number;
}

/** One as supervisors see it. */
export interface UrgentRecord extends Omit<UrgentAccessTable, 'case_id'> {
	readonly case_id: string;
	readonly caseNumber: string;
	readonly endedMs: number | null;
	readonly review: {
		readonly by: string;
		readonly atMs: number;
		readonly outcome: UrgentOutcome;
		readonly note: string;
	} | null;
}

/**
 * Opens an urgent access. Both have given their passwords before this.
 *
 * @param given.second the second person
 * @returns id of the access
 * @throws {LabError} `access/urgent-role`, `access/urgent-second`, `access/urgent-reason`; `access/urgent-unknown` for a
 * number of no case or of one that is theirs anyway
 */
export async function openUrgent(
	context: CaseContext,
	given: { readonly caseNumber: string; readonly reason: string; readonly second: CaseUser },
	user: CaseUser
): Promise<string> {
	const { second, reason } = given;
	if (!mayOpenUrgently(user.role))
		throw new LabError('access/urgent-role', `expected a tester or reviewer, got the ${user.role}`);
	if (second.id === user.id || !mayConfirmUrgently(second.role))
		throw new LabError('access/urgent-second', 'expected another tester, reviewer or supervisor');
	if ([...reason.trim()].length < SHORTEST_URGENT_REASON)
		throw new LabError(
			'access/urgent-reason',
			`expected a reason of at least ${SHORTEST_URGENT_REASON} characters`
		);
	const caseId = await caseToOpen(context, given.caseNumber.trim(), user);
	const fromMs = context.now();
	const id = context.newId();
	const act = { actorId: user.id, details: { confirmedBy: second.id, reason: reason.trim() } };
	if (caseId === null) {
		// somebody tried to find out: that stays
		await note(context, { ...act, action: 'access/urgent-refused', object: user.id });
		throw new LabError('access/urgent-unknown', 'expected the number of a case of others');
	}
	await context.db.transaction().execute(async (transaction) => {
		const seal = await cellSealer(transaction, { caseId });
		await transaction
			.insertInto('urgent_access')
			.values({
				...{ id, case_id: caseId, user_id: user.id, role: user.role as 'tester' | 'reviewer' },
				...{ reason: seal(reason.trim()), confirmed_by: second.id },
				...{ from_ms: fromMs, until_ms: fromMs + URGENT_LASTS_MS }
			})
			.execute();
		await addAuditEntry(
			transaction,
			{ ...act, action: 'access/urgent-opened', object: caseId },
			fromMs
		);
	});
	return id;
}

/** All numbers are read, whichever is asked for: what is looked for is compared here. */
async function caseToOpen(
	context: CaseContext,
	number: string,
	user: CaseUser
): Promise<string | null> {
	const all = await listCases(context, { id: user.id, role: 'supervisor' });
	const own = await listCases(context, { id: user.id, role: user.role });
	const found = all.find((one) => one.number === number);
	return found === undefined || own.some(({ id }) => id === found.id) ? null : found.id;
}

/** Those of a person that stand now. */
export async function standingUrgent(
	{ db, now }: Pick<CaseContext, 'db' | 'now'>,
	userId: string
): Promise<StandingUrgent[]> {
	const rows = await db
		.selectFrom('urgent_access')
		.innerJoin('lab_case', 'lab_case.id', 'urgent_access.case_id')
		.select(['urgent_access.id', 'case_id as caseId', 'number as caseNumber'])
		.select('until_ms as untilMs')
		.where('user_id', '=', userId)
		.where('until_ms', '>', now())
		.where(neverSealed('lab_case.id'))
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('urgent_act')
						.select('urgent_act.id')
						.whereRef('urgent_act.access_id', '=', 'urgent_access.id')
						.where('act', '=', 'ended')
				)
			)
		)
		.execute();
	return rows;
}

/**
 * Ends one before its time.
 *
 * @throws {LabError} `access/urgent-none` when it is not theirs or over
 */
export async function endUrgent(context: CaseContext, id: string, user: CaseUser): Promise<void> {
	const standing = await standingUrgent(context, user.id);
	if (!standing.some((one) => one.id === id))
		throw new LabError('access/urgent-none', 'expected an urgent access of your own that stands');
	await writeAct(context, { access_id: id, act: 'ended', by: user.id, outcome: null, note: '' });
}

/** All of them, newest first; those of sealed cases are nobody's to see. */
export async function listUrgent({ db }: Pick<CaseContext, 'db'>): Promise<UrgentRecord[]> {
	const rows = await db
		.selectFrom('urgent_access')
		.innerJoin('lab_case', 'lab_case.id', 'urgent_access.case_id')
		.selectAll('urgent_access')
		.select('number as caseNumber')
		.where(neverSealed('lab_case.id'))
		.orderBy('from_ms', 'desc')
		.execute();
	const acts = await db.selectFrom('urgent_act').selectAll().execute();
	return rows.map((row) => {
		const of = (act: 'ended' | 'reviewed') =>
			acts.find((one) => one.access_id === row.id && one.act === act);
		const review = of('reviewed');
		return {
			...row,
			endedMs: of('ended')?.at_ms ?? null,
			review:
				review === undefined
					? null
					: {
							...{ by: review.by, atMs: review.at_ms, note: review.note },
							outcome: review.outcome ?? 'not-justified'
						}
		};
	});
}

/**
 * Reviews one.
 *
 * @throws {LabError} `access/urgent-reviewer` for anybody but a supervisor who had no part in it; `access/urgent-none`;
 * `database/unique` the second time
 */
export async function reviewUrgent(
	context: CaseContext,
	given: { readonly id: string; readonly outcome: UrgentOutcome; readonly note: string },
	by: CaseUser
): Promise<void> {
	const found = (await listUrgent(context)).find(({ id }) => id === given.id);
	if (by.role !== 'supervisor' || found?.confirmed_by === by.id)
		throw new LabError('access/urgent-reviewer', 'expected a supervisor who did not confirm it');
	if (found === undefined || found.review !== null)
		throw new LabError('access/urgent-none', 'expected an urgent access nobody reviewed yet');
	const { id, outcome, note: text } = given;
	await writeAct(context, {
		access_id: id,
		act: 'reviewed',
		by: by.id,
		outcome,
		note: text.trim()
	});
}

async function writeAct(
	context: CaseContext,
	given: {
		readonly access_id: string;
		readonly act: 'ended' | 'reviewed';
		readonly by: string;
		readonly outcome: UrgentOutcome | null;
		readonly note: string;
	}
): Promise<void> {
	const atMs = context.now();
	await asRefusal(() =>
		context.db.transaction().execute(async (transaction) => {
			const seal = await cellSealer(transaction, 'laboratory');
			const id = `${given.access_id}/${given.act}`;
			await transaction
				.insertInto('urgent_act')
				.values({ ...given, note: seal(given.note), id, at_ms: atMs })
				.execute();
			const details = given.outcome === null ? {} : { outcome: given.outcome };
			const act = { actorId: given.by, object: given.access_id, details };
			await addAuditEntry(transaction, { ...act, action: `access/urgent-${given.act}` }, atMs);
		})
	);
}

async function note({ db, now }: CaseContext, act: AuditAct): Promise<void> {
	await db.transaction().execute((transaction) => addAuditEntry(transaction, act, now()));
}
