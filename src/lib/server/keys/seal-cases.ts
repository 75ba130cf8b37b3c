/**
 * Cases of a time before this laboratory had keys: number, title and reasons are encrypted at the next start. Events of
 * that time stay readable as they are, for their tables take no changes.
 *
 * @module
 */
import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { blindIndex, cellSealer, ringOf } from './seal-cells.ts';

/**
 * Encrypts them.
 *
 * @returns how many
 */
export async function sealClearCases(db: Kysely<Schema>): Promise<number> {
	if (ringOf(db) === null) return 0;
	const clear = await db
		.selectFrom('lab_case')
		.select('id')
		.where('number_index', 'is', null)
		.execute();
	for (const { id } of clear) await db.transaction().execute((one) => sealCase(one, id));
	return clear.length;
}

async function sealCase(db: Kysely<Schema>, id: string): Promise<void> {
	const { number, title } = await db
		.selectFrom('lab_case')
		.select(['number', 'title'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	const seal = await cellSealer(db, { caseId: id });
	await db
		.updateTable('lab_case')
		.set({ number: seal(number), title: seal(title), number_index: await blindIndex(db, number) })
		.where('id', '=', id)
		.execute();
	const members = await db
		.selectFrom('case_member')
		.select(['id', 'reason'])
		.where('case_id', '=', id)
		.execute();
	for (const member of members)
		await db
			.updateTable('case_member')
			.set({ reason: seal(member.reason) })
			.where('id', '=', member.id)
			.execute();
}
