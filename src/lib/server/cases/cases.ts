/**
 * Cases and who works on them. What is not assigned to someone does not exist for them.
 *
 * @module
 */
import type { Kysely } from 'kysely';
import { LabError } from '#lib/core/errors.ts';
import type { Role } from '#lib/core/session/event.ts';
import { addAuditEntry } from '../database/audit.ts';
import { asRefusal } from '../database/errors.ts';
import type { CaseMemberTable, Schema } from '../database/schema.ts';

/** Someone signed in, with the role of the account. */
export interface CaseUser {
	readonly id: string;
	readonly role: Role;
}

/** Role on a case; administrators have none. */
export type CaseRole = CaseMemberTable['role'];

/** A case as a list shows it. */
export interface CaseShell {
	readonly id: string;
	readonly number: string;
	readonly title: string;
	readonly createdMs: number;
}

/** Someone assigned now. */
export interface CaseMember {
	readonly userId: string;
	readonly role: CaseRole;
	readonly fromMs: number;
	readonly reason: string;
}

/** Where the cases are, and what time and chance are. */
export interface CaseContext {
	readonly db: Kysely<Schema>;
	readonly now: () => number;
	readonly newId: () => string;
}

const shellColumns = [
	'lab_case.id',
	'lab_case.number',
	'lab_case.title',
	'lab_case.created_ms as createdMs'
] as const;

/** The answer about a case that is not there or none of the asker's business. */
export function caseNotFound(): LabError {
	return new LabError('case/not-found', 'expected a case assigned to you, got none');
}

/**
 * Creates a case.
 *
 * @throws {LabError} `case/supervisor-only`; `database/unique` when the number is taken; `case/invalid`
 */
export async function createCase(
	{ db, now, newId }: CaseContext,
	given: { readonly number: string; readonly title: string },
	by: CaseUser
): Promise<CaseShell> {
	supervisorOnly(by);
	const [number, title] = [given.number.trim(), given.title.trim()];
	if (number === '' || title === '' || number.length > 80 || title.length > 200)
		throw new LabError('case/invalid', 'expected a number of 1…80 and a title of 1…200 characters');
	const created = { id: newId(), number, title, createdMs: now() };
	await asRefusal(() =>
		db.transaction().execute(async (transaction) => {
			await transaction
				.insertInto('lab_case')
				.values({ id: created.id, number, title, created_ms: created.createdMs, created_by: by.id })
				.execute();
			const act = { actorId: by.id, action: 'case/created', object: created.id };
			await addAuditEntry(transaction, { ...act, details: { number } }, created.createdMs);
		})
	);
	return created;
}

/**
 * Assigns someone to a case in the role of their account. One role at a time.
 *
 * @throws {LabError} `case/supervisor-only`, `case/not-found`, `case/role` for an administrator,
 * `database/unique` when already assigned
 */
export async function assignMember(
	{ db, now, newId }: CaseContext,
	given: { readonly caseId: string; readonly user: CaseUser; readonly reason: string },
	by: CaseUser
): Promise<void> {
	supervisorOnly(by);
	const { role, id: userId } = given.user;
	if (role === 'admin')
		throw new LabError('case/role', 'expected someone who may work on cases, got an administrator');
	await requireCase(db, given.caseId);
	await asRefusal(() =>
		db.transaction().execute(async (transaction) => {
			await transaction
				.insertInto('case_member')
				.values({
					id: newId(),
					case_id: given.caseId,
					user_id: userId,
					role,
					from_ms: now(),
					to_ms: null,
					reason: given.reason,
					assigned_by: by.id
				})
				.execute();
			const details = { userId, role, reason: given.reason };
			const act = { actorId: by.id, action: 'case/assigned', object: given.caseId, details };
			await addAuditEntry(transaction, act, now());
		})
	);
}

/**
 * Ends an assignment; the row stays.
 *
 * @throws {LabError} `case/supervisor-only`; `case/not-assigned` when there is none
 */
export async function endMembership(
	{ db, now }: CaseContext,
	given: { readonly caseId: string; readonly userId: string; readonly reason: string },
	by: CaseUser
): Promise<void> {
	supervisorOnly(by);
	const { caseId, userId, reason } = given;
	await db.transaction().execute(async (transaction) => {
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

/** The cases someone sees: supervisors all (they assign people), administrators none, others their own. */
export async function listCases({ db }: CaseContext, user: CaseUser): Promise<CaseShell[]> {
	if (user.role === 'admin') return [];
	const all = db.selectFrom('lab_case').select(shellColumns).orderBy('lab_case.created_ms', 'desc');
	if (user.role === 'supervisor') return all.execute();
	return all
		.innerJoin('case_member', 'case_member.case_id', 'lab_case.id')
		.where('case_member.user_id', '=', user.id)
		.where('case_member.role', '=', user.role)
		.where('case_member.to_ms', 'is', null)
		.execute();
}

/** Who is assigned to a case now. */
export async function membersOf({ db }: CaseContext, caseId: string): Promise<CaseMember[]> {
	return db
		.selectFrom('case_member')
		.select(['user_id as userId', 'role', 'from_ms as fromMs', 'reason'])
		.where('case_id', '=', caseId)
		.where('to_ms', 'is', null)
		.orderBy('from_ms')
		.execute();
}

/**
 * The case, when someone may open it, and their role on it.
 *
 * An assignment counts only while the account has the role it was made for.
 *
 * @throws {LabError} `case/not-found` (404) for everyone else: whether it exists is not told
 */
export async function assertAssigned(
	context: CaseContext,
	user: CaseUser,
	caseId: string
): Promise<CaseShell & { readonly role: CaseRole }> {
	const { role } = user;
	if (role === 'admin') throw caseNotFound();
	const shell = (await listCases(context, user)).find(({ id }) => id === caseId);
	if (shell === undefined) throw caseNotFound();
	return { ...shell, role };
}

async function requireCase(db: Kysely<Schema>, caseId: string): Promise<void> {
	const found = await db
		.selectFrom('lab_case')
		.select('id')
		.where('id', '=', caseId)
		.executeTakeFirst();
	if (found === undefined) throw caseNotFound();
}

function supervisorOnly({ role }: CaseUser): void {
	if (role !== 'supervisor')
		throw new LabError('case/supervisor-only', `expected a supervisor, got the ${role}`);
}
