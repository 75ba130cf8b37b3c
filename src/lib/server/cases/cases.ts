/**
 * Cases and who works on them. What is not assigned to someone does not exist for them.
 *
 * @module
 */
import type { Kysely } from 'kysely';
import { LabError } from '#lib/core/errors.ts';
import { stateAfter, type RetentionName } from '#lib/core/retention/retention-act.ts';
import type { Role } from '#lib/core/session/event.ts';
import { addAuditEntry } from '../database/audit.ts';
import { asRefusal } from '../database/errors.ts';
import type { CaseMemberTable, Schema } from '../database/schema.ts';
import { blindIndex, cellSealer } from '../keys/seal-cells.ts';
import { isThereFor, lastMoveOf, neverSealed } from '../retention/visible.ts';
import { readLimit } from './subject-limit.ts';

/** Someone signed in, with the role of the account. */
export interface CaseUser {
	readonly id: string;
	readonly role: Role;
	/** Cases opened to them by an urgent access, for reading; absent wherever something could be written or leave. */
	readonly urgent?: readonly string[];
}

/** Role on a case; administrators have none. */
export type CaseRole = CaseMemberTable['role'];

/** A case as a list shows it. */
export interface CaseShell {
	readonly id: string;
	readonly number: string;
	readonly title: string;
	readonly createdMs: number;
	/** Where it stands: from `archived` on nothing is written in it. */
	readonly retention: RetentionName;
}

/** Someone assigned now. */
export interface CaseMember {
	readonly userId: string;
	readonly role: CaseRole;
	readonly fromMs: number;
	readonly reason: string;
	/** Codes of the only subjects they work on; empty = the whole case. */
	readonly subjects: readonly string[];
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
	const retention: RetentionName = 'active';
	const created = { id: newId(), number, title, createdMs: now(), retention };
	await asRefusal(() =>
		db.transaction().execute(async (transaction) => {
			const seal = await cellSealer(transaction, { caseId: created.id });
			await transaction
				.insertInto('lab_case')
				.values({
					...{ id: created.id, number: seal(number), title: seal(title), created_by: by.id },
					...{ created_ms: created.createdMs, number_index: await blindIndex(transaction, number) }
				})
				.execute();
			const act = { actorId: by.id, action: 'case/created', object: created.id };
			await addAuditEntry(transaction, { ...act, details: { number } }, created.createdMs);
		})
	);
	return created;
}

/** The cases someone sees: supervisors all (they assign people), administrators none, others their own. */
export async function listCases({ db, now }: CaseContext, user: CaseUser): Promise<CaseShell[]> {
	if (user.role === 'admin') return [];
	const all = db
		.selectFrom('lab_case')
		.select(shellColumns)
		.select(lastMoveOf('lab_case.id').as('lastMove'))
		.where(isThereFor('lab_case.id', user.id, now()))
		.orderBy('lab_case.created_ms', 'desc');
	if (user.role === 'supervisor') return (await all.execute()).map(shellOf);
	const { id: userId, role, urgent = [] } = user;
	const own = await all
		.where((eb) =>
			eb.or([
				eb.exists(
					eb
						.selectFrom('case_member')
						.select('case_member.id')
						.whereRef('case_member.case_id', '=', 'lab_case.id')
						.where('case_member.user_id', '=', userId)
						.where('case_member.role', '=', role)
						.where('case_member.to_ms', 'is', null)
				),
				// an urgent access opens nothing that was sealed
				...(urgent.length === 0
					? []
					: [eb.and([eb('lab_case.id', 'in', urgent), neverSealed('lab_case.id')])])
			])
		)
		.execute();
	return own.map(shellOf);
}

function shellOf({
	lastMove,
	...row
}: Omit<CaseShell, 'retention'> & { readonly lastMove: string | null }): CaseShell {
	return { ...row, retention: stateAfter(lastMove) };
}

/** A write that changes nothing: whoever moves the case, or assigns somebody, comes after the other. */
export async function lockCase(db: Kysely<Schema>, caseId: string): Promise<void> {
	await db
		.updateTable('lab_case')
		.set((expression) => ({ created_ms: expression.ref('created_ms') }))
		.where('id', '=', caseId)
		.execute();
}

/** Who is assigned to a case now. */
export async function membersOf({ db }: CaseContext, caseId: string): Promise<CaseMember[]> {
	const rows = await db
		.selectFrom('case_member')
		.select(['user_id as userId', 'role', 'from_ms as fromMs', 'reason', 'subjects'])
		.where('case_id', '=', caseId)
		.where('to_ms', 'is', null)
		.orderBy('from_ms')
		.execute();
	return rows.map((row) => ({ ...row, subjects: [...(readLimit(row.subjects) ?? [])] }));
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

/** @throws {LabError} `case/not-found` when there is no such case, or it was sealed and not opened to them */
export async function requireCase(
	{ db, now }: Pick<CaseContext, 'db' | 'now'>,
	caseId: string,
	userId: string
): Promise<void> {
	const found = await db
		.selectFrom('lab_case')
		.select('id')
		.where('id', '=', caseId)
		.where(isThereFor('lab_case.id', userId, now()))
		.executeTakeFirst();
	if (found === undefined) throw caseNotFound();
}

/** @throws {LabError} `case/supervisor-only` */
export function supervisorOnly({ role }: CaseUser): void {
	if (role !== 'supervisor')
		throw new LabError('case/supervisor-only', `expected a supervisor, got the ${role}`);
}
