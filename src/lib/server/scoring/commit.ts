/**
 * Sealing a score sheet: the sheet and its nonce go into the database, then its fingerprint into the log.
 *
 * @module
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { LabError } from '#lib/core/errors.ts';
import { decide } from '#lib/core/session/decide.ts';
import type { Actor, SessionEvent } from '#lib/core/session/event.ts';
import type { CommittedSheet, SessionState } from '#lib/core/session/state.ts';
import { sheetPlaces, sheetProblem } from '#lib/core/sheet/cells.ts';
import { sheetCommitment, type ScoreSheet, type Seat } from '#lib/core/sheet/sheet.ts';
import { sheetScale } from '#lib/scoring/sheet-technique.ts';
import type { CaseUser } from '../cases/cases.ts';
import type { ScoreSheetTable } from '../database/schema.ts';
import { readSessionProtocols } from '../events/session-values.ts';
import { appendOne, nowMs, type ScoringContext } from './context.ts';
import { readBody } from '../keys/cell.ts';
import { cellSealer } from '../keys/seal-cells.ts';
import { keptSheet, sheetRows } from './kept-sheet.ts';
import { finishReveal } from './reveal.ts';
import { findTask } from './tasks.ts';

/** One sealing of a task after the other: a sheet must not change between its row and its fingerprint. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Seals the sheet of a blind scorer. The same sheet sent again is answered with the first answer.
 *
 * @returns the number of `sheet-committed`
 * @throws {LabError} `scoring/not-found`; `session/sheet-incomplete`; `session/sheet-committed` for another sheet than
 * the sealed one; the refusal of the event
 */
export async function commitBlindSheet(
	context: ScoringContext,
	user: CaseUser,
	task: string,
	sheet: ScoreSheet
): Promise<number> {
	return inTurn(task, async () => {
		const { row } = await findTask(context, user, task);
		return commit(context, row, { id: user.id, role: user.role }, sheet);
	});
}

/**
 * Seals the tester's own sheet. The same sheet sent again is answered with the first answer.
 *
 * @returns the number of `sheet-committed`
 * @throws {LabError} as `commitBlindSheet`
 */
export async function commitFirstSheet(
	context: ScoringContext,
	sessionId: string,
	actor: Actor,
	sheet: ScoreSheet
): Promise<number> {
	return inTurn(`${sessionId} ${actor.id}`, async () => {
		const own = { seat: 'first' as const, scorerId: actor.id };
		const rows = await sheetRows(context.database, sessionId, own);
		const sealed = mine(await context.events.stateOf(sessionId), 'first', actor);
		const kept =
			sealed === undefined
				? rows.find(({ committed_ms: committedMs }) => committedMs === null)
				: keptSheet(rows, sealed)?.row;
		if (kept !== undefined) return commit(context, kept, actor, sheet);
		const created = { task: randomUUID(), session_id: sessionId, user_id: actor.id };
		const empty = { created_ms: nowMs(context), sheet: null, nonce: null, committed_ms: null };
		return commit(context, { ...created, ...empty, seat: 'first' }, actor, sheet);
	});
}

const mine = ({ sheets }: SessionState, seat: Seat, { id }: Actor): CommittedSheet | undefined =>
	sheets.find((sheet) => sheet.seat === seat && sheet.scorerId === id);

interface Sealing {
	readonly row: ScoreSheetTable;
	readonly actor: Actor;
	readonly sheet: ScoreSheet;
}

async function commit(
	context: ScoringContext,
	row: ScoreSheetTable,
	actor: Actor,
	sheet: ScoreSheet
): Promise<number> {
	const { session_id: sessionId, seat } = row;
	const state = await context.events.stateOf(sessionId);
	const text = canonicalJson(sheet);
	const sealed = mine(state, seat, actor);
	if (sealed !== undefined && row.sheet !== text)
		throw new LabError('session/sheet-committed', `expected one ${seat} sheet, got another`);
	const seq =
		sealed === undefined
			? await seal(context, state, { row, actor, sheet })
			: await seqOf(context, sessionId, sealed.commitment);
	await context.database.db
		.updateTable('score_sheet')
		.set({ committed_ms: nowMs(context) })
		.where('task', '=', row.task)
		.where('committed_ms', 'is', null)
		.execute();
	await finishReveal(context, sessionId);
	return seq;
}

/** First the row, then the event; what is refused leaves a row without a sheet. */
async function seal(
	context: ScoringContext,
	state: SessionState,
	{ row, actor, sheet }: Sealing
): Promise<number> {
	const { database, events } = context;
	const { session_id: sessionId, seat, task } = row;
	await refuseUnfit(context, state, sheet);
	const text = canonicalJson(sheet);
	// after a crash between row and event the same sheet keeps its nonce
	const nonce = (row.sheet === text ? row.nonce : null) ?? randomBytes(32).toString('hex');
	const proposed = {
		...{ id: randomUUID(), type: 'sheet-committed' as const, at: context.at },
		data: { seat, commitment: sheetCommitment(nonce, sheet) }
	};
	const decision = decide(state, proposed, actor, await events.procedureOf(sessionId));
	if (!decision.ok) throw new LabError(decision.code, decision.message);
	const cell = await cellSealer(database.db, { sessionId });
	const kept = { sheet: cell(text), nonce: cell(nonce) };
	await database.db
		.insertInto('score_sheet')
		.values({ ...row, ...kept })
		.onConflict((conflict) => conflict.column('task').doUpdateSet(kept))
		.execute();
	try {
		return await appendOne(context, sessionId, proposed, actor);
	} catch (error) {
		if (mine(await events.stateOf(sessionId), seat, actor) === undefined)
			await database.db
				.updateTable('score_sheet')
				.set({ sheet: null, nonce: null })
				.where('task', '=', task)
				.execute();
		throw error;
	}
}

/** A sheet fills in every cell of the session, on the scale of the technique. */
async function refuseUnfit(
	{ database }: ScoringContext,
	state: SessionState,
	sheet: ScoreSheet
): Promise<void> {
	const { one } = await readSessionProtocols(database.db, state);
	const scale = sheetScale(one('technique'), one('scoring-procedure'));
	const problem = sheetProblem(sheet, sheetPlaces(state), scale);
	if (problem !== null) throw new LabError('session/sheet-incomplete', problem);
}

/** Number of the event that holds a fingerprint. */
async function seqOf(
	{ database: { db } }: ScoringContext,
	sessionId: string,
	commitment: string
): Promise<number> {
	const rows = await db
		.selectFrom('event')
		.select(['seq', 'body'])
		.where('session_id', '=', sessionId)
		.where('type', '=', 'sheet-committed')
		.execute();
	const found = rows.find(({ body }) => {
		const event = readBody<SessionEvent>(body);
		return event.type === 'sheet-committed' && event.data.commitment === commitment;
	});
	if (found) return found.seq;
	throw new LabError('session/sheet-missing', 'expected a sealed sheet in the log, got none');
}

async function inTurn<T>(task: string, work: () => Promise<T>): Promise<T> {
	const before = turns.get(task) ?? Promise.resolve();
	const mine = before.then(work, work);
	turns.set(task, mine);
	try {
		return await mine;
	} finally {
		if (turns.get(task) === mine) turns.delete(task);
	}
}
