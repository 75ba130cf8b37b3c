/**
 * The log of a case's retention: read, decided on and written in one transaction, each act in the audit trail.
 *
 * @module
 */
import type { Kysely, Transaction } from 'kysely';
import { LabError } from '#lib/core/errors.ts';
import type { Moment } from '#lib/core/laboratory/in-date.ts';
import { decideRetention } from '#lib/core/retention/decide-retention.ts';
import type {
	RetentionAct,
	RetentionActor,
	WrittenAct
} from '#lib/core/retention/retention-act.ts';
import type { RetentionFacts } from '#lib/core/retention/retention-refusal.ts';
import { isTermOver, type RetentionSchedule } from '#lib/core/retention/retention-schedule.ts';
import {
	applyRetention,
	noRetention,
	type RetentionState
} from '#lib/core/retention/retention-state.ts';
import { caseNotFound, lockCase, type CaseContext } from '../cases/cases.ts';
import { addAuditEntry } from '../database/audit.ts';
import type { Schema } from '../database/schema.ts';
import { cellSealer } from '../keys/seal-cells.ts';
import { protocolsOf, type Catalogue } from '../protocols.ts';

/** Where cases, protocols and time are. */
export interface RetentionContext extends CaseContext {
	readonly catalogue: Catalogue;
}

/** How long this laboratory keeps its cases; null = it has protocols of its own without such a file: nothing is due. */
export function scheduleOf({
	catalogue
}: Pick<RetentionContext, 'catalogue'>): RetentionSchedule | null {
	return protocolsOf(catalogue, 'retention')[0] ?? null;
}

/** Now, by the clock and the time zone of the machine the laboratory runs on. */
export function retentionMoment({ now }: Pick<RetentionContext, 'now'>): Moment {
	const nowMs = now();
	return { nowMs, offsetMinutes: -new Date(nowMs).getTimezoneOffset() };
}

/** Every act on a case, the oldest first. */
export async function retentionActs(
	db: Pick<Kysely<Schema>, 'selectFrom'>,
	caseId: string
): Promise<WrittenAct[]> {
	const rows = await db
		.selectFrom('retention_act')
		.selectAll()
		.where('case_id', '=', caseId)
		.orderBy('seq')
		.execute();
	return rows.map((row) => ({
		...{ id: row.id, seq: row.seq, act: row.act, by: row.by, atMs: row.at_ms },
		...{ reason: row.reason, orderRef: row.order_ref, about: row.about },
		...{ subjectCode: row.subject_code, caseType: row.case_type },
		...{ retainUntil: row.retain_until, untilMs: row.until_ms }
	}));
}

/** Where a case stands. */
export async function readRetention(
	db: Pick<Kysely<Schema>, 'selectFrom'>,
	caseId: string
): Promise<RetentionState> {
	return (await retentionActs(db, caseId)).reduce(applyRetention, noRetention);
}

/**
 * Does an act.
 *
 * @returns id of the act
 * @throws {LabError} `case/not-found`; `retention/…` when it is refused
 */
export async function actOnCase(
	context: RetentionContext,
	caseId: string,
	act: RetentionAct,
	actor: RetentionActor
): Promise<string> {
	return context.db.transaction().execute(async (transaction) => {
		await lockRecords(transaction, caseId);
		const state = await decided(transaction, context, { caseId, act, actor });
		const opening = state.openings.find(({ id }) => id === act.about);
		const forUser = act.act === 'approve-opening' ? (opening?.by ?? null) : null;
		return writeAct(transaction, context, { caseId, act, actor, state, forUser });
	});
}

/** One act of somebody on a case. */
export interface CaseAct {
	readonly caseId: string;
	readonly act: RetentionAct;
	readonly actor: RetentionActor;
}

/**
 * The state an act is taken in.
 *
 * @throws {LabError} `case/not-found`; `retention/…` when it is refused
 */
export async function decided(
	db: Kysely<Schema>,
	context: RetentionContext,
	{ caseId, act, actor }: CaseAct
): Promise<RetentionState> {
	const state = await readRetention(db, caseId);
	const facts = await factsOf(db, context, caseId, state);
	const refusal = decideRetention(state, act, actor, facts);
	if (refusal !== null) throw new LabError(`retention/${refusal.code}`, refusal.message);
	return state;
}

/** Writes an act that was decided on, and its entry in the audit trail. */
export async function writeAct(
	transaction: Transaction<Schema>,
	{ now, newId }: Pick<RetentionContext, 'now' | 'newId'>,
	given: CaseAct & { readonly state: RetentionState; readonly forUser?: string | null }
): Promise<string> {
	const { caseId, act, actor, state, forUser = null } = given;
	const id = newId();
	const atMs = now();
	const [reason, orderRef] = [act.reason.trim(), act.orderRef.trim()];
	// nothing can be written with the key of a case that has just been destroyed, and nothing need be
	const seal = reason + orderRef === '' ? null : await cellSealer(transaction, { caseId });
	const sealed = (text: string): string => (text === '' || seal === null ? '' : seal(text));
	await transaction
		.insertInto('retention_act')
		.values({
			...{ id, case_id: caseId, seq: state.seq + 1, act: act.act, by: actor.id, at_ms: atMs },
			...{ reason: sealed(reason), order_ref: sealed(orderRef), about: act.about },
			...{ subject_code: act.subjectCode, case_type: act.caseType },
			...{ retain_until: act.retainUntil, until_ms: act.untilMs, for_user: forUser }
		})
		.execute();
	const details = { id, about: act.about, subjectCode: act.subjectCode, forUser };
	const entry = { actorId: actor.id, action: `retention/${act.act}`, object: caseId, details };
	await addAuditEntry(
		transaction,
		{ ...entry, details: { ...details, untilMs: act.untilMs } },
		atMs
	);
	return id;
}

/** Writes that change nothing: whoever is adding to a record of the case comes before this act, or finds it done. */
async function lockRecords(transaction: Transaction<Schema>, caseId: string): Promise<void> {
	await lockCase(transaction, caseId);
	for (const table of ['test_session', 'interview', 'case_board'] as const)
		await transaction
			.updateTable(table)
			.set((expression) => ({ last_seq: expression.ref('last_seq') }))
			.where('case_id', '=', caseId)
			.execute();
}

async function factsOf(
	db: Kysely<Schema>,
	context: RetentionContext,
	caseId: string,
	state: RetentionState
): Promise<RetentionFacts> {
	const found = await db
		.selectFrom('lab_case')
		.select('id')
		.where('id', '=', caseId)
		.executeTakeFirst();
	if (found === undefined) throw caseNotFound();
	const tests = await db
		.selectFrom('test_session')
		.select(['subject_code as code', 'ended'])
		.where('case_id', '=', caseId)
		.execute();
	const interviews = await db
		.selectFrom('interview')
		.select(['subject_code as code', 'closed_ms as ended'])
		.where('case_id', '=', caseId)
		.execute();
	const records = [...tests, ...interviews];
	const moment = retentionMoment(context);
	const schedule = scheduleOf(context);
	return {
		nowMs: moment.nowMs,
		open: records.filter(({ ended }) => ended === null).length,
		subjects: [...new Set(records.map(({ code }) => code))].toSorted(),
		isOver: schedule !== null && isTermOver(state, schedule, moment)
	};
}
