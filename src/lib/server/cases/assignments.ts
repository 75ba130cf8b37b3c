/**
 * Who works on a case: assigned and ended by a supervisor. Nobody is assigned to a case that is closed.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { addAuditEntry } from '../database/audit.ts';
import { asRefusal } from '../database/errors.ts';
import { cellSealer } from '../keys/seal-cells.ts';
import { requireActive, requireWritable } from '../retention/visible.ts';
import { lockCase, requireCase, supervisorOnly, type CaseContext, type CaseUser } from './cases.ts';
import { writeLimit } from './subject-limit.ts';

/**
 * Assigns someone to a case in the role of their account. One role at a time.
 *
 * @param given.subjects codes of the subjects they work on; empty or absent = the whole case
 * @throws {LabError} `case/supervisor-only`, `case/not-found`, `case/role` for an administrator, `case/subjects`, `retention/…`,
 * `database/unique` when already assigned
 */
export async function assignMember(
	{ db, now, newId }: CaseContext,
	given: {
		readonly caseId: string;
		readonly user: CaseUser;
		readonly reason: string;
		readonly subjects?: readonly string[];
	},
	by: CaseUser
): Promise<void> {
	supervisorOnly(by);
	const { role, id: userId } = given.user;
	const subjects = writeLimit(given.subjects ?? []);
	if (role === 'admin')
		throw new LabError('case/role', 'expected someone who may work on cases, got an administrator');
	await requireCase({ db, now }, given.caseId, by.id);
	await asRefusal(() =>
		db.transaction().execute(async (transaction) => {
			await lockCase(transaction, given.caseId);
			await requireActive(transaction, given.caseId);
			const seal = await cellSealer(transaction, { caseId: given.caseId });
			await transaction
				.insertInto('case_member')
				.values({
					id: newId(),
					case_id: given.caseId,
					user_id: userId,
					role,
					from_ms: now(),
					to_ms: null,
					reason: seal(given.reason),
					assigned_by: by.id,
					subjects
				})
				.execute();
			const limit = subjects === null ? {} : { subjects };
			const details = { userId, role, reason: given.reason, ...limit };
			const act = { actorId: by.id, action: 'case/assigned', object: given.caseId, details };
			await addAuditEntry(transaction, act, now());
		})
	);
}

/**
 * Ends an assignment; the row stays.
 *
 * @throws {LabError} `case/supervisor-only`; `case/not-found`; `case/not-assigned` when there is none; `retention/read-only`
 */
export async function endMembership(
	{ db, now }: CaseContext,
	given: { readonly caseId: string; readonly userId: string; readonly reason: string },
	by: CaseUser
): Promise<void> {
	supervisorOnly(by);
	const { caseId, userId, reason } = given;
	await requireCase({ db, now }, caseId, by.id);
	await db.transaction().execute(async (transaction) => {
		await lockCase(transaction, caseId);
		await requireWritable(transaction, caseId);
		const { numUpdatedRows } = await transaction
			.updateTable('case_member')
			.set({ to_ms: now() })
			.where('case_id', '=', caseId)
			.where('user_id', '=', userId)
			.where('to_ms', 'is', null)
			.executeTakeFirst();
		if (numUpdatedRows === 0n)
			throw new LabError('case/not-assigned', 'expected an assigned person, got someone else');
		const act = { actorId: by.id, action: 'case/unassigned', object: caseId };
		await addAuditEntry(transaction, { ...act, details: { userId, reason } }, now());
	});
}
