/**
 * Leaves for rows that are older than the log: added when a database is opened for the first time by a program that
 * keeps a log. What happened to such rows before that moment the log cannot say.
 *
 * @module
 */
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { whenFree } from '../database/when-free.ts';
import { addRows, lockTree } from './leaves.ts';
import { sourceTables, type SourceTable } from './sources.ts';

/** Rows in one transaction. */
const BATCH = 500;

/** Gives every row without a leaf one; asked again, it does nothing. Safe when several processes start at once. */
export async function backfillLeaves(db: Kysely<Schema>): Promise<void> {
	const { complete } = await db
		.selectFrom('log_tree')
		.select('complete')
		.where('id', '=', 1)
		.executeTakeFirstOrThrow();
	if (complete === 1) return;
	for (const source of sourceTables) while (await addBatch(db, source));
	const done = db.updateTable('log_tree').set({ complete: 1 }).where('id', '=', 1);
	await whenFree(() => done.execute());
}

/** @returns whether there may be more */
async function addBatch(
	db: Kysely<Schema>,
	{ source, table, owner }: SourceTable
): Promise<boolean> {
	const run = async (transaction: Transaction<Schema>): Promise<boolean> => {
		await lockTree(transaction);
		const { rows } = await sql<{ owner: string; seq: number; hash: string }>`
			select ${owner} as owner, r.seq, r.hash from ${sql.table(table)} r
			where not exists (select 1 from log_salt s
				where s.source = ${source} and s.owner = ${owner} and s.seq = r.seq)
			order by 1, 2 limit ${sql.lit(BATCH)}`.execute(transaction);
		await addRows(
			transaction,
			rows.map((row) => ({ source, ...row }))
		);
		return rows.length === BATCH;
	};
	return whenFree(() => db.transaction().execute(run));
}
