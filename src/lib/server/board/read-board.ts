/**
 * The board of a case as it stands in the database: its events, its state, and who may know whom.
 *
 * @module
 */
import type { BoardEvent, BoardEventType } from '#lib/core/board/board-event.ts';
import { applyBoard, emptyBoard } from '#lib/core/board/board-state.ts';
import type { Compartments } from '#lib/core/board/compartment.ts';
import type { BoardState } from '#lib/core/board/fact.ts';
import type { LogReader } from '../events/logs.ts';
import { readBody } from '../keys/cell.ts';

/** Events read at once. */
const PAGE = 1000;
const COMPARTMENT_EVENTS: readonly BoardEventType[] = ['compartment-set', 'leads-set'];

/** The events of a board after a number, oldest first. */
export async function readBoardEvents(
	reader: LogReader,
	caseId: string,
	seq: number,
	limit: number
): Promise<BoardEvent[]> {
	const rows = await reader
		.selectFrom('case_board_event')
		.select('body')
		.where('case_id', '=', caseId)
		.where('seq', '>', seq)
		.orderBy('seq')
		.limit(limit)
		.execute();
	return rows.map(({ body }) => readBody<BoardEvent>(body));
}

/** The board of a case; empty when nobody wrote on it. */
export async function readBoard(reader: LogReader, caseId: string): Promise<BoardState> {
	let state = emptyBoard(caseId);
	for (;;) {
		const events = await readBoardEvents(reader, caseId, state.seq, PAGE);
		state = events.reduce(applyBoard, state);
		if (events.length < PAGE) return state;
	}
}

/** Who belongs to whose team now, whatever another process wrote a moment ago. */
export async function readCompartments(reader: LogReader, caseId: string): Promise<Compartments> {
	const rows = await reader
		.selectFrom('case_board_event')
		.select('body')
		.where('case_id', '=', caseId)
		.where('type', 'in', COMPARTMENT_EVENTS)
		.orderBy('seq')
		.execute();
	return rows.map(({ body }) => readBody<BoardEvent>(body)).reduce(applyBoard, emptyBoard(caseId));
}
