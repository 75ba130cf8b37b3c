/**
 * The tables of access: which subjects an assignment is limited to, duties of administrators and roles that are
 * granted, urgent access by two persons and its review.
 *
 * @module
 */
import { sql, type Kysely } from 'kysely';
import type { Duty } from '../../core/access/duty.ts';
import type { Role } from '../../core/roles.ts';
import { postgresTableAppendOnly, sqliteTableAppendOnly } from './append-only.ts';
import type { DatabaseKind } from './database-kind.ts';

/** A role that waits to be granted, or was; a row for each account made since there is a security administrator. */
export interface RoleGrantTable {
	id: string;
	user_id: string;
	role: Role;
	/** Of an administrator; null for every other role. */
	duty: Duty | null;
	proposed_by: string;
	proposed_ms: number;
	/** How many security administrators have to agree: 1, or 2 where there are two or more. */
	needed: number;
}

/** What a security administrator said to it; append-only. */
export interface RoleGrantActTable {
	id: string;
	grant_id: string;
	act: 'agreed' | 'refused';
	by: string;
	at_ms: number;
}

/** Urgent access to a case of others, read-only; append-only. */
export interface UrgentAccessTable {
	id: string;
	case_id: string;
	user_id: string;
	role: 'tester' | 'reviewer';
	/** At least 20 characters. */
	reason: string;
	/** The second person. */
	confirmed_by: string;
	from_ms: number;
	until_ms: number;
}

/** The end of an urgent access before its time, or its review; append-only. */
export interface UrgentActTable {
	/** `<access id>/<act>`: each once. */
	id: string;
	access_id: string;
	act: 'ended' | 'reviewed';
	by: string;
	at_ms: number;
	/** Of a review. */
	outcome: 'justified' | 'not-justified' | null;
	note: string;
}

/** The tables by name. */
export interface AccessSchema {
	role_grant: RoleGrantTable;
	role_grant_act: RoleGrantActTable;
	urgent_access: UrgentAccessTable;
	urgent_act: UrgentActTable;
}

/** Makes them. */
export async function accessTables(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
	// codes of subjects as a JSON list; null = the whole case
	await db.schema.alterTable('case_member').addColumn('subjects', 'text').execute();
	await grantTables(db);
	await urgentTables(db);
	for (const table of ['role_grant', 'role_grant_act', 'urgent_access', 'urgent_act'])
		await (kind === 'sqlite'
			? sqliteTableAppendOnly(db, table, 'id')
			: postgresTableAppendOnly(db, table));
}

async function grantTables(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('role_grant')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('user_id', 'text', (column) => column.notNull().unique())
		.addColumn('role', 'text', (column) => column.notNull())
		// one row a person, one duty a row: nobody holds two
		.addColumn('duty', 'text', (column) =>
			column.check(sql`duty is null or duty in ('system', 'security', 'audit')`)
		)
		.addColumn('proposed_by', 'text', (column) => column.notNull())
		.addColumn('proposed_ms', 'bigint', (column) => column.notNull())
		.addColumn('needed', 'integer', (column) => column.notNull())
		.addCheckConstraint('duty_of_admin', sql`(role = 'admin') = (duty is not null)`)
		.addCheckConstraint('no_self_grant', sql`proposed_by <> user_id`)
		.execute();
	await db.schema
		.createTable('role_grant_act')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('grant_id', 'text', (column) => column.notNull().references('role_grant.id'))
		.addColumn('act', 'text', (column) => column.notNull())
		.addColumn('by', 'text', (column) => column.notNull())
		.addColumn('at_ms', 'bigint', (column) => column.notNull())
		.addUniqueConstraint('one_word_each', ['grant_id', 'by'])
		.execute();
}

async function urgentTables(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('urgent_access')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('case_id', 'text', (column) => column.notNull().references('lab_case.id'))
		.addColumn('user_id', 'text', (column) => column.notNull())
		.addColumn('role', 'text', (column) => column.notNull())
		.addColumn('reason', 'text', (column) => column.notNull())
		.addColumn('confirmed_by', 'text', (column) => column.notNull())
		.addColumn('from_ms', 'bigint', (column) => column.notNull())
		.addColumn('until_ms', 'bigint', (column) => column.notNull())
		.addCheckConstraint('two_persons', sql`confirmed_by <> user_id`)
		.execute();
	await db.schema
		.createTable('urgent_act')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('access_id', 'text', (column) => column.notNull().references('urgent_access.id'))
		.addColumn('act', 'text', (column) => column.notNull())
		.addColumn('by', 'text', (column) => column.notNull())
		.addColumn('at_ms', 'bigint', (column) => column.notNull())
		.addColumn('outcome', 'text')
		.addColumn('note', 'text', (column) => column.notNull())
		.execute();
}
