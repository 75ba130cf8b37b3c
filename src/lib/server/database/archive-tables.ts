/**
 * The tables of a laboratory with several stations: who records a session, where a chart was recorded, what lies in
 * the archive.
 *
 * @module
 */
import { sql, type Kysely } from 'kysely';
import type { DatabaseKind } from './database-kind.ts';

/** A workstation that uses this database: one data folder, one recorder. */
export interface StationTable {
	/** Random, kept in the station's data folder. */
	id: string;
	/** As people call it: the name of the computer, or `JINGWEI_STATION`. */
	name: string;
	seen_ms: number;
}

/** Which station may record a session. The token only grows; who comes with an older one is refused. */
export interface SessionLeaseTable {
	session_id: string;
	station_id: string;
	token: number;
	/** Until when it is renewed; afterwards it is free, unless a chart of it is still open. */
	until_ms: number;
	user_id: string;
}

/** Where a chart was recorded, and under which token. Written with its `chart-started`. */
export interface ChartStationTable {
	session_id: string;
	chart: number;
	station_id: string;
	token: number;
}

/** A sealed folder that goes to the archive, and whether it is there. */
export interface ArchiveUploadTable {
	kind: 'session' | 'interview';
	owner_id: string;
	/** Where the folder lies. */
	station_id: string;
	created_ms: number;
	tries: number;
	/** When it is tried next. */
	next_ms: number;
	/** Code of what went wrong last; null = nothing. */
	problem: string | null;
	/** When every object had been read back and was the same; null = not archived. */
	archived_ms: number | null;
	/** SHA-256 of the list of objects; null = not archived. */
	list_sha256: string | null;
	/** Bytes of all objects; null = not archived. */
	bytes: number | null;
}

/** The tables by name. */
export interface ArchiveSchema {
	station: StationTable;
	session_lease: SessionLeaseTable;
	chart_station: ChartStationTable;
	archive_upload: ArchiveUploadTable;
}

/** Makes them. */
export async function archiveTables(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
	await stations(db);
	await uploads(db);
	if (kind === 'postgres') await tellOfEvents(db);
}

async function stations({ schema }: Kysely<unknown>): Promise<void> {
	await schema
		.createTable('station')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('name', 'text', (column) => column.notNull())
		.addColumn('seen_ms', 'bigint', (column) => column.notNull())
		.execute();
	await schema
		.createTable('session_lease')
		.addColumn('session_id', 'text', (column) => column.primaryKey().references('test_session.id'))
		.addColumn('station_id', 'text', (column) => column.notNull())
		.addColumn('token', 'bigint', (column) => column.notNull().check(sql`token >= 1`))
		.addColumn('until_ms', 'bigint', (column) => column.notNull())
		.addColumn('user_id', 'text', (column) => column.notNull())
		.execute();
	await schema
		.createTable('chart_station')
		.addColumn('session_id', 'text', (column) => column.notNull().references('test_session.id'))
		.addColumn('chart', 'integer', (column) => column.notNull())
		.addColumn('station_id', 'text', (column) => column.notNull())
		.addColumn('token', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('chart_station_chart', ['session_id', 'chart'])
		.execute();
}

async function uploads({ schema }: Kysely<unknown>): Promise<void> {
	await schema
		.createTable('archive_upload')
		.addColumn('kind', 'text', (column) =>
			column.notNull().check(sql`kind in ('session', 'interview')`)
		)
		.addColumn('owner_id', 'text', (column) => column.notNull())
		.addColumn('station_id', 'text', (column) => column.notNull())
		.addColumn('created_ms', 'bigint', (column) => column.notNull())
		.addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
		.addColumn('next_ms', 'bigint', (column) => column.notNull())
		.addColumn('problem', 'text')
		.addColumn('archived_ms', 'bigint')
		.addColumn('list_sha256', 'text')
		.addColumn('bytes', 'bigint')
		.addPrimaryKeyConstraint('archive_upload_owner', ['kind', 'owner_id'])
		.execute();
}

/** Other stations hear of an event the moment it is committed; the channel is `jingwei_event`, the word the session. */
async function tellOfEvents(db: Kysely<unknown>): Promise<void> {
	await sql
		.raw(
			`create function tell_of_event() returns trigger language plpgsql as $$
			begin perform pg_notify('jingwei_event', new.session_id); return null; end $$`
		)
		.execute(db);
	await sql
		.raw(
			`create trigger event_told after insert on event for each row execute function tell_of_event()`
		)
		.execute(db);
}
