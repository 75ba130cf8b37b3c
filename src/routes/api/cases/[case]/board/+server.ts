import { z } from 'zod';
import { proposedBoardEvent } from '#lib/core/board/board-event.ts';
import {
	LARGEST_BOARD_BATCH,
	type BoardAnswer,
	type BoardEventResult
} from '#lib/core/board/exchange.ts';
import type { BoardAppendResult } from '#lib/server/board/board-store.ts';
import { seeBoard, writeOnBoard } from '#lib/server/board/boards.ts';
import { readBody } from '#lib/server/http.ts';
import { interviewCase } from '#lib/server/interviews/interviews.ts';
import { getLab } from '#lib/server/lab.ts';
import { askerOf } from '../../../../interview.server.ts';
import type { RequestHandler } from './$types';

const body = z.strictObject({ events: z.array(proposedBoardEvent).max(LARGEST_BOARD_BATCH) });

/** The board as whoever asks may see it. */
export const GET: RequestHandler = async (event) => {
	const { view } = await seeBoard(getLab().cases, askerOf(event), event.params.case);
	return Response.json({ view });
};

/** Takes events; one answer to each, and the board after them. Refusals are answers (200). */
export const POST: RequestHandler = async (event) => {
	const user = askerOf(event);
	const { cases } = getLab();
	// before the body is looked at: whoever may not know learns nothing of its form
	const { id: caseId } = await interviewCase(cases, user, event.params.case);
	const { events } = await readBody(event.request, body);
	const results = await writeOnBoard(cases, user, { caseId, events });
	const { view } = await seeBoard(cases, user, caseId);
	const answer: BoardAnswer = { results: results.map(answerOf), view };
	return Response.json(answer);
};

function answerOf(result: BoardAppendResult): BoardEventResult {
	if (!result.ok) return result;
	const { ok, id, seq, duplicate } = result;
	return { ok, id, seq, duplicate };
}
