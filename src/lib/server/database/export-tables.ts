/**
 * The tables of exports: who asked for what, for whom and why; what was decided and fetched; the running numbers. All
 * append-only.
 *
 * @module
 */
import { sql, type Kysely } from 'kysely';
import type { ExportOf } from '../../core/exporting/export-item.ts';
import type { Role } from '../../core/roles.ts';
import { postgresTableAppendOnly, sqliteTableAppendOnly } from './append-only.ts';
import type { DatabaseKind } from './database-kind.ts';

/** Somebody asks to take something out. Purpose, recipient and office go with the key of the subject. */
export interface ExportRequestTable {
	id: string;
	case_id: string;
	subject_code: string;
	source: ExportOf;
	/** Id of the session or interview. */
	source_id: string;
	/** `itemText` of `core/exporting/export-item`. */
	item: string;
	purpose: string;
	recipient: string;
	office: string;
	requested_by: string;
	role: Role;
	at_ms: number;
}

/** What was decided, and each time it was fetched. */
export interface ExportActTable {
	/** `<request>/decision` or `<request>/<copy>`: one decision, each copy once. */
	id: string;
	request_id: string;
	act: 'approved' | 'refused' | 'withdrawn' | 'fetched';
	by: string;
	/** Who asked, so that the database itself refuses whoever agrees with themselves. */
	requested_by: string;
	at_ms: number;
	/** Why it was refused; empty otherwise. */
	reason: string;
	/** End of an approval. */
	until_ms: number | null;
}

/** A number that was given; never given again. */
export interface ExportNumberTable {
	/** `JW-2026-000123` */
	number: string;
	year: number;
	running: number;
	request_id: string;
}

/** The tables by name. */
export interface ExportSchema {
	export_request: ExportRequestTable;
	export_act: ExportActTable;
	export_number: ExportNumberTable;
}

/** Makes them. */
export async function exportTables(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
	await requests(db);
	await acts(db);
	await db.schema
		.createTable('export_number')
		.addColumn('number', 'text', (column) => column.primaryKey())
		.addColumn('year', 'integer', (column) => column.notNull())
		.addColumn('running', 'integer', (column) => column.notNull())
		.addColumn('request_id', 'text', (column) =>
			column.notNull().unique().references('export_request.id')
		)
		.addUniqueConstraint('export_number_once', ['year', 'running'])
		.execute();
	for (const [table, key] of [
		...[['export_request', 'id'] as const, ['export_act', 'id'] as const],
		['export_number', 'number'] as const
	])
		await (kind === 'sqlite'
			? sqliteTableAppendOnly(db, table, key)
			: postgresTableAppendOnly(db, table));
}

async function requests(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('export_request')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('case_id', 'text', (column) => column.notNull().references('lab_case.id'))
		.addColumn('subject_code', 'text', (column) => column.notNull())
		.addColumn('source', 'text', (column) =>
			column.notNull().check(sql`source in ('session', 'interview')`)
		)
		.addColumn('source_id', 'text', (column) => column.notNull())
		.addColumn('item', 'text', (column) => column.notNull())
		.addColumn('purpose', 'text', (column) => column.notNull())
		.addColumn('recipient', 'text', (column) => column.notNull())
		.addColumn('office', 'text', (column) => column.notNull())
		.addColumn('requested_by', 'text', (column) => column.notNull())
		.addColumn('role', 'text', (column) => column.notNull())
		.addColumn('at_ms', 'bigint', (column) => column.notNull())
		.execute();
}

async function acts(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('export_act')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('request_id', 'text', (column) => column.notNull().references('export_request.id'))
		.addColumn('act', 'text', (column) =>
			column.notNull().check(sql`act in ('approved', 'refused', 'withdrawn', 'fetched')`)
		)
		.addColumn('by', 'text', (column) => column.notNull())
		.addColumn('requested_by', 'text', (column) => column.notNull())
		.addColumn('at_ms', 'bigint', (column) => column.notNull())
		.addColumn('reason', 'text', (column) => column.notNull())
		.addColumn('until_ms', 'bigint')
		.addCheckConstraint(
			'export_two_persons',
			sql`(act in ('approved', 'refused')) = (by <> requested_by)`
		)
		.addCheckConstraint('export_until', sql`(act = 'approved') = (until_ms is not null)`)
		.execute();
	await db.schema.createIndex('export_act_request').on('export_act').column('request_id').execute();
}
