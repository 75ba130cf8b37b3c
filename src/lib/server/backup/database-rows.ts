/**
 * The rows of a PostgreSQL database as text and back, table by table, by the database's own JSON: no program of
 * PostgreSQL's (`pg_dump`) need be installed.
 *
 * @module
 */
import { sql, type Kysely, type Transaction } from 'kysely';
import { LabError } from '#lib/core/errors.ts';
import type { Schema } from '../database/schema.ts';

/** Some rows of one table, in order: each a line of JSON. */
export interface RowBatch {
	readonly table: string;
	readonly lines: readonly string[];
}

/** Read and written at once: few enough for the memory, many enough for the speed. */
const ROWS_AT_ONCE = 1000;

/** Every table, by name; of each those it refers to. */
export async function tablesOf(db: Kysely<Schema>): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`
		select table_name as name from information_schema.tables
		where table_schema = current_schema() and table_type = 'BASE TABLE' order by table_name`.execute(
		db
	);
	return rows.map(({ name }) => name);
}

/** The tables so that each comes after those its foreign keys speak of. */
export async function inOrderOfReference(db: Kysely<Schema>): Promise<string[]> {
	const { rows } = await sql<{ child: string; parent: string }>`
		select child.relname as child, parent.relname as parent from pg_constraint
		join pg_class child on child.oid = conrelid join pg_class parent on parent.oid = confrelid
		where contype = 'f' and connamespace = current_schema()::regnamespace and conrelid <> confrelid`.execute(
		db
	);
	const ordered: string[] = [];
	let left = await tablesOf(db);
	while (left.length > 0) {
		const free = left.filter(
			(name) => !rows.some(({ child, parent }) => child === name && left.includes(parent))
		);
		if (free.length === 0)
			throw new LabError('backup/tables', `expected no circle of references, got ${left.join()}`);
		ordered.push(...free);
		left = left.filter((name) => !free.includes(name));
	}
	return ordered;
}

/** Columns of the primary key, in its order; none = any order. */
async function keyOf(db: Kysely<Schema>, table: string): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`
		select attname as name from pg_index
		join pg_attribute on attrelid = indrelid and attnum = any(indkey)
		where indrelid = format('%I.%I', current_schema(), ${table}::text)::regclass and indisprimary
		order by array_position(indkey::int2[], attnum)`.execute(db);
	return rows.map(({ name }) => name);
}

/** The rows of a table in order of its key, so that logs can be written again one after the other. */
export async function* readRows(
	transaction: Transaction<Schema>,
	table: string
): AsyncGenerator<RowBatch> {
	const key = await keyOf(transaction, table);
	const order =
		key.length === 0 ? sql`` : sql`order by ${sql.join(key.map((name) => sql.ref(name)))}`;
	await sql`declare backup_rows cursor for
		select row_to_json(one)::text as line from ${sql.table(table)} one ${order}`.execute(transaction);
	for (;;) {
		const { rows } = await sql<{
			line: string;
		}>`fetch ${sql.raw(String(ROWS_AT_ONCE))} from backup_rows`.execute(transaction);
		if (rows.length === 0) break;
		yield { table, lines: rows.map(({ line }) => line) };
	}
	await sql`close backup_rows`.execute(transaction);
}

/**
 * Writes rows into a table that stands as it stood when they were read, or has further columns.
 *
 * @throws {LabError} `backup/rows` when the database does not take them
 */
export async function writeRows(
	transaction: Transaction<Schema>,
	{ table, lines }: RowBatch
): Promise<void> {
	const [first] = lines;
	if (first === undefined) return;
	const columns = sql.join(Object.keys(JSON.parse(first) as object).map((name) => sql.ref(name)));
	const rows = `[${lines.join(',')}]`;
	try {
		await sql`insert into ${sql.table(table)} (${columns})
			select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${rows}::json)`.execute(
			transaction
		);
	} catch (error) {
		throw new LabError('backup/rows', `expected ${table} to take its rows, got a refusal`, {
			cause: error
		});
	}
}
