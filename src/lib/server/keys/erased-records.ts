/**
 * Which records go when a person or a case is destroyed.
 *
 * @module
 */
import type { Kysely } from 'kysely';
import { LabError } from '#lib/core/errors.ts';
import type { Schema } from '../database/schema.ts';

/** Sessions and interviews with their numbers of events. */
export interface ErasedRecords {
	readonly caseId: string;
	/** Whether title, board and everything else of the case go, too. */
	readonly isWholeCase: boolean;
	readonly sessions: readonly { readonly id: string; readonly events: number }[];
	readonly interviews: readonly { readonly id: string; readonly events: number }[];
}

/**
 * The records.
 *
 * @param subjectCode null = everything of the case
 * @throws {LabError} `case/not-found`; `keys/running` while one of them is open
 */
export async function recordsOf(
	db: Kysely<Schema>,
	{ caseId, subjectCode }: { readonly caseId: string; readonly subjectCode: string | null }
): Promise<ErasedRecords> {
	const found = await db
		.selectFrom('lab_case')
		.select('id')
		.where('id', '=', caseId)
		.executeTakeFirst();
	if (found === undefined) throw new LabError('case/not-found', 'expected a case, got none');
	const isMeant = (row: { readonly subject_code: string }): boolean =>
		subjectCode === null || row.subject_code === subjectCode;
	const sessions = await db
		.selectFrom('test_session')
		.select(['id', 'subject_code', 'ended', 'last_seq as events'])
		.where('case_id', '=', caseId)
		.orderBy('id')
		.execute();
	const interviews = await db
		.selectFrom('interview')
		.select(['id', 'subject_code', 'closed_ms', 'last_seq as events'])
		.where('case_id', '=', caseId)
		.orderBy('id')
		.execute();
	const meant = { sessions: sessions.filter(isMeant), interviews: interviews.filter(isMeant) };
	const open =
		meant.sessions.some(({ ended }) => ended === null) ||
		meant.interviews.some(({ closed_ms: closedMs }) => closedMs === null);
	if (open) throw new LabError('keys/running', 'expected sessions and interviews that have ended');
	return {
		...{ caseId, isWholeCase: subjectCode === null },
		sessions: meant.sessions.map(({ id, events }) => ({ id, events })),
		interviews: meant.interviews.map(({ id, events }) => ({ id, events }))
	};
}
