/**
 * The table of retention: what was done with a case after the work on it was over. Append-only; where a case stands is
 * read from it and stands nowhere else.
 *
 * @module
 */
import { sql, type Kysely } from 'kysely';
import type { RetentionActName } from '../../core/retention/retention-act.ts';
import { postgresTableAppendOnly, sqliteTableAppendOnly } from './append-only.ts';
import type { DatabaseKind } from './database-kind.ts';

/** One act. */
export interface RetentionActTable {
	id: string;
	case_id: string;
	/** 1-based, without gaps within a case. */
	seq: number;
	act: RetentionActName;
	by: string;
	at_ms: number;
	/** Encrypted with the key of the case; empty = none. */
	reason: string;
	/** Number of the order of a court or an office; encrypted; empty = none. */
	order_ref: string;
	/** The request or proposal it answers. */
	about: string | null;
	subject_code: string | null;
	case_type: string | null;
	/** YYYY-MM-DD. */
	retain_until: string | null;
	until_ms: number | null;
	/** Of an approved opening: who may read. */
	for_user: string | null;
}

/** The tables by name. */
export interface RetentionSchema {
	retention_act: RetentionActTable;
}

/** Makes it. */
export async function retentionTables(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
	await db.schema
		.createTable('retention_act')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('case_id', 'text', (column) => column.notNull().references('lab_case.id'))
		.addColumn('seq', 'bigint', (column) => column.notNull().check(sql`seq >= 1`))
		.addColumn('act', 'text', (column) => column.notNull())
		.addColumn('by', 'text', (column) => column.notNull())
		.addColumn('at_ms', 'bigint', (column) => column.notNull())
		.addColumn('reason', 'text', (column) => column.notNull())
		.addColumn('order_ref', 'text', (column) => column.notNull())
		.addColumn('about', 'text')
		.addColumn('subject_code', 'text')
		.addColumn('case_type', 'text')
		.addColumn('retain_until', 'text')
		.addColumn('until_ms', 'bigint')
		.addColumn('for_user', 'text')
		.addUniqueConstraint('retention_act_seq', ['case_id', 'seq'])
		.execute();
	await (kind === 'sqlite'
		? sqliteTableAppendOnly(db, 'retention_act', 'id')
		: postgresTableAppendOnly(db, 'retention_act'));
}
