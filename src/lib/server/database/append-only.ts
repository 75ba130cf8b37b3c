/**
 * Triggers that make a table append-only in the database itself, whatever the application does.
 *
 * An administrator of the database can still drop a trigger; the hash chain then shows what was changed.
 *
 * @module
 */
import { sql, type Kysely } from 'kysely';

/** SQLSTATE of our own refusals on PostgreSQL. */
export const APPEND_ONLY_STATE = 'JW001';
/** Begins the message of our own refusals. */
export const APPEND_ONLY = 'append only';

/** A table of events, and its column that says whose log an event belongs to. */
interface LogTable {
	readonly table: 'event' | 'interview_event' | 'case_board_event' | 'laboratory_event';
	readonly owner: 'session_id' | 'interview_id' | 'case_id' | 'log_id';
}
const SESSIONS: LogTable = { table: 'event', owner: 'session_id' };
const INTERVIEWS: LogTable = { table: 'interview_event', owner: 'interview_id' };
const BOARDS: LogTable = { table: 'case_board_event', owner: 'case_id' };
const LABORATORY: LogTable = { table: 'laboratory_event', owner: 'log_id' };

/** Adds the triggers to `event` and `audit_entry` on SQLite. */
export async function sqliteAppendOnly(db: Kysely<unknown>): Promise<void> {
	await sqliteRefuse(db, 'event');
	await sqliteRefuse(db, 'audit_entry');
	await sqliteChained(db, SESSIONS);
}

/** Adds the triggers to `interview_event` on SQLite. */
export async function sqliteInterviewsAppendOnly(db: Kysely<unknown>): Promise<void> {
	await sqliteRefuse(db, INTERVIEWS.table);
	await sqliteChained(db, INTERVIEWS);
}

/** Adds the triggers to `case_board_event` on SQLite. */
export async function sqliteBoardsAppendOnly(db: Kysely<unknown>): Promise<void> {
	await sqliteRefuse(db, BOARDS.table);
	await sqliteChained(db, BOARDS);
}

/** Adds the triggers to `laboratory_event`; on PostgreSQL needs `postgresAppendOnly` before. */
export async function laboratoryAppendOnly(
	db: Kysely<unknown>,
	kind: 'sqlite' | 'postgres'
): Promise<void> {
	await (kind === 'sqlite' ? sqliteRefuse : postgresRefuse)(db, LABORATORY.table);
	await (kind === 'sqlite' ? sqliteChained : postgresChained)(db, LABORATORY);
}

/** Makes any table with a key append-only on SQLite; the key cannot be written again either (`insert or replace`). */
export async function sqliteTableAppendOnly(
	db: Kysely<unknown>,
	table: string,
	key: string
): Promise<void> {
	await sqliteRefuse(db, table);
	await sql
		.raw(
			`create trigger ${table}_once before insert on ${table}
			when exists (select 1 from ${table} where ${key} = new.${key})
			begin select raise(abort, '${APPEND_ONLY}: ${table}'); end`
		)
		.execute(db);
}

/** Makes any table append-only on PostgreSQL; needs `postgresAppendOnly` before. */
export async function postgresTableAppendOnly(db: Kysely<unknown>, table: string): Promise<void> {
	await postgresRefuse(db, table);
}

async function sqliteRefuse(db: Kysely<unknown>, table: string): Promise<void> {
	for (const act of ['update', 'delete'])
		await sql
			.raw(
				`create trigger ${table}_no_${act} before ${act} on ${table}
					begin select raise(abort, '${APPEND_ONLY}: ${table}'); end`
			)
			.execute(db);
}

async function sqliteChained(db: Kysely<unknown>, { table, owner }: LogTable): Promise<void> {
	await sql
		.raw(
			`create trigger ${table}_chained before insert on ${table}
			when new.seq <> (select coalesce(max(seq), 0) + 1 from ${table} where ${owner} = new.${owner})
				or new.previous_hash <> coalesce(
					(select hash from ${table} where ${owner} = new.${owner} and seq = new.seq - 1),
					'${'0'.repeat(64)}')
			begin select raise(abort, '${APPEND_ONLY}: event out of order'); end`
		)
		.execute(db);
}

/** Adds the triggers to `event` and `audit_entry` on PostgreSQL, and takes the rights to change them away. */
export async function postgresAppendOnly(db: Kysely<unknown>): Promise<void> {
	await sql
		.raw(
			`create function refuse_change() returns trigger language plpgsql as $$
			begin raise exception '${APPEND_ONLY}: %', tg_table_name using errcode = '${APPEND_ONLY_STATE}'; end $$`
		)
		.execute(db);
	await postgresRefuse(db, 'event');
	await postgresRefuse(db, 'audit_entry');
	await postgresChained(db, SESSIONS);
}

/** Adds the triggers to `interview_event` on PostgreSQL; needs `postgresAppendOnly` before. */
export async function postgresInterviewsAppendOnly(db: Kysely<unknown>): Promise<void> {
	await postgresRefuse(db, INTERVIEWS.table);
	await postgresChained(db, INTERVIEWS);
}

/** Adds the triggers to `case_board_event` on PostgreSQL; needs `postgresAppendOnly` before. */
export async function postgresBoardsAppendOnly(db: Kysely<unknown>): Promise<void> {
	await postgresRefuse(db, BOARDS.table);
	await postgresChained(db, BOARDS);
}

async function postgresRefuse(db: Kysely<unknown>, table: string): Promise<void> {
	for (const statement of [
		`create trigger ${table}_no_change before update or delete on ${table} for each row execute function refuse_change()`,
		`create trigger ${table}_no_truncate before truncate on ${table} execute function refuse_change()`,
		`revoke update, delete, truncate on ${table} from public, current_user`
	])
		await sql.raw(statement).execute(db);
}

async function postgresChained(db: Kysely<unknown>, { table, owner }: LogTable): Promise<void> {
	await sql
		.raw(
			`create function ${table}_chained() returns trigger language plpgsql as $$
			declare last record;
			begin
				select seq, hash into last from ${table} where ${owner} = new.${owner} order by seq desc limit 1;
				if new.seq <> coalesce(last.seq, 0) + 1
					or new.previous_hash <> coalesce(last.hash, '${'0'.repeat(64)}') then
					raise exception '${APPEND_ONLY}: event out of order' using errcode = '${APPEND_ONLY_STATE}';
				end if;
				return new;
			end $$`
		)
		.execute(db);
	await sql
		.raw(
			`create trigger ${table}_chained before insert on ${table} for each row execute function ${table}_chained()`
		)
		.execute(db);
}
