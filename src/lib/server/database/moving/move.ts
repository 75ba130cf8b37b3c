/**
 * Moving a laboratory from the embedded database to a PostgreSQL that several stations share: every table, compared row
 * by row before anything counts. One transaction: the target has all of it or nothing.
 *
 * @module
 */
import { Kysely, sql, type Transaction } from 'kysely';
import { LabError } from '#lib/core/errors.ts';
import { migrateAuth } from '../../accounts/auth.ts';
import { openDatabase } from '../open.ts';
import { postgresDialect } from '../postgres.ts';
import { Fingerprinter, type Fingerprint } from './fingerprint.ts';
import { Snapshot, type SourceRow } from './snapshot.ts';

/** Any table. */
type Anything = Record<string, Record<string, unknown>>;

/** A table that was moved. */
export interface MovedTable extends Fingerprint {
	readonly table: string;
}

const AT_ONCE = 200;
/** Parameters PostgreSQL takes in one statement. */
const MOST_PARAMETERS = 60_000;

/**
 * Moves everything.
 *
 * @param file the embedded database; only read, and stays as it is. Nobody may work with it meanwhile
 * @param url an empty PostgreSQL database
 * @returns each table with its rows, the same on both sides
 * @throws {LabError} `database/no-source`, `database/not-empty`, `database/not-the-same`
 */
export async function moveDatabase(file: string, url: string): Promise<MovedTable[]> {
	const snapshot = await Snapshot.take(file);
	try {
		const prepared = await openDatabase(url);
		await prepared.close();
		// without the application's own reading and writing: cells are moved as they stand
		const db = new Kysely<Anything>({ dialect: postgresDialect(url) });
		try {
			await migrateAuth({ db, type: 'postgres', secret: '0'.repeat(64) });
			return await db.transaction().execute((transaction) => moveAll(snapshot, transaction));
		} finally {
			await db.destroy();
		}
	} finally {
		snapshot.end();
	}
}

async function moveAll(
	snapshot: Snapshot,
	transaction: Transaction<Anything>
): Promise<MovedTable[]> {
	const tables = snapshot.tables();
	await refuseFilled(tables, transaction);
	const moved: MovedTable[] = [];
	for (const table of tables) {
		const columns = await columnsOf(table, transaction);
		const source = new Fingerprinter();
		for (const part of portions(snapshot.rows(table), columns.size)) {
			const rows = part.map((row) => converted(row, columns));
			for (const row of rows) source.add(row);
			await transaction.insertInto(table).values(rows).execute();
		}
		await continueNumbers(table, columns, transaction);
		const target = await fingerprintOf(table, transaction);
		const { rows, sha256 } = source.result;
		if (target.rows !== rows || target.sha256 !== sha256)
			throw new LabError(
				'database/not-the-same',
				`expected ${rows} rows ${sha256} in ${table}, got ${target.rows} rows ${target.sha256}`
			);
		moved.push({ table, rows, sha256 });
	}
	return moved;
}

/** Rows that a new database begins with are replaced; any other row means that somebody works there. */
async function refuseFilled(
	tables: readonly string[],
	transaction: Transaction<Anything>
): Promise<void> {
	const empty = await openDatabase(':memory:');
	try {
		for (const table of [...tables].reverse()) {
			const has = async (db: Pick<Transaction<Anything>, 'selectFrom'>) =>
				(
					await db
						.selectFrom(table)
						.select(sql`1`.as('one'))
						.limit(1)
						.execute()
				).length > 0;
			if (!(await has(transaction))) continue;
			const isAuth = table.startsWith('auth_');
			const begins = !isAuth && (await has(empty.db));
			// the end of the audit trail stands at nothing in a new database, and only there
			const used = table === 'audit_head' && (await lastOfAudit(transaction)) > 0;
			if (!begins || used)
				throw new LabError(
					'database/not-empty',
					`expected an empty database, got rows in ${table}`
				);
			await transaction.deleteFrom(table).execute();
		}
	} finally {
		await empty.close();
	}
}

async function lastOfAudit(transaction: Transaction<Anything>): Promise<number> {
	const [head] = await transaction.selectFrom('audit_head').select('seq').execute();
	return Number(head?.['seq'] ?? 0);
}

/** Columns of a table with PostgreSQL's name of their type. */
async function columnsOf(
	table: string,
	transaction: Transaction<Anything>
): Promise<ReadonlyMap<string, string>> {
	const { rows } = await sql<{ name: string; type: string }>`
		select column_name as name, udt_name as type from information_schema.columns
		where table_schema = current_schema() and table_name = ${table}`.execute(transaction);
	return new Map(rows.map(({ name, type }) => [name, type]));
}

function converted(row: SourceRow, columns: ReadonlyMap<string, string>): Record<string, unknown> {
	return Object.fromEntries<unknown>(
		Object.entries(row).map(([column, value]) => {
			const type = columns.get(column);
			if (value === null) return [column, null];
			if (type === 'bool') return [column, Number(value) !== 0];
			if (type === 'timestamptz' || type === 'timestamp')
				return [column, new Date(typeof value === 'string' ? value : Number(value))];
			return [column, value instanceof Uint8Array ? Buffer.from(value) : value];
		})
	);
}

function* portions(rows: Iterable<SourceRow>, columns: number): Iterable<SourceRow[]> {
	const most = Math.min(AT_ONCE, Math.floor(MOST_PARAMETERS / Math.max(1, columns)));
	let part: SourceRow[] = [];
	for (const row of rows) {
		part.push(row);
		if (part.length < most) continue;
		yield part;
		part = [];
	}
	if (part.length > 0) yield part;
}

/** A column that counts by itself goes on after the last number. */
async function continueNumbers(
	table: string,
	columns: ReadonlyMap<string, string>,
	transaction: Transaction<Anything>
): Promise<void> {
	for (const column of columns.keys()) {
		const { rows } = await sql<{
			name: string | null;
		}>`select pg_get_serial_sequence(${`"${table}"`}, ${column}) as name`.execute(transaction);
		const name = rows[0]?.name;
		if (name === null || name === undefined) continue;
		await sql`select setval(${name}, coalesce((select max(${sql.ref(column)}) from ${sql.table(table)}), 0) + 1, false)`.execute(
			transaction
		);
	}
}

async function fingerprintOf(
	table: string,
	transaction: Transaction<Anything>
): Promise<Fingerprint> {
	const found = new Fingerprinter();
	await sql`declare moved no scroll cursor for select * from ${sql.table(table)}`.execute(
		transaction
	);
	for (;;) {
		const { rows } = await sql<Record<string, unknown>>`fetch 500 from moved`.execute(transaction);
		for (const row of rows) found.add(row);
		if (rows.length === 0) break;
	}
	await sql`close moved`.execute(transaction);
	return found.result;
}
