/**
 * Appending within one transaction: read what is new, decide, chain, write.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { chainEvent } from '#lib/core/audit/chain.ts';
import type { Refusal } from '#lib/core/session/checking/check.ts';
import { decide } from '#lib/core/session/decide.ts';
import type { Actor, ProposedEvent, SessionEvent } from '#lib/core/session/event.ts';
import type { LawContext } from '#lib/core/session/law/law-findings.ts';
import type { Procedure } from '#lib/core/session/procedure.ts';
import { apply } from '#lib/core/session/reduce.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { endedBy, openStep } from '#lib/core/session/steps.ts';
import type { Schema } from '../database/schema.ts';
import { readBody } from '../keys/cell.ts';
import { cellSealer } from '../keys/seal-cells.ts';
import { addLeaves } from '../integrity/leaves.ts';
import { appendEach, type AppendAnswer, type AppendedEach } from './append-each.ts';
import type { LogReader } from './logs.ts';

/** What became of one proposed event. */
export type AppendResult = AppendAnswer<SessionEvent>;

/** What appending needs beside the events. */
export interface AppendContext {
	readonly procedure: Procedure;
	readonly now: () => Date;
	/** What the law is asked with; absent = no rules. */
	readonly law?: LawContext;
	/** What speaks against an event that the session itself would take; absent = nothing. */
	readonly refusal?: (state: SessionState, proposed: ProposedEvent) => Refusal | null;
}

/** The state after, what was written, and an answer to each proposal. */
export type Appended = AppendedEach<SessionState, SessionEvent>;

/** The events of a session after a number, oldest first. */
export async function readEvents(
	transaction: LogReader,
	sessionId: string,
	seq: number,
	limit: number
): Promise<SessionEvent[]> {
	const rows = await transaction
		.selectFrom('event')
		.select('body')
		.where('session_id', '=', sessionId)
		.where('seq', '>', seq)
		.orderBy('seq')
		.limit(limit)
		.execute();
	return rows.map(({ body }) => readBody<SessionEvent>(body));
}

/**
 * Decides on each proposal in turn and writes those taken. One that is refused stops none of the others.
 *
 * @param start the state with every event of the log folded in; the session's row is locked by the caller
 */
export async function appendWithin(
	transaction: Transaction<Schema>,
	start: SessionState,
	proposals: readonly ProposedEvent[],
	actor: Actor,
	context: AppendContext
): Promise<Appended> {
	const stored = await storedEvents(transaction, start.sessionId, proposals);
	const appended = appendEach(start, stored, proposals, {
		decide: (state, proposed) => {
			const decision = decide(state, proposed, actor, context.procedure, context.law);
			return decision.ok ? (context.refusal?.(state, proposed) ?? decision) : decision;
		},
		chain: ({ sessionId, seq, lastHash }, proposed) =>
			chainEvent(proposed, {
				...{ sessionId, seq: seq + 1, actor },
				recordedAt: context.now().toISOString(),
				previousHash: lastHash
			}),
		apply,
		actorId: actor.id,
		reusedCode: 'session/id-reused'
	});
	if (appended.written.length > 0) await write(transaction, appended.state, appended.written);
	return appended;
}

async function storedEvents(
	transaction: Transaction<Schema>,
	sessionId: string,
	proposals: readonly ProposedEvent[]
): Promise<SessionEvent[]> {
	if (proposals.length === 0) return [];
	const rows = await transaction
		.selectFrom('event')
		.select('body')
		.where('session_id', '=', sessionId)
		.where(
			'id',
			'in',
			proposals.map(({ id }) => id)
		)
		.execute();
	return rows.map(({ body }) => readBody<SessionEvent>(body));
}

async function write(
	transaction: Transaction<Schema>,
	state: SessionState,
	written: readonly SessionEvent[]
): Promise<void> {
	const seal = await cellSealer(transaction, { sessionId: state.sessionId });
	for (const event of written)
		await transaction
			.insertInto('event')
			.values({
				session_id: event.sessionId,
				seq: event.seq,
				id: event.id,
				type: event.type,
				previous_hash: event.previousHash,
				hash: event.hash,
				body: seal(canonicalJson(event))
			})
			.execute();
	await addLeaves(transaction, 'session', state.sessionId, written);
	await transaction
		.updateTable('test_session')
		.set({ last_seq: state.seq, open_step: openStep(state), ended: endedBy(state) })
		.where('id', '=', state.sessionId)
		.execute();
}
