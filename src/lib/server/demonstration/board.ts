/**
 * The made-up board of the demonstration case, written through the same store as a real one.
 *
 * @module
 */
import type { BoardEventType, ProposedBoardEvent } from '../../core/board/board-event.ts';
import {
	demonstrationBoardSteps,
	type DemonstrationStatement
} from '../../core/board/demonstration-steps.ts';
import { LabError, type ErrorCode } from '../../core/errors.ts';
import type { Locale } from '../../core/text.ts';
import { writeOnBoard, type BoardContext } from '../board/boards.ts';
import type { CaseUser } from '../cases/cases.ts';
import { derivedId } from '../events/derived-id.ts';
import { listInterviews } from '../interviews/interviews.ts';
import { protocolsOf } from '../protocols.ts';

/**
 * Fills the board, once: what somebody wrote on it since is left alone.
 *
 * @throws {LabError} the refusal of an event
 */
export async function openDemonstrationBoard(
	context: BoardContext,
	caseId: string,
	people: { readonly lead: CaseUser; readonly supervisor: CaseUser },
	locale: Locale
): Promise<void> {
	const [file] = protocolsOf(context.catalogue, 'demonstration-board');
	// a laboratory with protocols of its own may have none
	if (file === undefined || protocolsOf(context.catalogue, 'grid-frame').length === 0) return;
	if ((await context.boards.stateOf(caseId)).seq > 0) return;
	const statements = await statementsOf(context, caseId, people.supervisor);
	const at = new Date(context.now()).toISOString();
	for (const [index, { by, event }] of demonstrationBoardSteps(
		file,
		statements,
		locale
	).entries()) {
		const id = derivedId('demonstration-board', caseId, String(index));
		const events = [{ ...event, id, at } as ProposedBoardEvent];
		const [result] = await writeOnBoard(context, people[by], { caseId, events });
		if (result?.ok === false && !mayDiffer(event.type, result.code))
			throw new LabError(result.code as ErrorCode, result.message);
	}
}

/** Interviews that were made in the other language hold other words: their codings are left out. */
function mayDiffer(type: BoardEventType, code: string): boolean {
	return type === 'statement-coded' && code === 'board/own-words';
}

async function statementsOf(
	context: BoardContext,
	caseId: string,
	supervisor: CaseUser
): Promise<DemonstrationStatement[]> {
	const listed = (await listInterviews(context, supervisor, caseId)).toReversed();
	const read = await Promise.all(
		listed.map(async ({ id: interviewId, subjectCode: subject }) => {
			const { statements } = await context.interviews.stateOf(interviewId);
			return statements.map(({ seq, at }) => ({ interviewId, subject, seq, at }));
		})
	);
	return read.flat();
}
