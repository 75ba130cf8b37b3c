/**
 * The databases the application runs on, each empty for every test.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { openDatabase, type LabDatabase } from '#lib/server/database/open.ts';
import type { KeyPlace } from '#lib/server/keys/key-file.ts';

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
	const place = withSearchPath(url, name);
	return remembering(place, async () => {
		rmSync(keysOf(place).file, { force: true });
		await inPostgres(url, `drop schema ${name} cascade`);
	});
}

/** Where the key of a database lies. Texts are encrypted as in a laboratory: by AES on SQLite, by SM4 on PostgreSQL. */
export function keysOf(place: string): KeyPlace {
	const schema = /jingwei_[0-9a-f]{32}/.exec(place)?.[0];
	return schema === undefined
		? { file: join(dirname(place), 'key-encryption-key'), algorithm: 'aes-256-gcm' }
		: { file: join(tmpdir(), `${schema}.key`), algorithm: 'sm4-ctr-hmac-sm3' };
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

/** How another process finds the database and its key. */
export function environmentOf(place: string): Record<string, string> {
	return { DATABASE_URL: place, JINGWEI_KEY_FILE: keysOf(place).file };
}

function remembering(place: string, drop: () => Promise<void>): TestDatabase {
	const opened: LabDatabase[] = [];
	return {
		place,
		open: async () => {
			const database = await openDatabase(place, keysOf(place));
			opened.push(database);
			return database;
		},
		drop: async () => {
			for (const database of opened) await database.close();
			await drop();
		}
	};
}
