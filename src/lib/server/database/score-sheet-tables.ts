/**
 * The table of score sheets.
 *
 * @module
 */
import { sql, type Kysely } from 'kysely';

/** Makes it. */
export async function scoreSheets({ schema }: Kysely<unknown>): Promise<void> {
	await schema
		.createTable('score_sheet')
		.addColumn('task', 'text', (column) => column.primaryKey())
		.addColumn('session_id', 'text', (column) => column.notNull().references('test_session.id'))
		.addColumn('seat', 'text', (column) =>
			column.notNull().check(sql`seat in ('first', 'second', 'third')`)
		)
		.addColumn('user_id', 'text', (column) => column.notNull())
		.addColumn('created_ms', 'bigint', (column) => column.notNull())
		.addColumn('sheet', 'text')
		.addColumn('nonce', 'text')
		.addColumn('committed_ms', 'bigint')
		.execute();
	await schema.createIndex('score_sheet_user').on('score_sheet').column('user_id').execute();
	await schema.createIndex('score_sheet_session').on('score_sheet').column('session_id').execute();
}
