/**
 * The board store: boards' logs in the database. Nothing is told before it is on disk.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import {
	chainBoardEvent,
	type BoardEvent,
	type ProposedBoardEvent
} from '#lib/core/board/board-event.ts';
import { applyBoard, emptyBoard } from '#lib/core/board/board-state.ts';
import { decideBoard } from '#lib/core/board/decide-board.ts';
import type { BoardState } from '#lib/core/board/fact.ts';
import type { LabDatabase } from '../database/open.ts';
import type { Schema } from '../database/schema.ts';
import { appendEach, type AppendAnswer } from '../events/append-each.ts';
import { Logs, type Turn } from '../events/logs.ts';
import { readBoardEvents } from './read-board.ts';

/** What became of one event of a board. */
export type BoardAppendResult = AppendAnswer<BoardEvent>;

/** Appends events to boards' logs and reads them back. */
export class BoardStore {
	readonly #now: () => Date;
	readonly #logs: Logs<BoardState, BoardEvent>;

	constructor(database: LabDatabase, now: () => Date = () => new Date()) {
		this.#now = now;
		this.#logs = new Logs(database, {
			...{ read: readBoardEvents, empty: emptyBoard, apply: applyBoard }
		});
	}

	/**
	 * Appends those of the events that are allowed, in one transaction. The same event sent again is answered with the
	 * stored one.
	 *
	 * @param proposals checked by the schema `proposedBoardEvent`
	 * @returns an answer to each, in order
	 * @throws {LabError} `database/…` when nothing could be written
	 */
	async append(
		caseId: string,
		proposals: readonly ProposedBoardEvent[],
		actor: BoardEvent['actor']
	): Promise<readonly BoardAppendResult[]> {
		return this.#logs.inTurn(caseId, (transaction) =>
			this.#appendLocked(transaction, caseId, proposals, actor)
		);
	}

	/** Every event after a number, oldest first. */
	async eventsAfter(caseId: string, seq: number): Promise<BoardEvent[]> {
		return this.#logs.allEvents(caseId, seq);
	}

	/** The board of a case with every event written so far. */
	async stateOf(caseId: string): Promise<BoardState> {
		return this.#logs.stateOf(caseId);
	}

	async #appendLocked(
		transaction: Transaction<Schema>,
		caseId: string,
		proposals: readonly ProposedBoardEvent[],
		actor: BoardEvent['actor']
	): Promise<Turn<BoardState, BoardEvent, readonly BoardAppendResult[]>> {
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
		const start = await this.#logs.upToDate(transaction, caseId);
		const stored = await storedEvents(transaction, caseId, proposals);
		const done = appendEach(start, stored, proposals, {
			decide: (state, proposed) => decideBoard(state, proposed, actor),
			chain: ({ seq, lastHash }, proposed) =>
				chainBoardEvent(proposed, {
					...{ caseId, seq: seq + 1, actor },
					recordedAt: this.#now().toISOString(),
					previousHash: lastHash
				}),
			apply: applyBoard,
			actorId: actor.id,
			reusedCode: 'board/id-reused'
		});
		await write(transaction, caseId, done.written);
		return { ...done, value: done.results };
	}
}

async function storedEvents(
	transaction: Transaction<Schema>,
	caseId: string,
	proposals: readonly ProposedBoardEvent[]
): Promise<BoardEvent[]> {
	if (proposals.length === 0) return [];
	const rows = await transaction
		.selectFrom('case_board_event')
		.select('body')
		.where('case_id', '=', caseId)
		.where(
			'id',
			'in',
			proposals.map(({ id }) => id)
		)
		.execute();
	return rows.map(({ body }) => JSON.parse(body) as BoardEvent);
}

async function write(
	transaction: Transaction<Schema>,
	caseId: string,
	written: readonly BoardEvent[]
): Promise<void> {
	// one by one: the trigger looks at the row before
	for (const event of written)
		await transaction
			.insertInto('case_board_event')
			.values({
				...{ case_id: caseId, seq: event.seq, id: event.id, type: event.type },
				...{ previous_hash: event.previousHash, hash: event.hash, body: canonicalJson(event) }
			})
			.execute();
	const last = written.at(-1);
	if (last === undefined) return;
	await transaction
		.updateTable('case_board')
		.set({ last_seq: last.seq })
		.where('case_id', '=', caseId)
		.execute();
}
