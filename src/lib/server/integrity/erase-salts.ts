/**
 * Erasing what leaves of the log say: their salts go, the leaves stay as numbers that mean nothing, and an audit entry,
 * itself in the log, says which leaves these are. Whoever checks the log needs that entry, or takes the missing salts
 * for an attempt to hide a change.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import type { LogSource } from '#lib/core/integrity/leaf.ts';
import { writeRanges } from '#lib/core/integrity/ranges.ts';
import { SALTS_ERASED } from '#lib/core/integrity/erasure.ts';
import { addAuditEntry } from '../database/audit.ts';
import type { Schema } from '../database/schema.ts';

/** Whose records are erased, by whom. */
export interface SaltErasure {
	readonly source: Exclude<LogSource, 'audit'>;
	/** Id of the session, interview or case. */
	readonly owner: string;
	readonly actorId: string;
	readonly atMs: number;
}

/**
 * Deletes the salts of all records of an owner, in a transaction of the caller.
 *
 * @returns the leaves (0-based), for the certificate; none = there were no salts (any more), and nothing was written
 */
export async function eraseSalts(
	transaction: Transaction<Schema>,
	{ source, owner, actorId, atMs }: SaltErasure
): Promise<readonly number[]> {
	const erased = await transaction
		.deleteFrom('log_salt')
		.where('source', '=', source)
		.where('owner', '=', owner)
		.returning(['leaf', 'seq'])
		.execute();
	if (erased.length === 0) return [];
	const leaves = erased.map(({ leaf }) => leaf).sort((a, b) => a - b);
	const upTo = Math.max(...erased.map(({ seq }) => seq));
	const details = { source, owner, upTo, leaves: writeRanges(leaves) };
	const act = { actorId, action: SALTS_ERASED, object: owner, details };
	await addAuditEntry(transaction, act, atMs);
	return leaves;
}
