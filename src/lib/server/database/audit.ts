/**
 * The audit trail of acts outside sessions: accounts, cases, assignments. Hash-chained, append-only.
 *
 * @module
 */
import type { Kysely, Transaction } from 'kysely';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { sha256Hex } from '#lib/core/audit/hash.ts';
import { isLabError } from '#lib/core/errors.ts';
import { cellSealer, type CellOwner } from '../keys/seal-cells.ts';
import { AUDIT_OWNER } from '#lib/core/integrity/leaf.ts';
import { addLeaf, lockTree } from '../integrity/leaves.ts';
import type { AuditEntryTable, Schema } from './schema.ts';

/** One act. */
export interface AuditAct {
	readonly actorId: string;
	/** What was done, e.g. `case/assigned`. */
	readonly action: string;
	/** Id of what it was done to. */
	readonly object: string;
	readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

/** Adds an entry within a transaction: it stands exactly when the act does. */
export async function addAuditEntry(
	transaction: Transaction<Schema>,
	{ actorId, action, object, details }: AuditAct,
	atMs: number
): Promise<void> {
	// always before the end of the chain, so that no two transactions wait for each other
	await lockTree(transaction);
	// the update locks the end of the chain until the transaction ends
	const { seq, hash: previousHash } = await transaction
		.updateTable('audit_head')
		.set((expression) => ({ seq: expression('seq', '+', 1) }))
		.where('id', '=', 1)
		.returning(['seq', 'hash'])
		.executeTakeFirstOrThrow();
	const entry = {
		seq,
		at_ms: atMs,
		actor_id: actorId,
		action,
		object,
		details: canonicalJson(details),
		previous_hash: previousHash
	};
	const hash = sha256Hex(canonicalJson(entry));
	const seal = await sealerOf(transaction, { action, object });
	await transaction
		.insertInto('audit_entry')
		.values({ ...entry, details: seal(entry.details), hash })
		.execute();
	await addLeaf(transaction, { source: 'audit', owner: AUDIT_OWNER, seq, hash });
	await transaction.updateTable('audit_head').set({ hash }).where('id', '=', 1).execute();
}

/** Acts on a case tell its number and why somebody works on it: they go with its key while there is one. */
async function sealerOf(
	transaction: Transaction<Schema>,
	{ action, object }: Pick<AuditAct, 'action' | 'object'>
): Promise<(text: string) => string> {
	// what a check of the log reads without any key; neither tells of a case
	if (/^(integrity|clock)[/]/.test(action)) return (text) => text;
	const owner: CellOwner = /^(case|board)[/]/.test(action) ? { caseId: object } : 'laboratory';
	try {
		return await cellSealer(transaction, owner);
	} catch (error) {
		if (!isLabError(error) || error.code !== 'keys/destroyed') throw error;
		return cellSealer(transaction, 'laboratory');
	}
}

/** Entries after a number, oldest first. */
export async function auditEntriesSince(
	db: Kysely<Schema>,
	seq: number,
	limit = 500
): Promise<AuditEntryTable[]> {
	return db
		.selectFrom('audit_entry')
		.selectAll()
		.where('seq', '>', seq)
		.orderBy('seq')
		.limit(limit)
		.execute();
}
