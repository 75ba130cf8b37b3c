/**
 * The database as a backup sees it: one moment, whole, while others go on writing.
 *
 * @module
 */
import { sql, type Kysely } from 'kysely';
import { LabError } from '#lib/core/errors.ts';
import type { LabDatabase } from '../database/open.ts';
import type { Schema } from '../database/schema.ts';
import { readRows, tablesOf, type RowBatch } from './database-rows.ts';

/** What was seen. */
export interface DatabaseLook {
	/** See `BackupManifest`. */
	readonly steps: string[];
	readonly rows: Record<string, number>;
}

/** Steps of the tables that were done, and how many rows each table has. */
export async function lookAt(db: Kysely<Schema>, tables: readonly string[]): Promise<DatabaseLook> {
	if (!tables.includes('kysely_migration'))
		throw new LabError('backup/no-database', 'expected a database of the laboratory, got another');
	const steps = await sql<{
		name: string;
	}>`select name from kysely_migration order by name`.execute(db);
	const rows: Record<string, number> = {};
	for (const table of tables) {
		const counted = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(
			db
		);
		rows[table] = counted.rows[0]?.n ?? 0;
	}
	return { steps: steps.rows.map(({ name }) => name), rows };
}

/** Every table of an SQLite database but its own. */
export async function sqliteTables(db: Kysely<Schema>): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`
		select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name`.execute(
		db
	);
	return rows.map(({ name }) => name);
}

/**
 * Copies an SQLite database as it stands at one moment into a new file.
 *
 * @source https://www.sqlite.org/lang_vacuum.html#vacuuminto
 */
export async function snapshotSqlite({ db }: LabDatabase, path: string): Promise<void> {
	await sql`vacuum into ${path}`.execute(db);
}

/** Gives all rows of a PostgreSQL database as they stand at one moment; `take` is called table by table, in order. */
export async function readPostgres(
	{ db }: LabDatabase,
	take: (batch: RowBatch) => Promise<void>
): Promise<DatabaseLook> {
	const build = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
	return build.execute(async (transaction) => {
		const tables = await tablesOf(transaction);
		const seen = await lookAt(transaction, tables);
		for (const table of tables)
			for await (const batch of readRows(transaction, table)) await take(batch);
		return seen;
	});
}
