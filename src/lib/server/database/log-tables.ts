/**
 * The tables of interviews and of the boards of cases, each a row and its log.
 *
 * @module
 */
import { sql, type Kysely } from 'kysely';

/** Interviews and their log. */
export async function interviews({ schema }: Kysely<unknown>): Promise<void> {
	await schema
		.createTable('interview')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('case_id', 'text', (column) => column.notNull().references('lab_case.id'))
		.addColumn('subject_code', 'text', (column) => column.notNull())
		.addColumn('created_ms', 'bigint', (column) => column.notNull())
		.addColumn('created_by', 'text', (column) => column.notNull())
		.addColumn('protocols', 'text', (column) => column.notNull())
		.addColumn('last_seq', 'bigint', (column) => column.notNull().defaultTo(0))
		.addColumn('closed_ms', 'bigint')
		.execute();
	await schema.createIndex('interview_case').on('interview').column('case_id').execute();
	await schema
		.createTable('interview_event')
		.addColumn('interview_id', 'text', (column) => column.notNull().references('interview.id'))
		.addColumn('seq', 'bigint', (column) => column.notNull().check(sql`seq >= 1`))
		.addColumn('id', 'text', (column) => column.notNull())
		.addColumn('type', 'text', (column) => column.notNull())
		.addColumn('previous_hash', 'text', (column) => column.notNull())
		.addColumn('hash', 'text', (column) => column.notNull())
		.addColumn('body', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('interview_event_seq', ['interview_id', 'seq'])
		.addUniqueConstraint('interview_event_id', ['interview_id', 'id'])
		.execute();
}

/** Boards of cases and their log. */
export async function caseBoards({ schema }: Kysely<unknown>): Promise<void> {
	await schema
		.createTable('case_board')
		.addColumn('case_id', 'text', (column) => column.primaryKey().references('lab_case.id'))
		.addColumn('last_seq', 'bigint', (column) => column.notNull().defaultTo(0))
		.execute();
	await schema
		.createTable('case_board_event')
		.addColumn('case_id', 'text', (column) => column.notNull().references('lab_case.id'))
		.addColumn('seq', 'bigint', (column) => column.notNull().check(sql`seq >= 1`))
		.addColumn('id', 'text', (column) => column.notNull())
		.addColumn('type', 'text', (column) => column.notNull())
		.addColumn('previous_hash', 'text', (column) => column.notNull())
		.addColumn('hash', 'text', (column) => column.notNull())
		.addColumn('body', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('case_board_event_seq', ['case_id', 'seq'])
		.addUniqueConstraint('case_board_event_id', ['case_id', 'id'])
		.execute();
}
