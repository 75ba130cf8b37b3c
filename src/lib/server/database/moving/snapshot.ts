/**
 * The embedded database as it is at one moment, in a copy of its own that is brought up to date. The source is only read.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { LabError } from '#lib/core/errors.ts';
import { migrateAuth } from '../../accounts/auth.ts';
import { openDatabase } from '../open.ts';

/** One row as SQLite gives it. */
export type SourceRow = Record<string, SQLOutputValue>;

/** Only the form of tables is made with it; nothing is signed or encrypted. */
const NO_SECRET = '0'.repeat(64);
/** The migrator's own tables: every database has its own. */
const OF_THE_MIGRATOR = /^(kysely_migration|sqlite_)/;

/** A copy to read from. */
export class Snapshot {
	readonly #database: DatabaseSync;
	readonly #path: string;

	private constructor(database: DatabaseSync, path: string) {
		this.#database = database;
		this.#path = path;
	}

	/**
	 * Takes one.
	 *
	 * @param file an SQLite file of this application, of this version or an older one
	 * @throws {LabError} `database/no-source`
	 */
	static async take(file: string): Promise<Snapshot> {
		if (!existsSync(file))
			throw new LabError('database/no-source', `expected a database file, got nothing at ${file}`);
		const path = join(tmpdir(), `jingwei-move-${randomUUID()}.sqlite`);
		const source = new DatabaseSync(file, { readOnly: true });
		try {
			source.prepare('vacuum into ?').run(path);
		} finally {
			source.close();
		}
		const copy = await openDatabase(path);
		try {
			await migrateAuth({ db: copy.db, type: 'sqlite', secret: NO_SECRET });
		} finally {
			await copy.close();
		}
		return new Snapshot(new DatabaseSync(path, { readOnly: true }), path);
	}

	/** Tables, each after those it refers to. */
	tables(): string[] {
		const names = this.#database
			.prepare("select name from sqlite_master where type = 'table' order by rowid")
			.all()
			.map(({ name }) => String(name))
			.filter((name) => !OF_THE_MIGRATOR.test(name));
		const ordered: string[] = [];
		const add = (name: string): void => {
			if (ordered.includes(name) || !names.includes(name)) return;
			for (const other of this.#refersTo(name)) if (other !== name) add(other);
			if (!ordered.includes(name)) ordered.push(name);
		};
		for (const name of names) add(name);
		return ordered;
	}

	/** Rows in the order they were written. */
	rows(table: string): Iterable<SourceRow> {
		return this.#database.prepare(`select * from "${table}" order by rowid`).iterate();
	}

	/** Removes the copy. */
	end(): void {
		this.#database.close();
		for (const rest of ['', '-wal', '-shm']) rmSync(this.#path + rest, { force: true });
	}

	#refersTo(table: string): string[] {
		return this.#database
			.prepare('select "table" as name from pragma_foreign_key_list(?)')
			.all(table)
			.map(({ name }) => String(name));
	}
}
