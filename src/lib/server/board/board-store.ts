/**
 * The board store: boards' logs in the database. Nothing is told before it is on disk.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import {
	chainBoardEvent,
	type BoardEvent,
	type ProposedBoardEvent
} from '#lib/core/board/board-event.ts';
import { applyBoard, emptyBoard } from '#lib/core/board/board-state.ts';
import { decideBoard } from '#lib/core/board/decide-board.ts';
import type { BoardState } from '#lib/core/board/fact.ts';
import { isReadOnly } from '#lib/core/retention/retention-act.ts';
import type { LabDatabase } from '../database/open.ts';
import type { Schema } from '../database/schema.ts';
import { appendEach, type AppendAnswer } from '../events/append-each.ts';
import { Logs, type Turn } from '../events/logs.ts';
import { lockBoard, writeBoardEvents } from './append-board.ts';
import { retentionOf } from '../retention/visible.ts';
import { readBoardEvents } from './read-board.ts';
import { readBody } from '../keys/cell.ts';

/** The answer to whoever writes on the board of a case that is archived or further. */
const READ_ONLY = {
	ok: false,
	code: 'retention/read-only',
	message: 'expected a case to be worked on'
} as const;

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

	/** Forgets what is in memory of one that was destroyed. */
	forget(caseId: string): void {
		this.#logs.forget(caseId);
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
		await lockBoard(transaction, caseId);
		const kept = isReadOnly(await retentionOf(transaction, caseId));
		const start = await this.#logs.upToDate(transaction, caseId);
		const stored = await storedEvents(transaction, caseId, proposals);
		const done = appendEach(start, stored, proposals, {
			decide: (state, proposed) => (kept ? READ_ONLY : decideBoard(state, proposed, actor)),
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
		await writeBoardEvents(transaction, caseId, done.written);
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
	return rows.map(({ body }) => readBody<BoardEvent>(body));
}
