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

/** Adds the triggers to `event` and `audit_entry` on SQLite. */
export async function sqliteAppendOnly(db: Kysely<unknown>): Promise<void> {
	for (const table of ['event', 'audit_entry'])
		for (const act of ['update', 'delete'])
			await sql
				.raw(
					`create trigger ${table}_no_${act} before ${act} on ${table}
					begin select raise(abort, '${APPEND_ONLY}: ${table}'); end`
				)
				.execute(db);
	await sql
		.raw(
			`create trigger event_chained before insert on event
			when new.seq <> (select coalesce(max(seq), 0) + 1 from event where session_id = new.session_id)
				or new.previous_hash <> coalesce(
					(select hash from event where session_id = new.session_id and seq = new.seq - 1),
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
	await sql
		.raw(
			`create function event_chained() returns trigger language plpgsql as $$
			declare last record;
			begin
				select seq, hash into last from event where session_id = new.session_id order by seq desc limit 1;
				if new.seq <> coalesce(last.seq, 0) + 1
					or new.previous_hash <> coalesce(last.hash, '${'0'.repeat(64)}') then
					raise exception '${APPEND_ONLY}: event out of order' using errcode = '${APPEND_ONLY_STATE}';
				end if;
				return new;
			end $$`
		)
		.execute(db);
	const each = 'for each row execute function';
	for (const table of ['event', 'audit_entry'])
		for (const statement of [
			`create trigger ${table}_no_change before update or delete on ${table} ${each} refuse_change()`,
			`create trigger ${table}_no_truncate before truncate on ${table} execute function refuse_change()`,
			`revoke update, delete, truncate on ${table} from public, current_user`
		])
			await sql.raw(statement).execute(db);
	await sql
		.raw(`create trigger event_chained before insert on event ${each} event_chained()`)
		.execute(db);
}
