/**
 * SQLite through Node's own module, in the shape Kysely expects.
 *
 * @module
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { SqliteDialect, type SqliteDatabase } from 'kysely';

/**
 * How long a writer waits for another process [ms]. The wait stops everything in this process, so it is short;
 * the event store tries again.
 */
const BUSY_TIMEOUT_MS = 1000;

/**
 * A dialect over a database file, created when it is not there.
 *
 * Every commit is on disk before it is reported (`synchronous=FULL` syncs the log at each commit).
 *
 * @param path file path, or `:memory:`
 */
export function sqliteDialect(path: string): SqliteDialect {
	if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
	const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
	database.exec('pragma journal_mode = wal');
	database.exec('pragma synchronous = full');
	database.exec('pragma foreign_keys = on');
	// a key that is destroyed leaves no bytes in a page that is free
	database.exec('pragma secure_delete = on');
	// otherwise "insert or replace" would delete rows behind the back of the delete triggers
	database.exec('pragma recursive_triggers = on');
	return new SqliteDialect({ database: kyselyShape(database) });
}

function kyselyShape(database: DatabaseSync): SqliteDatabase {
	return {
		close: () => database.close(),
		prepare: (text) => {
			const statement = database.prepare(text);
			const values = (parameters: readonly unknown[]): SQLInputValue[] =>
				parameters as SQLInputValue[];
			return {
				reader: statement.columns().length > 0,
				all: (parameters) => statement.all(...values(parameters)),
				run: (parameters) => statement.run(...values(parameters)),
				iterate: (parameters) => statement.iterate(...values(parameters))
			};
		}
	};
}
