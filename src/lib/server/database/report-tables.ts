/**
 * The table of issued reports: the content of every version by its hash. The log holds the hash; here is the text.
 *
 * @module
 */
import type { Kysely } from 'kysely';

/** One version's content. Rows are added and never changed: another text has another hash. */
export interface ReportContentTable {
	/** Of the canonical JSON in `body`, lower-case hex. */
	sha256: string;
	session_id: string;
	body: string;
}

/** Makes it. */
export async function reportTables({ schema }: Kysely<unknown>): Promise<void> {
	await schema
		.createTable('report_content')
		.addColumn('sha256', 'text', (column) => column.primaryKey())
		.addColumn('session_id', 'text', (column) => column.notNull().references('test_session.id'))
		.addColumn('body', 'text', (column) => column.notNull())
		.execute();
}
