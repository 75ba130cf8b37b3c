/**
 * Writing to the log of a board within a transaction: whoever writes locks it first, and every event is chained to the
 * one before.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import type { BoardEvent } from '#lib/core/board/board-event.ts';
import type { Schema } from '../database/schema.ts';
import { cellSealer } from '../keys/seal-cells.ts';
import { addLeaves } from '../integrity/leaves.ts';

/** Locks the board of a case against other writers until the commit; makes it when nobody wrote on it yet. */
export async function lockBoard(transaction: Transaction<Schema>, caseId: string): Promise<void> {
	await transaction
		.insertInto('case_board')
		.values({ case_id: caseId })
		.onConflict((conflict) => conflict.column('case_id').doNothing())
		.execute();
	// a write that changes nothing: it locks the board against other processes until the commit
	await transaction
		.updateTable('case_board')
		.set((expression) => ({ last_seq: expression.ref('last_seq') }))
		.where('case_id', '=', caseId)
		.execute();
}

/** Writes chained events to the log of a board that is locked. */
export async function writeBoardEvents(
	transaction: Transaction<Schema>,
	caseId: string,
	written: readonly BoardEvent[]
): Promise<void> {
	const seal = await cellSealer(transaction, { caseId });
	// one by one: the trigger looks at the row before
	for (const event of written)
		await transaction
			.insertInto('case_board_event')
			.values({
				...{ case_id: caseId, seq: event.seq, id: event.id, type: event.type },
				...{ previous_hash: event.previousHash, hash: event.hash, body: seal(canonicalJson(event)) }
			})
			.execute();
	await addLeaves(transaction, 'board', caseId, written);
	const last = written.at(-1);
	if (last === undefined) return;
	await transaction
		.updateTable('case_board')
		.set({ last_seq: last.seq })
		.where('case_id', '=', caseId)
		.execute();
}
