/**
 * The table of blind reviews of question lists.
 *
 * @module
 */
import type { Kysely } from 'kysely';

/** Who was asked to review a list. Everything they said of it is in the log of the session. */
export interface ListReviewTable {
	/** Random; all that a reviewer knows of the session. */
	task: string;
	session_id: string;
	user_id: string;
	created_ms: number;
}

/** Makes it. */
export async function listReviews({ schema }: Kysely<unknown>): Promise<void> {
	await schema
		.createTable('list_review')
		.addColumn('task', 'text', (column) => column.primaryKey())
		.addColumn('session_id', 'text', (column) => column.notNull().references('test_session.id'))
		.addColumn('user_id', 'text', (column) => column.notNull())
		.addColumn('created_ms', 'bigint', (column) => column.notNull())
		.execute();
	await schema.createIndex('list_review_user').on('list_review').column('user_id').execute();
}
