/**
 * Opening a sealed case for a time: one person asks with an order, another approves. To whoever does not know its number
 * a sealed case is not there, so it is asked for by number, and an answer tells nothing of one that is none of theirs.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { retentionAct } from '#lib/core/retention/retention-act.ts';
import { isStanding, type Opening } from '#lib/core/retention/retention-state.ts';
import { protocolOf } from '../protocols.ts';
import type { CaseUser } from '../cases/cases.ts';
import { addAuditEntry } from '../database/audit.ts';
import { actOnCase, readRetention, type RetentionContext } from './retention-log.ts';
import { neverSealed } from './visible.ts';

const HOUR_MS = 3_600_000;

/** A request, of whatever case. */
export interface OpeningRecord extends Opening {
	readonly caseId: string;
	readonly caseNumber: string;
	readonly isStanding: boolean;
}

/** Cases that were sealed and not destroyed. */
export async function sealedCases({
	db
}: Pick<RetentionContext, 'db'>): Promise<{ readonly id: string; readonly number: string }[]> {
	return db
		.selectFrom('lab_case')
		.select(['id', 'number'])
		.where((eb) => eb.not(neverSealed('lab_case.id')))
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('retention_act')
						.select('retention_act.id')
						.whereRef('retention_act.case_id', '=', 'lab_case.id')
						.where('act', '=', 'destroy')
				)
			)
		)
		.orderBy('created_ms')
		.execute();
}

/**
 * The sealed case of a number, for a supervisor or somebody assigned to it.
 *
 * @throws {LabError} `retention/unknown` for everybody else and every other number; that somebody tried is written down
 */
export async function sealedCaseOf(
	context: RetentionContext,
	caseNumber: string,
	user: CaseUser
): Promise<string> {
	const found = (await sealedCases(context)).find(({ number }) => number === caseNumber.trim());
	const isTheirs =
		found !== undefined &&
		(user.role === 'supervisor' || (await wasAssigned(context, found.id, user)));
	if (isTheirs) return found.id;
	const act = { actorId: user.id, action: 'retention/refused', object: user.id, details: {} };
	await context.db
		.transaction()
		.execute((transaction) => addAuditEntry(transaction, act, context.now()));
	throw new LabError('retention/unknown', 'expected the number of a sealed case of yours');
}

async function wasAssigned(
	{ db }: Pick<RetentionContext, 'db'>,
	caseId: string,
	{ id, role }: CaseUser
): Promise<boolean> {
	if (role === 'admin') return false;
	const row = await db
		.selectFrom('case_member')
		.select('id')
		.where('case_id', '=', caseId)
		.where('user_id', '=', id)
		.where('role', '=', role)
		.where('to_ms', 'is', null)
		.executeTakeFirst();
	return row !== undefined;
}

/**
 * Asks for an opening. The password was given before this.
 *
 * @throws {LabError} `retention/unknown`; `retention/…`
 */
export async function requestOpening(
	context: RetentionContext,
	given: { readonly caseNumber: string; readonly reason: string; readonly orderRef: string },
	user: CaseUser
): Promise<string> {
	const caseId = await sealedCaseOf(context, given.caseNumber, user);
	const { reason, orderRef } = given;
	const act = retentionAct({ act: 'request-opening', reason, orderRef });
	return actOnCase(context, caseId, act, user);
}

/**
 * Approves or refuses a request, or ends what was opened. The password was given before this.
 *
 * @throws {LabError} `retention/nothing`; `retention/…`
 */
export async function answerOpening(
	context: RetentionContext,
	given: {
		readonly id: string;
		readonly act: 'approve-opening' | 'refuse-opening' | 'end-opening';
	},
	user: CaseUser
): Promise<void> {
	const caseId = await caseOfAct(context, given.id);
	const hours = protocolOf(context.catalogue, 'retention').openingHours;
	const untilMs = given.act === 'approve-opening' ? context.now() + hours * HOUR_MS : null;
	const act = retentionAct({ act: given.act, about: given.id, untilMs });
	await actOnCase(context, caseId, act, user);
}

/**
 * The case of an act.
 *
 * @throws {LabError} `retention/nothing`
 */
export async function caseOfAct({ db }: Pick<RetentionContext, 'db'>, id: string): Promise<string> {
	const row = await db
		.selectFrom('retention_act')
		.select('case_id')
		.where('id', '=', id)
		.executeTakeFirst();
	if (row === undefined)
		throw new LabError('retention/nothing', 'expected a request or proposal that waits');
	return row.case_id;
}

/**
 * Requests that wait and openings that stand: all of them for those who may answer, their own for others. Administrators
 * see no number.
 */
export async function listOpenings(
	context: RetentionContext,
	user: CaseUser
): Promise<OpeningRecord[]> {
	const mayAnswer = user.role === 'supervisor' || user.role === 'admin';
	const found: OpeningRecord[] = [];
	for (const { id: caseId, number } of await sealedCases(context)) {
		const { openings } = await readRetention(context.db, caseId);
		for (const one of openings) {
			const stands = isStanding(one, context.now());
			if (one.decision !== null && !stands) continue;
			if (!mayAnswer && one.by !== user.id) continue;
			const caseNumber = user.role === 'admin' ? '' : number;
			found.push({ ...one, caseId, caseNumber, isStanding: stands });
		}
	}
	return found;
}
