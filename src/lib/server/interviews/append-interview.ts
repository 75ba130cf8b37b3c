/**
 * Appending to an interview within one transaction: read what is new, decide, chain, write.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { chainInterviewEvent } from '#lib/core/interview/chain.ts';
import { decideInterview, type GridContent } from '#lib/core/interview/decide-interview.ts';
import { noContext, type DecisionContext } from '#lib/core/interview/decision.ts';
import type {
	InterviewEvent,
	ProposedInterviewEvent
} from '#lib/core/interview/interview-event.ts';
import { applyInterview, type InterviewState } from '#lib/core/interview/interview-state.ts';
import { isPlanStep } from '#lib/core/interview/plan.ts';
import { readBoard } from '../board/read-board.ts';
import type { Schema } from '../database/schema.ts';
import { readBody } from '../keys/cell.ts';
import { cellSealer } from '../keys/seal-cells.ts';
import { addLeaves } from '../integrity/leaves.ts';
import { appendEach, type AppendedEach } from '../events/append-each.ts';
import type { LogReader } from '../events/logs.ts';
import { readOnlyRecord } from '../retention/visible.ts';

/** Who writes. */
export type InterviewActor = InterviewEvent['actor'];

/** What appending needs beside the events. */
export interface InterviewAppendContext {
	readonly grid: GridContent;
	readonly actor: InterviewActor;
	readonly now: () => Date;
}

/** The events of an interview after a number, oldest first. */
export async function readInterviewEvents(
	reader: LogReader,
	interviewId: string,
	seq: number,
	limit: number
): Promise<InterviewEvent[]> {
	const rows = await reader
		.selectFrom('interview_event')
		.select('body')
		.where('interview_id', '=', interviewId)
		.where('seq', '>', seq)
		.orderBy('seq')
		.limit(limit)
		.execute();
	return rows.map(({ body }) => readBody<InterviewEvent>(body));
}

/**
 * Decides on each proposal in turn and writes those taken. One that is refused stops none of the others.
 *
 * @param start the state with every event of the log folded in; the interview's row is locked by the caller
 */
export async function appendToInterview(
	transaction: Transaction<Schema>,
	start: InterviewState,
	proposals: readonly ProposedInterviewEvent[],
	{ grid, actor, now }: InterviewAppendContext
): Promise<AppendedEach<InterviewState, InterviewEvent>> {
	const stored = await storedEvents(transaction, start.interviewId, proposals);
	const board = await boardFor(transaction, start.interviewId, proposals);
	const kept = await readOnlyRecord(transaction, 'interview', start.interviewId);
	const appended = appendEach(start, stored, proposals, {
		decide: (state, proposed) =>
			kept ??
			decideInterview(state, proposed, actor.role, grid, {
				...{ board, actorId: actor.id },
				nowMs: now().getTime()
			}),
		chain: ({ interviewId, seq, lastHash }, proposed) =>
			chainInterviewEvent(proposed, {
				...{ interviewId, seq: seq + 1, actor },
				recordedAt: now().toISOString(),
				previousHash: lastHash
			}),
		apply: applyInterview,
		actorId: actor.id,
		reusedCode: 'interview/id-reused'
	});
	if (appended.written.length > 0) await write(transaction, appended.state, appended.written);
	return appended;
}

/** The case board as it is now, where something planned or said is held against it. */
async function boardFor(
	transaction: Transaction<Schema>,
	interviewId: string,
	proposals: readonly ProposedInterviewEvent[]
): Promise<DecisionContext['board']> {
	if (!proposals.some(isPlanStep)) return noContext.board;
	const { case_id: caseId } = await transaction
		.selectFrom('interview')
		.select('case_id')
		.where('id', '=', interviewId)
		.executeTakeFirstOrThrow();
	return readBoard(transaction, caseId);
}

async function storedEvents(
	transaction: Transaction<Schema>,
	interviewId: string,
	proposals: readonly ProposedInterviewEvent[]
): Promise<InterviewEvent[]> {
	if (proposals.length === 0) return [];
	const ids = proposals.map(({ id }) => id);
	const rows = await transaction
		.selectFrom('interview_event')
		.select('body')
		.where('interview_id', '=', interviewId)
		.where('id', 'in', ids)
		.execute();
	return rows.map(({ body }) => readBody<InterviewEvent>(body));
}

async function write(
	transaction: Transaction<Schema>,
	{ interviewId, seq }: InterviewState,
	written: readonly InterviewEvent[]
): Promise<void> {
	const seal = await cellSealer(transaction, { interviewId });
	const rows = written.map((event) => ({
		interview_id: interviewId,
		seq: event.seq,
		id: event.id,
		type: event.type,
		previous_hash: event.previousHash,
		hash: event.hash,
		body: seal(canonicalJson(event))
	}));
	// one by one: the trigger looks at the row before
	for (const row of rows) await transaction.insertInto('interview_event').values(row).execute();
	await addLeaves(transaction, 'interview', interviewId, written);
	const closing = written.find(({ type }) => type === 'interview-closed');
	await transaction
		.updateTable('interview')
		.set({
			last_seq: seq,
			...(closing === undefined ? {} : { closed_ms: Date.parse(closing.recordedAt) })
		})
		.where('id', '=', interviewId)
		.execute();
}
