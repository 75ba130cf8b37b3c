/**
 * The database: a file of this workstation, or a PostgreSQL shared by several.
 *
 * @module
 */
import { Kysely } from 'kysely';
import { migrate, type DatabaseKind } from './migrations.ts';
import { postgresDialect } from './postgres.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';

/** An open database with its tables up to date. */
export interface LabDatabase {
	readonly db: Kysely<Schema>;
	readonly kind: DatabaseKind;
	close(): Promise<void>;
}

/**
 * Opens a database and brings its tables up to date.
 *
 * @param place `postgres://…`, or the path of an SQLite file (`:memory:` for none)
 */
export async function openDatabase(place: string): Promise<LabDatabase> {
	const kind = /^postgres(ql)?:\/\//.test(place) ? 'postgres' : 'sqlite';
	const dialect = kind === 'postgres' ? postgresDialect(place) : sqliteDialect(place);
	const db = new Kysely<Schema>({ dialect });
	try {
		await migrate(db, kind);
	} catch (error) {
		await db.destroy();
		throw error;
	}
	return { db, kind, close: () => db.destroy() };
}
