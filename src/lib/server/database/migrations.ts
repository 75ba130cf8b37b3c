/**
 * How the tables came to be: one list for both databases. A step once released is never edited; add another.
 *
 * @module
 */
import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import {
	postgresAppendOnly,
	postgresBoardsAppendOnly,
	postgresInterviewsAppendOnly,
	sqliteAppendOnly,
	sqliteBoardsAppendOnly,
	sqliteInterviewsAppendOnly
} from './append-only.ts';
import { accessTables } from './access-tables.ts';
import { archiveTables } from './archive-tables.ts';
import { exportTables } from './export-tables.ts';
import { calibrationTables } from './calibration-tables.ts';
import { integrityTables } from './integrity-tables.ts';
import { keyTables } from './key-tables.ts';
import { laboratoryTables } from './laboratory-tables.ts';
import { listReviews } from './list-review-tables.ts';
import type { DatabaseKind } from './database-kind.ts';
import { caseBoards, interviews } from './log-tables.ts';
import { reportTables } from './report-tables.ts';
import { retentionTables } from './retention-tables.ts';
import { scoreSheets } from './score-sheet-tables.ts';
import type { Schema } from './schema.ts';

const FIRST_HASH = '0'.repeat(64);

async function cases({ schema }: Kysely<unknown>): Promise<void> {
	await schema
		.createTable('lab_case')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('number', 'text', (column) => column.notNull().unique())
		.addColumn('title', 'text', (column) => column.notNull())
		.addColumn('created_ms', 'bigint', (column) => column.notNull())
		.addColumn('created_by', 'text', (column) => column.notNull())
		.execute();
	await schema
		.createTable('case_member')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('case_id', 'text', (column) => column.notNull().references('lab_case.id'))
		.addColumn('user_id', 'text', (column) => column.notNull())
		.addColumn('role', 'text', (column) =>
			column.notNull().check(sql`role in ('tester', 'interviewer', 'reviewer', 'supervisor')`)
		)
		.addColumn('from_ms', 'bigint', (column) => column.notNull())
		.addColumn('to_ms', 'bigint')
		.addColumn('reason', 'text', (column) => column.notNull())
		.addColumn('assigned_by', 'text', (column) => column.notNull())
		.execute();
	// one role at a time: a tester of a case is not its reviewer
	await schema
		.createIndex('case_member_once')
		.on('case_member')
		.columns(['user_id', 'case_id'])
		.unique()
		.where(sql.ref('to_ms'), 'is', null)
		.execute();
}

async function sessions({ schema }: Kysely<unknown>): Promise<void> {
	await schema
		.createTable('test_session')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('case_id', 'text', (column) => column.notNull().references('lab_case.id'))
		.addColumn('subject_code', 'text', (column) => column.notNull())
		.addColumn('technique', 'text', (column) => column.notNull())
		.addColumn('demonstration', 'integer', (column) => column.notNull())
		.addColumn('created_ms', 'bigint', (column) => column.notNull())
		.addColumn('created_by', 'text', (column) => column.notNull())
		.addColumn('last_seq', 'bigint', (column) => column.notNull().defaultTo(0))
		.addColumn('open_step', 'text')
		.addColumn('ended', 'text')
		.execute();
	await schema.createIndex('test_session_case').on('test_session').column('case_id').execute();
	await schema
		.createTable('event')
		.addColumn('session_id', 'text', (column) => column.notNull().references('test_session.id'))
		.addColumn('seq', 'bigint', (column) => column.notNull().check(sql`seq >= 1`))
		.addColumn('id', 'text', (column) => column.notNull())
		.addColumn('type', 'text', (column) => column.notNull())
		.addColumn('previous_hash', 'text', (column) => column.notNull())
		.addColumn('hash', 'text', (column) => column.notNull())
		.addColumn('body', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('event_seq', ['session_id', 'seq'])
		.addUniqueConstraint('event_id', ['session_id', 'id'])
		.execute();
	await schema
		.createTable('protocol_file')
		.addColumn('sha256', 'text', (column) => column.primaryKey())
		.addColumn('name', 'text', (column) => column.notNull())
		.addColumn('text', 'text', (column) => column.notNull())
		.execute();
}

async function audit(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('audit_entry')
		.addColumn('seq', 'bigint', (column) => column.primaryKey())
		.addColumn('at_ms', 'bigint', (column) => column.notNull())
		.addColumn('actor_id', 'text', (column) => column.notNull())
		.addColumn('action', 'text', (column) => column.notNull())
		.addColumn('object', 'text', (column) => column.notNull())
		.addColumn('details', 'text', (column) => column.notNull())
		.addColumn('previous_hash', 'text', (column) => column.notNull())
		.addColumn('hash', 'text', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('audit_head')
		.addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
		.addColumn('seq', 'bigint', (column) => column.notNull())
		.addColumn('hash', 'text', (column) => column.notNull())
		.execute();
	await (db as Kysely<Schema>)
		.insertInto('audit_head')
		.values({ id: 1, seq: 0, hash: FIRST_HASH })
		.execute();
}

function migrations(kind: DatabaseKind): Record<string, Migration> {
	return {
		'0001-first': {
			up: async (db) => {
				await cases(db);
				await sessions(db);
				await audit(db);
				await (kind === 'sqlite' ? sqliteAppendOnly(db) : postgresAppendOnly(db));
			}
		},
		'0002-score-sheets': { up: scoreSheets },
		'0003-interviews': {
			up: async (db) => {
				await interviews(db);
				await (kind === 'sqlite'
					? sqliteInterviewsAppendOnly(db)
					: postgresInterviewsAppendOnly(db));
			}
		},
		'0004-case-boards': {
			up: async (db) => {
				await caseBoards(db);
				await (kind === 'sqlite' ? sqliteBoardsAppendOnly(db) : postgresBoardsAppendOnly(db));
			}
		},
		'0005-grid-calibration': { up: (db) => calibrationTables(db, kind) },
		'0006-laboratory': { up: (db) => laboratoryTables(db, kind) },
		'0007-list-reviews': { up: listReviews },
		'0008-reports': { up: reportTables },
		'0009-integrity': { up: (db) => integrityTables(db, kind) },
		'0010-keys': { up: keyTables },
		'0011-access': { up: (db) => accessTables(db, kind) },
		'0012-archive': { up: (db) => archiveTables(db, kind) },
		'0013-exports': { up: (db) => exportTables(db, kind) },
		'0014-retention': { up: (db) => retentionTables(db, kind) }
	};
}

/** Names of all steps, oldest first. */
export function migrationSteps(kind: DatabaseKind): string[] {
	return Object.keys(migrations(kind)).toSorted();
}

/** PostgreSQL's word for a schema that is not there. */
const INVALID_SCHEMA_NAME = '3F000';
const MOST_TRIES = 5;

/**
 * Brings the tables up to date; safe when several processes start at once.
 *
 * @param step the step to stop after; absent = all. Older tables are wanted only to put older rows into them
 * @throws what the database says when a step fails; nothing of that step stays
 */
export async function migrate(
	db: Kysely<Schema>,
	kind: DatabaseKind,
	step?: string
): Promise<void> {
	// without the name of the schema Kysely would take a table of another schema for this one
	const place =
		kind === 'sqlite'
			? null
			: (await sql<{ name: string }>`select current_schema() as name`.execute(db)).rows[0];
	const migrator = new Migrator({
		db,
		provider: { getMigrations: async () => migrations(kind) },
		...(place ? { migrationTableSchema: place.name } : {})
	});
	const once = () => (step === undefined ? migrator.migrateToLatest() : migrator.migrateTo(step));
	let { error } = await once();
	for (let more = MOST_TRIES - 1; more > 0 && isForeignSchemaGone(error); more--)
		({ error } = await once());
	if (error !== undefined)
		throw new Error('the tables cannot be brought up to date', { cause: error });
}

/** Whether a schema of somebody else went while Kysely read the list of all of them: nothing was done yet. */
function isForeignSchemaGone(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === INVALID_SCHEMA_NAME;
}
