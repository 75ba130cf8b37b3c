/**
 * Blind reviews of question lists: who may be asked, the tasks of a person, and what they see and hand in.
 *
 * A reviewer knows a task and never the case. A task stands while the session waits for it and its person has nothing to
 * do with the case.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { LabError } from '#lib/core/errors.ts';
import type { Actor } from '#lib/core/session/event.ts';
import {
	answersOf,
	reviewFiles,
	reviewViewOf,
	type GivenReview,
	type ReviewTask,
	type ReviewView
} from '#lib/core/session/review-view.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { endedBy, openStep } from '#lib/core/session/steps.ts';
import type { ScorerCandidate } from '#lib/core/sheet/exchange.ts';
import type { CaseUser } from '../cases/cases.ts';
import { addAuditEntry } from '../database/audit.ts';
import type { ListReviewTable } from '../database/list-review-tables.ts';
import { appendOne, nowMs, type ScoringContext } from '../scoring/context.ts';
import { ofSessionThatIsThere } from '../retention/visible.ts';
import { everAssigned } from '../scoring/tasks.ts';
import { unlessDestroyed } from '../keys/unless-destroyed.ts';

function reviewNotFound(): LabError {
	return new LabError('review/not-found', 'expected a review of your own, got none');
}

/**
 * Who may be asked: enabled testers and reviewers who were never assigned to the case and have not been asked.
 *
 * @throws {LabError} `session/role` for anybody but testers and supervisors
 */
export async function reviewCandidates(
	{ database, events, accounts }: ScoringContext,
	sessionId: string,
	{ role }: Pick<Actor, 'role'>
): Promise<ScorerCandidate[]> {
	if (role !== 'tester' && role !== 'supervisor')
		throw new LabError('session/role', `expected a tester or a supervisor, got the ${role}`);
	const { reviewTasks } = await events.stateOf(sessionId);
	const asked = new Set(reviewTasks.map(({ reviewerId }) => reviewerId));
	const assigned = await everAssigned(database, sessionId);
	return (await accounts.directory.list())
		.filter((person) => person.role === 'tester' || person.role === 'reviewer')
		.filter(({ id, disabled }) => !disabled && !asked.has(id) && !assigned.has(id))
		.map((person) => ({ id: person.id, name: person.name, role: person.role }));
}

/** What those are called who were asked or have reviewed. */
export async function reviewerNames(
	{ events, accounts }: Pick<ScoringContext, 'events' | 'accounts'>,
	sessionId: string
): Promise<{ readonly id: string; readonly name: string }[]> {
	const { reviewTasks, listReviews } = await events.stateOf(sessionId);
	const ids = new Set([...reviewTasks, ...listReviews].map(({ reviewerId }) => reviewerId));
	const people = await accounts.directory.list();
	return people.filter(({ id }) => ids.has(id)).map(({ id, name }) => ({ id, name }));
}

/**
 * Asks somebody: the row of the task first, then the event; a refused event leaves no row.
 *
 * @throws {LabError} `session/reviewer-not-blind`; the refusal of the event
 */
export async function requestReview(
	context: ScoringContext,
	sessionId: string,
	reviewerId: string,
	actor: Actor
): Promise<{ readonly task: string; readonly seq: number }> {
	const candidates = await reviewCandidates(context, sessionId, actor);
	if (!candidates.some(({ id }) => id === reviewerId))
		throw new LabError(
			'session/reviewer-not-blind',
			'expected an enabled tester or reviewer who never worked on the case'
		);
	const { db } = context.database;
	const task = randomUUID();
	const row = { task, session_id: sessionId, user_id: reviewerId, created_ms: nowMs(context) };
	await db.insertInto('list_review').values(row).execute();
	try {
		const data = { task, reviewerId };
		const proposed = { id: task, type: 'review-requested' as const, at: context.at, data };
		const seq = await appendOne(context, sessionId, proposed, actor);
		const act = { actorId: actor.id, action: 'review/asked', object: sessionId, details: data };
		await db.transaction().execute((one) => addAuditEntry(one, act, nowMs(context)));
		return { task, seq };
	} catch (error) {
		const { reviewTasks } = await context.events.stateOf(sessionId);
		if (!reviewTasks.some((one) => one.task === task))
			await db.deleteFrom('list_review').where('task', '=', task).execute();
		throw error;
	}
}

/** The reviews somebody was asked for, newest first. */
export async function listReviewTasks(
	context: ScoringContext,
	user: CaseUser
): Promise<ReviewTask[]> {
	const rows = await context.database.db
		.selectFrom('list_review')
		.selectAll()
		.where('user_id', '=', user.id)
		.where(ofSessionThatIsThere('list_review.session_id'))
		.orderBy('created_ms', 'desc')
		.execute();
	const tasks: ReviewTask[] = [];
	for (const row of rows) {
		const standing = await unlessDestroyed(() => standingOf(context, row), null);
		if (standing === null) continue;
		tasks.push({ task: row.task, createdMs: row.created_ms, status: standing.status });
	}
	return tasks;
}

async function standingOf(
	{ events, database }: ScoringContext,
	{ task, session_id: sessionId, user_id: userId }: ListReviewTable
): Promise<{ readonly state: SessionState; readonly status: ReviewTask['status'] }> {
	const state = await events.stateOf(sessionId);
	if (state.listReviews.some((one) => one.task === task)) return { state, status: 'done' };
	const isAsked = state.reviewTasks.some((one) => one.task === task && one.reviewerId === userId);
	const isWaiting =
		endedBy(state) === null && openStep(state) === 'question-drafting' && state.lock === null;
	if (!isAsked || !isWaiting) return { state, status: 'withdrawn' };
	const isBlind = !(await everAssigned(database, sessionId)).has(userId);
	return { state, status: isBlind ? 'open' : 'withdrawn' };
}

/**
 * A task that waits, for the person it was given to.
 *
 * @throws {LabError} `review/not-found` (404) for everybody else, and when it no longer waits
 */
async function openTask(
	context: ScoringContext,
	user: CaseUser,
	task: string
): Promise<{ readonly row: ListReviewTable; readonly state: SessionState }> {
	const row = await context.database.db
		.selectFrom('list_review')
		.selectAll()
		.where('task', '=', task)
		.where('user_id', '=', user.id)
		.where(ofSessionThatIsThere('list_review.session_id'))
		.executeTakeFirst();
	if (row === undefined) throw reviewNotFound();
	const { state, status } = await standingOf(context, row);
	if (status !== 'open') throw reviewNotFound();
	return { row, state };
}

/**
 * What a reviewer sees.
 *
 * @throws {LabError} `review/not-found` (404)
 */
export async function readReview(
	context: ScoringContext,
	user: CaseUser,
	task: string
): Promise<ReviewView> {
	const { state } = await openTask(context, user, task);
	return reviewViewOf(state, task);
}

/**
 * The session of a task whose list shows or plays a file.
 *
 * @throws {LabError} `review/not-found` (404)
 */
export async function reviewFileSession(
	context: ScoringContext,
	user: CaseUser,
	{ task, sha256 }: { readonly task: string; readonly sha256: string }
): Promise<string> {
	const { row, state } = await openTask(context, user, task);
	if (!reviewFiles(state).has(sha256)) throw reviewNotFound();
	return row.session_id;
}

/**
 * Hands a review in.
 *
 * @returns number of the event
 * @throws {LabError} `review/not-found`; `session/review-stale` when the list was changed meanwhile;
 * `session/review-answers`; the refusal of the event
 */
export async function giveReview(
	context: ScoringContext,
	user: CaseUser,
	task: string,
	given: GivenReview
): Promise<number> {
	const { row, state } = await openTask(context, user, task);
	const { sha256, verdict, remark } = given;
	if (reviewViewOf(state, task).sha256 !== sha256)
		throw new LabError('session/review-stale', 'the list was changed while it was reviewed');
	const answers = answersOf(state, task, given.answers);
	if (answers === null)
		throw new LabError('session/review-answers', 'expected numbers of the list that was shown');
	const data = { task, sha256, answers, verdict, remark };
	const proposed = { id: randomUUID(), type: 'list-reviewed' as const, at: context.at, data };
	const actor = { id: user.id, role: user.role };
	return appendOne(context, row.session_id, proposed, actor);
}
