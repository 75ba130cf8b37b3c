/**
 * The head of the log that covers a record as it is now: what is printed beside it.
 *
 * @module
 */
import type { LogSource } from '#lib/core/integrity/leaf.ts';
import type { TreeHead } from '#lib/core/integrity/tree-head.ts';
import type { LabDatabase } from '../database/open.ts';
import { headCovering } from './heads.ts';

/** The first head that covers the last event of a record; null = none covers it yet, or its salts were erased. */
export async function headOfRecord(
	{ db }: Pick<LabDatabase, 'db'>,
	source: LogSource,
	owner: string
): Promise<TreeHead | null> {
	const row = await db
		.selectFrom('log_salt')
		.select('leaf')
		.where('source', '=', source)
		.where('owner', '=', owner)
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row === undefined ? null : headCovering(db, row.leaf);
}
