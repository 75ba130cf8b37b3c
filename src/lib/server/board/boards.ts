/**
 * The board of a case for those who may know of interviews; each look at it is in the audit trail. To a tester there is
 * none.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import type { ProposedBoardEvent } from '#lib/core/board/board-event.ts';
import type { BoardState } from '#lib/core/board/fact.ts';
import { isRestricted } from '#lib/core/board/compartment.ts';
import { boardView, type BoardView } from '#lib/core/board/view.ts';
import { caseNotFound, type CaseUser } from '../cases/cases.ts';
import { limitOf } from '../cases/subject-limit.ts';
import { addAuditEntry } from '../database/audit.ts';
import {
	interviewCase,
	type InterviewCase,
	type InterviewContext
} from '../interviews/interviews.ts';
import { protocolOf } from '../protocols.ts';
import type { BoardAppendResult, BoardStore } from './board-store.ts';
import { readCompartments } from './read-board.ts';
import { caseVersions, type CaseVersions } from './versions.ts';

/** Where cases, interviews and boards are. */
export interface BoardContext extends InterviewContext {
	readonly boards: BoardStore;
}

/** A board as somebody sees it, and the case it belongs to. */
export interface SeenBoard {
	readonly case: InterviewCase;
	readonly view: BoardView;
}

/**
 * The case of a board. An assignment to some subjects sees a board only in their team: what is not restricted to it
 * speaks of all.
 */
async function boardCase(
	context: BoardContext,
	user: CaseUser,
	caseId: string
): Promise<InterviewCase> {
	const shell = await interviewCase(context, user, caseId);
	if ((await limitOf(context.db, user, caseId)) === null) return shell;
	const teams = await readCompartments(context.db, caseId);
	if (!isRestricted(teams, { id: user.id, role: shell.role })) throw caseNotFound();
	return shell;
}

/**
 * The board of a case as somebody may see it; that they looked is written down.
 *
 * @throws {LabError} `case/not-found` for testers and everyone outside the case; `protocols/missing`
 */
export async function seeBoard(
	context: BoardContext,
	user: CaseUser,
	caseId: string
): Promise<SeenBoard> {
	const shell = await boardCase(context, user, caseId);
	const { versions, shown } = await caseVersions(context, caseId);
	const state = withShown(await context.boards.stateOf(caseId), { versions, shown });
	const settings = protocolOf(context.catalogue, 'board-settings');
	const view = boardView(state, versions, { id: user.id, role: shell.role }, settings);
	const details = { role: shell.role, restricted: view.restricted };
	await context.db
		.transaction()
		.execute((transaction) =>
			addAuditEntry(
				transaction,
				{ actorId: user.id, action: 'board/viewed', object: caseId, details },
				context.now()
			)
		);
	return { case: shell, view };
}

function withShown(state: BoardState, { shown }: CaseVersions): BoardState {
	const known = new Set(state.facts.map(({ id }) => id));
	return {
		...state,
		exposures: [...state.exposures, ...shown.filter(({ factId }) => known.has(factId))]
	};
}

/**
 * Writes on the board of a case.
 *
 * @returns an answer to each event, in order
 * @throws {LabError} `case/not-found`; `database/…`
 */
export async function writeOnBoard(
	context: BoardContext,
	user: CaseUser,
	{ caseId, events }: { readonly caseId: string; readonly events: readonly ProposedBoardEvent[] }
): Promise<readonly BoardAppendResult[]> {
	const { role } = await boardCase(context, user, caseId);
	const checked = await Promise.all(
		events.map(async (event) => ({ event, fault: await statementFault(context, caseId, event) }))
	);
	const sound = checked.flatMap(({ event, fault }) => (fault === null ? [event] : []));
	const results = await context.boards.append(caseId, sound, { id: user.id, role });
	const answers = results[Symbol.iterator]();
	return checked.flatMap(({ event: { id }, fault }): BoardAppendResult[] => {
		if (fault !== null) return [{ ok: false, id, code: fault.code, message: fault.message }];
		const { value } = answers.next();
		return value === undefined ? [] : [value];
	});
}

/** A coding has to be of a statement that stands in an interview of this case, in its own words. */
async function statementFault(
	{ db, interviews }: BoardContext,
	caseId: string,
	event: ProposedBoardEvent
): Promise<LabError | null> {
	if (event.type !== 'statement-coded') return null;
	const { interviewId, statementSeq, subject, saidAt, ownWords } = event.data;
	const row = await db
		.selectFrom('interview')
		.select('subject_code')
		.where('id', '=', interviewId)
		.where('case_id', '=', caseId)
		.executeTakeFirst();
	const statements = row === undefined ? [] : (await interviews.stateOf(interviewId)).statements;
	const statement = statements.find(({ seq }) => seq === statementSeq);
	// one answer, whichever it is: whether there is such an interview is not told
	if (row?.subject_code !== subject || statement?.at !== saidAt)
		return new LabError('board/statement', 'expected a statement of this subject, got none');
	return statement.said.includes(ownWords)
		? null
		: new LabError('board/own-words', 'expected words as they stand in the statement');
}
