/**
 * The tables of the laboratory's own log: rooms, instruments, qualifications, consumables, reviews, findings. Events
 * are only added.
 *
 * @module
 */
import { sql, type Generated, type Kysely } from 'kysely';
import { laboratoryAppendOnly } from './append-only.ts';

/** The laboratory's log; the one row is locked while it is written. */
export interface LaboratoryLogTable {
	log_id: string;
	last_seq: Generated<number>;
}

/** Everything that happened in the laboratory outside cases. Rows can only be added: triggers refuse everything else. */
export interface LaboratoryEventTable {
	log_id: string;
	seq: number;
	id: string;
	type: string;
	previous_hash: string;
	hash: string;
	/** Canonical JSON of the whole event. */
	body: string;
}

/** Makes the tables and the triggers that keep them. */
export async function laboratoryTables(
	db: Kysely<unknown>,
	kind: 'sqlite' | 'postgres'
): Promise<void> {
	await db.schema
		.createTable('laboratory_log')
		.addColumn('log_id', 'text', (column) => column.primaryKey())
		.addColumn('last_seq', 'bigint', (column) => column.notNull().defaultTo(0))
		.execute();
	await db.schema
		.createTable('laboratory_event')
		.addColumn('log_id', 'text', (column) => column.notNull().references('laboratory_log.log_id'))
		.addColumn('seq', 'bigint', (column) => column.notNull().check(sql`seq >= 1`))
		.addColumn('id', 'text', (column) => column.notNull())
		.addColumn('type', 'text', (column) => column.notNull())
		.addColumn('previous_hash', 'text', (column) => column.notNull())
		.addColumn('hash', 'text', (column) => column.notNull())
		.addColumn('body', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('laboratory_event_seq', ['log_id', 'seq'])
		.addUniqueConstraint('laboratory_event_id', ['log_id', 'id'])
		.execute();
	await laboratoryAppendOnly(db, kind);
}
