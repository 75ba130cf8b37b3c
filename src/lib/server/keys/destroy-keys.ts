/**
 * Taking data keys away for good: the row stays without its key, and no new key is made in its place.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { LabError } from '#lib/core/errors.ts';
import type { Schema } from '../database/schema.ts';
import { ringOf } from './seal-cells.ts';

/**
 * Destroys the keys of a person, or of a case and of everybody in it.
 *
 * @param subjectCode null = the whole case
 * @returns ids of the keys
 * @throws {LabError} `keys/missing` when this database is used without keys; `keys/destroyed` when it was done before
 */
export async function destroyKeys(
	transaction: Transaction<Schema>,
	{ caseId, subjectCode }: { readonly caseId: string; readonly subjectCode: string | null },
	atMs: number
): Promise<string[]> {
	const ring = ringOf(transaction);
	if (ring === null) throw new LabError('keys/missing', 'expected a database with keys');
	const own = subjectCode === null ? `case:${caseId}` : `subject:${caseId}:${subjectCode}`;
	// who had no key yet gets none later
	await transaction
		.insertInto('data_key')
		.values({ ...ring.make(own), created_ms: atMs, destroyed_ms: null })
		.onConflict((conflict) => conflict.column('scope').doNothing())
		.execute();
	const rows = await transaction
		.selectFrom('data_key')
		.select(['id', 'scope', 'wrapped'])
		.where('scope', 'like', subjectCode === null ? `%:${caseId}%` : own)
		.execute();
	const meant = rows.filter(
		({ scope }) => scope === own || (subjectCode === null && scope.startsWith(`subject:${caseId}:`))
	);
	const there = meant.filter(({ wrapped }) => wrapped !== null).map(({ id }) => id);
	if (there.length === 0)
		throw new LabError('keys/destroyed', 'expected a key, got one that was destroyed before');
	// overwritten before it is taken away: a row that is changed in place leaves no bytes of the key
	for (const wrapped of ['0'.repeat(82), null])
		await transaction
			.updateTable('data_key')
			.set({ wrapped, destroyed_ms: atMs })
			.where('id', 'in', there)
			.execute();
	return there.sort();
}
