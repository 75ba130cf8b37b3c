/**
 * The database: a file of this workstation, or a PostgreSQL shared by several.
 *
 * @module
 */
import { Kysely, type LogEvent } from 'kysely';
import { readKeyFile, type KeyPlace } from '../keys/key-file.ts';
import { KeyRing } from '../keys/key-ring.ts';
import { OpenCells } from '../keys/open-cells.ts';
import { dropRing, useRing } from '../keys/rings.ts';
import { keyFor } from '../keys/seal-cells.ts';
import { backfillLeaves } from '../integrity/backfill.ts';
import type { DatabaseKind } from './database-kind.ts';
import { migrate } from './migrations.ts';
import { postgresDialect } from './postgres.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';

/** Is told how long each statement took [ms], and the kind of its tree, e.g. `SelectQueryNode`. */
export type Timed = (kind: string, ms: number) => void;

/** An open database with its tables up to date. */
export interface LabDatabase {
	readonly db: Kysely<Schema>;
	readonly kind: DatabaseKind;
	/** What opens and encrypts texts and files; absent = texts are read and written as they stand. */
	readonly keys?: KeyRing;
	close(): Promise<void>;
}

/**
 * Opens a database and brings its tables up to date.
 *
 * @param place `postgres://…`, or the path of an SQLite file (`:memory:` for none)
 * @param keys where the key-encryption key lies; without it encrypted texts come as they stand in the table
 * @throws {LabError} `keys/missing` when there are data keys and no key that wraps them; `keys/wrong-key`, `keys/file`
 */
export async function openDatabase(
	place: string,
	keys?: KeyPlace,
	timed?: Timed
): Promise<LabDatabase> {
	const database = openAsItIs(place, timed);
	try {
		await migrate(database.db, database.kind);
		await backfillLeaves(database.db);
		if (keys === undefined) return database;
		const beside = place === ':memory:' ? null : () => openAsItIs(place);
		return await withKeys(database, keys, beside);
	} catch (error) {
		await database.close();
		throw error;
	}
}

/** The same with the tables there are, none of them made or changed, and texts as they stand in them. */
export function openAsItIs(place: string, timed?: Timed): LabDatabase {
	const kind = /^postgres(ql)?:\/\//.test(place) ? 'postgres' : 'sqlite';
	const dialect = kind === 'postgres' ? postgresDialect(place) : sqliteDialect(place);
	const log = ({ query, queryDurationMillis }: LogEvent): void =>
		timed?.(query.query.kind, queryDurationMillis);
	const db = new Kysely<Schema>({ dialect, ...(timed && { log }) });
	return { db, kind, close: () => db.destroy() };
}

/**
 * @param beside a connection beside the others: keys are read while a transaction holds the only one of SQLite; null =
 * there is no such thing
 */
async function withKeys(
	{ db, kind }: LabDatabase,
	{ file, algorithm }: KeyPlace,
	beside: (() => LabDatabase) | null
): Promise<LabDatabase> {
	const some = await db.selectFrom('data_key').select('id').limit(1).executeTakeFirst();
	const wrapping = readKeyFile(file, some === undefined);
	const aside = beside?.() ?? null;
	const load = (id: string) =>
		aside?.db
			.selectFrom('data_key')
			.select(['id', 'scope', 'algorithm', 'wrapped'])
			.where('id', '=', id)
			.executeTakeFirst();
	const ring = new KeyRing(
		wrapping,
		algorithm,
		aside === null ? null : async (id) => await load(id)
	);
	const close = async (): Promise<void> => {
		dropRing(ring);
		await aside?.close();
		await db.destroy();
	};
	try {
		const opening = db.withPlugin(new OpenCells(ring));
		// a wrong key shows at once, and not at the first text
		await keyFor(opening, 'laboratory');
		useRing(ring);
		return { db: opening, kind, keys: ring, close };
	} catch (error) {
		await aside?.close();
		throw error;
	}
}
