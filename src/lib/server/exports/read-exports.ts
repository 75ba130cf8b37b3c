/**
 * Requests to take something out, with what became of them.
 *
 * @module
 */
import type { Kysely } from 'kysely';
import type { ExportFacts } from '#lib/core/exporting/export-rules.ts';
import type { CaseUser } from '../cases/cases.ts';
import type { ExportActTable, ExportRequestTable } from '../database/export-tables.ts';
import type { Schema } from '../database/schema.ts';
import { isThereFor } from '../retention/visible.ts';

/** A request and what became of it. */
export interface ExportRecord extends ExportFacts {
	readonly id: string;
	readonly caseId: string;
	readonly caseNumber: string;
	readonly subjectCode: string;
	readonly source: ExportRequestTable['source'];
	readonly sourceId: string;
	readonly item: string;
	readonly purpose: string;
	readonly recipient: string;
	readonly office: string;
	readonly requestedBy: string;
	readonly atMs: number;
	/** Who decided, when, and why it was refused. */
	readonly decidedBy: string | null;
	readonly decidedMs: number | null;
	readonly reason: string;
	/** Null until it is approved. */
	readonly number: string | null;
}

/** An export that is being fetched. */
export interface TakenExport extends ExportRecord {
	readonly number: string;
	/** Which of the copies this is, from 1. */
	readonly copy: number;
	readonly takenMs: number;
}

/** Whoever can be asked. */
type Reader = Pick<Kysely<Schema>, 'selectFrom'>;

/** Most requests in a list; older ones are in the database and in the audit trail. */
const MOST = 500;

/**
 * The requests somebody may know of, newest first: their own, all of them for a supervisor; none of a case that was
 * sealed and is not open to them.
 */
export async function listExports(
	db: Reader,
	user: CaseUser,
	nowMs: number
): Promise<ExportRecord[]> {
	const there = isThereFor('lab_case.id', user.id, nowMs);
	let rows = joined(db).where(there).orderBy('export_request.at_ms', 'desc').limit(MOST);
	if (user.role !== 'supervisor') rows = rows.where('requested_by', '=', user.id);
	const found = await rows.execute();
	if (found.length === 0) return [];
	const ids = found.map(({ id }) => id);
	const acts = await db
		.selectFrom('export_act')
		.selectAll()
		.where('request_id', 'in', ids)
		.execute();
	return found.map((row) =>
		recordOf(
			row,
			acts.filter(({ request_id: id }) => id === row.id)
		)
	);
}

/** One request; null = there is none. */
export async function readExport(db: Reader, id: string): Promise<ExportRecord | null> {
	const row = await joined(db).where('export_request.id', '=', id).executeTakeFirst();
	if (row === undefined) return null;
	const acts = await db.selectFrom('export_act').selectAll().where('request_id', '=', id).execute();
	return recordOf(row, acts);
}

function joined(db: Reader) {
	return db
		.selectFrom('export_request')
		.innerJoin('lab_case', 'lab_case.id', 'export_request.case_id')
		.leftJoin('export_number', 'export_number.request_id', 'export_request.id')
		.selectAll('export_request')
		.select(['lab_case.number as caseNumber', 'export_number.number as exportNumber']);
}

function recordOf(
	row: ExportRequestTable & { readonly caseNumber: string; readonly exportNumber: string | null },
	acts: readonly ExportActTable[]
): ExportRecord {
	const decided = acts.find(({ act }) => act !== 'fetched');
	return {
		...{ id: row.id, caseId: row.case_id, caseNumber: row.caseNumber, source: row.source },
		...{ subjectCode: row.subject_code, sourceId: row.source_id, item: row.item },
		...{ purpose: row.purpose, recipient: row.recipient, office: row.office },
		...{ requestedBy: row.requested_by, atMs: row.at_ms, number: row.exportNumber },
		decision: decided === undefined || decided.act === 'fetched' ? null : decided.act,
		...{ decidedBy: decided?.by ?? null, decidedMs: decided?.at_ms ?? null },
		...{ reason: decided?.reason ?? '', untilMs: decided?.until_ms ?? null },
		copies: acts.filter(({ act }) => act === 'fetched').length
	};
}
