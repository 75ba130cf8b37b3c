/**
 * The scoring tasks of a person: which charts somebody who does not work on the case is to score blind.
 *
 * A task stands while the session names it and waits for it, and while its person has nothing to do with the case.
 *
 * @module
 */
import type { SessionState } from '#lib/core/session/state.ts';
import { endedBy, openStep } from '#lib/core/session/steps.ts';
import type { ScoringTask } from '#lib/core/sheet/exchange.ts';
import type { CaseUser } from '../cases/cases.ts';
import type { LabDatabase } from '../database/open.ts';
import type { ScoreSheetTable } from '../database/schema.ts';
import { ofSessionThatIsThere } from '../retention/visible.ts';
import { taskNotFound, type ScoringContext } from './context.ts';
import { unlessDestroyed } from '../keys/unless-destroyed.ts';

/** A task that stands. */
export interface StandingTask {
	readonly row: ScoreSheetTable;
	readonly state: SessionState;
	readonly status: 'open' | 'committed';
}

/** Everybody who was ever assigned to the case of a session: none of them is blind. */
export async function everAssigned(
	{ db }: LabDatabase,
	sessionId: string
): Promise<ReadonlySet<string>> {
	const rows = await db
		.selectFrom('case_member')
		.innerJoin('test_session', 'test_session.case_id', 'case_member.case_id')
		.select('case_member.user_id as userId')
		.where('test_session.id', '=', sessionId)
		.execute();
	return new Set(rows.map(({ userId }) => userId));
}

/** The tasks somebody was given, newest first. */
export async function listTasks(context: ScoringContext, user: CaseUser): Promise<ScoringTask[]> {
	const rows = await context.database.db
		.selectFrom('score_sheet')
		.selectAll()
		.where('user_id', '=', user.id)
		.where('seat', '<>', 'first')
		.where(ofSessionThatIsThere('score_sheet.session_id'))
		.orderBy('created_ms', 'desc')
		.execute();
	const tasks: ScoringTask[] = [];
	for (const row of rows) {
		const { task, seat, created_ms: createdMs } = row;
		const standing = await unlessDestroyed(() => standingOf(context, row), null);
		if (standing === null) continue;
		const { status } = standing;
		// a row without an event was cut off before anybody was named
		if (status === 'withdrawn' && !(await wasNamed(context, row))) continue;
		tasks.push({ task, seat, createdMs, status });
	}
	return tasks;
}

/**
 * A task that stands, for the person it was given to.
 *
 * @throws {LabError} `scoring/not-found` (404) for everybody else, and when it was withdrawn
 */
export async function findTask(
	context: ScoringContext,
	user: CaseUser,
	task: string
): Promise<StandingTask> {
	const row = await context.database.db
		.selectFrom('score_sheet')
		.selectAll()
		.where('task', '=', task)
		.where('user_id', '=', user.id)
		.where('seat', '<>', 'first')
		.where(ofSessionThatIsThere('score_sheet.session_id'))
		.executeTakeFirst();
	if (row === undefined) throw taskNotFound();
	const { state, status } = await standingOf(context, row);
	if (status === 'withdrawn') throw taskNotFound();
	return { row, state, status };
}

async function standingOf(
	{ events, database }: ScoringContext,
	row: ScoreSheetTable
): Promise<{ readonly state: SessionState; readonly status: ScoringTask['status'] }> {
	const state = await events.stateOf(row.session_id);
	const isNamed = state.scorers.some(
		({ task, scorerId }) => task === row.task && scorerId === row.user_id
	);
	if (!isNamed) return { state, status: 'withdrawn' };
	if (state.sheets.some(({ seat, scorerId }) => seat === row.seat && scorerId === row.user_id))
		return { state, status: 'committed' };
	const isWaiting = endedBy(state) === null && openStep(state) === 'chart-analysis';
	const isBlind = isWaiting && !(await everAssigned(database, row.session_id)).has(row.user_id);
	return { state, status: isBlind ? 'open' : 'withdrawn' };
}

/** The event that names a scorer has the task's id. */
async function wasNamed(
	{ database: { db } }: ScoringContext,
	{ session_id: sessionId, task }: ScoreSheetTable
): Promise<boolean> {
	const found = await db
		.selectFrom('event')
		.select('seq')
		.where('session_id', '=', sessionId)
		.where('id', '=', task)
		.executeTakeFirst();
	return found !== undefined;
}
