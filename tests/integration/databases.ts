/**
 * The databases the application runs on, each empty for every test.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase, type LabDatabase } from '#lib/server/database/open.ts';

/** A database of its own: open it as often as needed, drop it at the end. */
export interface TestDatabase {
	readonly place: string;
	open(): Promise<LabDatabase>;
	drop(): Promise<void>;
}

/** An SQLite file in a new folder. */
export function sqliteFile(): Promise<TestDatabase> {
	const folder = mkdtempSync(join(tmpdir(), 'jingwei-db-'));
	return Promise.resolve(
		remembering(join(folder, 'jingwei.sqlite'), async () => rmSync(folder, { recursive: true }))
	);
}

/** A new schema in the PostgreSQL of DATABASE_TEST_URL. */
export async function postgresSchema(): Promise<TestDatabase> {
	const url = process.env['DATABASE_TEST_URL'] ?? '';
	const name = `jingwei_${randomUUID().replaceAll('-', '')}`;
	await inPostgres(url, `create schema ${name}`);
	return remembering(withSearchPath(url, name), () =>
		inPostgres(url, `drop schema ${name} cascade`)
	);
}

/** The address with a schema to look for tables in. */
export function withSearchPath(url: string, schema: string): string {
	const address = new URL(url);
	address.searchParams.set('options', `-csearch_path=${schema}`);
	return address.href;
}

/** Runs statements on a connection of their own. */
export async function inPostgres(url: string, ...statements: string[]): Promise<void> {
	const client = new pg.Client(url);
	await client.connect();
	try {
		for (const statement of statements) await client.query(statement);
	} finally {
		await client.end();
	}
}

function remembering(place: string, drop: () => Promise<void>): TestDatabase {
	const opened: LabDatabase[] = [];
	return {
		place,
		open: async () => {
			const database = await openDatabase(place);
			opened.push(database);
			return database;
		},
		drop: async () => {
			for (const database of opened) await database.close();
			await drop();
		}
	};
}
