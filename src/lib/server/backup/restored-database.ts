/**
 * The database of a backup put where the restored laboratory will look for it, and brought up to date.
 *
 * @module
 */
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql, type Kysely, type Transaction } from 'kysely';
import { LabError } from '#lib/core/errors.ts';
import { migrateAuth } from '../accounts/auth.ts';
import { migrate, migrationSteps } from '../database/migrations.ts';
import { openAsItIs, type LabDatabase } from '../database/open.ts';
import type { Schema } from '../database/schema.ts';
import type { BackupManifest } from './contents.ts';
import { inOrderOfReference, tablesOf, writeRows } from './database-rows.ts';
import { lookAt, sqliteTables } from './look.ts';

const LINES_AT_ONCE = 500;

/**
 * Refuses a backup this program or this place cannot take.
 *
 * @throws {LabError} `backup/newer`, `backup/kind`, `backup/not-empty`
 */
export async function refuseUnfit(
	{ database, steps }: BackupManifest,
	target: LabDatabase
): Promise<void> {
	const known = new Set(migrationSteps(database));
	const unknown = steps.find((step) => !known.has(step));
	if (unknown !== undefined)
		throw new LabError('backup/newer', `expected steps this program knows, got ${unknown}`);
	if (database !== target.kind)
		throw new LabError(
			'backup/kind',
			`expected a ${database} database to restore into, got ${target.kind}: restore first, then migrate-database`
		);
	const tables = target.kind === 'postgres' ? await tablesOf(target.db) : [];
	if (tables.length > 0)
		throw new LabError('backup/not-empty', `expected no tables, got ${tables.length}`);
}

/**
 * Fills a PostgreSQL database: tables as they stood, rows, then the steps that came later. All rows or none; tables
 * without rows may be left by a failure.
 *
 * @param secret any 64 hexadecimal digits: the tables of the accounts do not depend on it
 * @throws {LabError} `backup/rows`, `backup/tables`
 */
export async function fillPostgres(
	database: LabDatabase,
	folder: string,
	{ manifest, secret }: { readonly manifest: BackupManifest; readonly secret: string }
): Promise<void> {
	const { db } = database;
	await migrate(db, 'postgres', manifest.steps.at(-1));
	const files = (await readdir(folder)).toSorted();
	if (files.some((name) => name.startsWith('auth_')))
		await migrateAuth({ db, type: 'postgres', secret });
	const tables = (await inOrderOfReference(db)).filter((name) => !name.startsWith('kysely_'));
	const strange = files
		.map(tableOfFile)
		.find((name) => !tables.includes(name) && !name.startsWith('kysely_'));
	if (strange !== undefined)
		throw new LabError('backup/tables', `expected a known table, got ${strange}`);
	await db.transaction().execute(async (transaction) => {
		// rows that a step itself wrote stand in the backup too
		for (const table of tables.toReversed()) await emptied(transaction, table);
		for (const table of tables) await fill(transaction, table, folder, files);
		await numbersOn(transaction);
	});
	await compareRows(database, manifest);
	await migrate(db, 'postgres');
}

async function emptied(db: Kysely<Schema>, table: string): Promise<void> {
	const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(
		db
	);
	if ((rows[0]?.n ?? 0) > 0) await sql`delete from ${sql.table(table)}`.execute(db);
}

function tableOfFile(name: string): string {
	return name.replace(/-\d+[.]jsonl$/, '');
}

async function fill(
	transaction: Transaction<Schema>,
	table: string,
	folder: string,
	files: readonly string[]
): Promise<void> {
	for (const name of files.filter((file) => tableOfFile(file) === table)) {
		let lines: string[] = [];
		const write = async (): Promise<void> => {
			await writeRows(transaction, { table, lines });
			lines = [];
		};
		for await (const line of createInterface({ input: createReadStream(join(folder, name)) })) {
			lines.push(line);
			if (lines.length === LINES_AT_ONCE) await write();
		}
		await write();
	}
}

/** Columns that number themselves go on after the last number there is. */
async function numbersOn(db: Kysely<Schema>): Promise<void> {
	const { rows } = await sql<{ table: string; column: string }>`
		select table_name as "table", column_name as "column" from information_schema.columns
		where table_schema = current_schema() and (is_identity = 'YES' or column_default like 'nextval(%')`.execute(
		db
	);
	for (const { table, column } of rows)
		await sql`select setval(pg_get_serial_sequence(${table}, ${column}),
			greatest(1, (select coalesce(max(${sql.ref(column)}), 0) from ${sql.table(table)})))`.execute(db);
}

/**
 * Compares the number of rows with the backup's.
 *
 * @throws {LabError} `backup/rows` naming the table
 */
async function compareRows(database: LabDatabase, { rows }: BackupManifest): Promise<void> {
	const { db, kind } = database;
	const tables = await (kind === 'postgres' ? tablesOf(db) : sqliteTables(db));
	const { rows: found } = await lookAt(db, tables);
	for (const [table, count] of Object.entries(rows))
		if (!table.startsWith('kysely_') && found[table] !== count)
			throw new LabError(
				'backup/rows',
				`expected ${count} rows of ${table}, got ${found[table] ?? 0}`
			);
}

/** The SQLite file of a restored laboratory, brought up to date. */
export async function upToDateSqlite(path: string, manifest: BackupManifest): Promise<void> {
	const database = openAsItIs(path);
	try {
		await compareRows(database, manifest);
		const broken = await sql<object>`pragma foreign_key_check`.execute(database.db);
		if (broken.rows.length > 0)
			throw new LabError(
				'backup/rows',
				`expected whole references, got ${broken.rows.length} broken`
			);
		await migrate(database.db, 'sqlite');
	} finally {
		await database.close();
	}
}
