/**
 * Assignments that are limited to some subjects of a case: the others are not there for that person.
 *
 * @module
 */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { LabError } from '#lib/core/errors.ts';
import type { Role } from '#lib/core/roles.ts';
import type { Schema } from '../database/schema.ts';

/** Codes of the subjects somebody may know of; null = all of the case. */
export type SubjectLimit = ReadonlySet<string> | null;

const CODE = /^[A-Z0-9-]{1,32}$/;
const codes = z.array(z.string().regex(CODE)).min(1).max(50);

/** Whether a subject is inside a limit. */
export function isWithin(limit: SubjectLimit, subjectCode: string): boolean {
	return limit === null || limit.has(subjectCode);
}

/** The column of an assignment as a limit. */
export function readLimit(column: string | null | undefined): SubjectLimit {
	return column === null || column === undefined ? null : new Set(codes.parse(JSON.parse(column)));
}

/**
 * A limit as the column holds it.
 *
 * @param subjects codes; empty = the whole case
 * @throws {LabError} `case/subjects` for something that is no code
 */
export function writeLimit(subjects: readonly string[]): string | null {
	if (subjects.length === 0) return null;
	const parsed = codes.safeParse([...new Set(subjects)].toSorted());
	if (!parsed.success)
		throw new LabError('case/subjects', 'expected codes of A–Z, 0–9 and -, at most 50 of them');
	return JSON.stringify(parsed.data);
}

/** The limit of somebody's standing assignment to a case; null for supervisors, who have none, and without a limit. */
export async function limitOf(
	db: Kysely<Schema>,
	user: { readonly id: string; readonly role: Role },
	caseId: string
): Promise<SubjectLimit> {
	const row = await db
		.selectFrom('case_member')
		.select('subjects')
		.where('case_id', '=', caseId)
		.where('user_id', '=', user.id)
		.where('role', '=', user.role as never)
		.where('to_ms', 'is', null)
		.executeTakeFirst();
	return user.role === 'supervisor' ? null : readLimit(row?.subjects);
}
