/**
 * Naming somebody to score charts blind: only who never worked on the case and has not scored these charts.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { LabError } from '#lib/core/errors.ts';
import type { Actor } from '#lib/core/session/event.ts';
import type { ScorerCandidate } from '#lib/core/sheet/exchange.ts';
import { addAuditEntry } from '../database/audit.ts';
import { appendOne, nowMs, type ScoringContext } from './context.ts';
import { everAssigned } from './tasks.ts';

/**
 * Who may be named: enabled accounts that can score, not assigned to the case now or ever before, without a sheet and
 * without a standing task in this session.
 *
 * @throws {LabError} `session/role` for anybody but testers and supervisors
 */
export async function scorerCandidates(
	context: ScoringContext,
	sessionId: string,
	{ role }: Pick<Actor, 'role'>
): Promise<ScorerCandidate[]> {
	if (role !== 'tester' && role !== 'supervisor')
		throw new LabError('session/role', `expected a tester or a supervisor, got the ${role}`);
	const { database, events, accounts } = context;
	const { scorers, sheets } = await events.stateOf(sessionId);
	const taken = new Set([...scorers, ...sheets].map(({ scorerId }) => scorerId));
	const assigned = await everAssigned(database, sessionId);
	return (await accounts.directory.list())
		.filter((person) => person.role === 'reviewer' || person.role === 'tester')
		.filter(({ id, disabled }) => !disabled && !taken.has(id) && !assigned.has(id))
		.map((person) => ({ id: person.id, name: person.name, role: person.role }));
}

/** What those are called who were named or have sealed a sheet of this session. */
export async function scorerNames(
	{ events, accounts }: Pick<ScoringContext, 'events' | 'accounts'>,
	sessionId: string
): Promise<{ readonly id: string; readonly name: string }[]> {
	const { scorers, sheets } = await events.stateOf(sessionId);
	const ids = new Set([...scorers, ...sheets].map(({ scorerId }) => scorerId));
	const people = await accounts.directory.list();
	return people.filter(({ id }) => ids.has(id)).map(({ id, name }) => ({ id, name }));
}

/**
 * Names a scorer: the row of the task first, then the event; a refused event leaves no row.
 *
 * @returns the task's id and the number of the event
 * @throws {LabError} `session/scorer-not-blind` for somebody who is no candidate; the refusal of the event
 */
export async function nameScorer(
	context: ScoringContext,
	sessionId: string,
	{ seat, scorerId }: { readonly seat: 'second' | 'third'; readonly scorerId: string },
	actor: Actor
): Promise<{ readonly task: string; readonly seq: number }> {
	const candidates = await scorerCandidates(context, sessionId, actor);
	const { scorers, sheets } = await context.events.stateOf(sessionId);
	const isRepeated = [...scorers, ...sheets].some((one) => one.scorerId === scorerId);
	if (!isRepeated && !candidates.some(({ id }) => id === scorerId))
		throw new LabError(
			'session/scorer-not-blind',
			'expected an enabled tester or reviewer who was never assigned to the case'
		);
	const { db } = context.database;
	const task = randomUUID();
	const row = { task, session_id: sessionId, seat, user_id: scorerId, created_ms: nowMs(context) };
	const nothing = { sheet: null, nonce: null, committed_ms: null };
	await db
		.insertInto('score_sheet')
		.values({ ...row, ...nothing })
		.execute();
	try {
		const data = { seat, scorerId, task };
		const proposed = { id: task, type: 'scorer-named' as const, at: context.at, data };
		const seq = await appendOne(context, sessionId, proposed, actor);
		await audit(context, actor, sessionId, { task, seat, scorerId });
		return { task, seq };
	} catch (error) {
		const { scorers: named } = await context.events.stateOf(sessionId);
		if (!named.some((one) => one.task === task))
			await db.deleteFrom('score_sheet').where('task', '=', task).execute();
		throw error;
	}
}

/** Somebody gets to see charts: that stands beside assignments to cases. */
async function audit(
	context: ScoringContext,
	actor: Actor,
	sessionId: string,
	details: Readonly<Record<string, string>>
): Promise<void> {
	const act = { actorId: actor.id, action: 'scoring/named', object: sessionId, details };
	await context.database.db
		.transaction()
		.execute((transaction) => addAuditEntry(transaction, act, nowMs(context)));
}
