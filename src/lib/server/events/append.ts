/**
 * Appending within one transaction: read what is new, decide, chain, write.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { chainEvent } from '#lib/core/audit/chain.ts';
import { isLabError } from '#lib/core/errors.ts';
import { decide } from '#lib/core/session/decide.ts';
import type { Actor, ProposedEvent, SessionEvent } from '#lib/core/session/event.ts';
import type { Procedure } from '#lib/core/session/procedure.ts';
import { apply } from '#lib/core/session/reduce.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { endedBy, openStep } from '#lib/core/session/steps.ts';
import type { Schema } from '../database/schema.ts';

/** What became of one proposed event. */
export type AppendResult =
	| {
			readonly ok: true;
			readonly id: string;
			readonly seq: number;
			/** Whether it stood in the log before. */
			readonly duplicate: boolean;
			readonly event: SessionEvent;
	  }
	| {
			readonly ok: false;
			readonly id: string;
			readonly code: string;
			/** English, what was expected and what came. */
			readonly message: string;
			/** Ids of gates that are not met. */
			readonly missing?: readonly string[];
	  };

/** What appending needs beside the events. */
export interface AppendContext {
	readonly procedure: Procedure;
	readonly now: () => Date;
}

/** The state after, what was written, and an answer to each proposal. */
export interface Appended {
	readonly state: SessionState;
	readonly written: readonly SessionEvent[];
	readonly results: readonly AppendResult[];
}

/** The events of a session after a number, oldest first. */
export async function readEvents(
	transaction: Pick<Transaction<Schema>, 'selectFrom'>,
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
	return rows.map(({ body }) => JSON.parse(body) as SessionEvent);
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
	const known = await storedEvents(transaction, start.sessionId, proposals);
	const results: AppendResult[] = [];
	const written: SessionEvent[] = [];
	let state = start;
	for (const proposed of proposals) {
		const stored = known.get(proposed.id);
		const result =
			stored === undefined
				? decided(state, proposed, actor, context)
				: repeated(stored, proposed, actor);
		results.push(result);
		if (!result.ok || result.duplicate) continue;
		known.set(proposed.id, result.event);
		written.push(result.event);
		state = apply(state, result.event);
	}
	if (written.length > 0) await write(transaction, state, written);
	return { state, written, results };
}

async function storedEvents(
	transaction: Transaction<Schema>,
	sessionId: string,
	proposals: readonly ProposedEvent[]
): Promise<Map<string, SessionEvent>> {
	if (proposals.length === 0) return new Map();
	const rows = await transaction
		.selectFrom('event')
		.select(['id', 'body'])
		.where('session_id', '=', sessionId)
		.where(
			'id',
			'in',
			proposals.map(({ id }) => id)
		)
		.execute();
	return new Map(rows.map(({ id, body }) => [id, JSON.parse(body) as SessionEvent]));
}

/** The answer to an event that was sent again: the same, or a refusal when the id means something else now. */
function repeated(stored: SessionEvent, proposed: ProposedEvent, actor: Actor): AppendResult {
	const essence = ({ type, at, data }: ProposedEvent, by: Actor): string =>
		canonicalJson({ type, at, data, by: by.id });
	if (essence(stored, stored.actor) === essence(proposed, actor))
		return { ok: true, id: stored.id, seq: stored.seq, duplicate: true, event: stored };
	return {
		ok: false,
		id: proposed.id,
		code: 'session/id-reused',
		message: `expected a new id, got that of event ${stored.seq} with another content`
	};
}

function decided(
	state: SessionState,
	proposed: ProposedEvent,
	actor: Actor,
	{ procedure, now }: AppendContext
): AppendResult {
	const decision = decide(state, proposed, actor, procedure);
	if (!decision.ok) return { id: proposed.id, ...decision };
	try {
		const event = chainEvent(proposed, {
			sessionId: state.sessionId,
			seq: state.seq + 1,
			actor,
			recordedAt: now().toISOString(),
			previousHash: state.lastHash
		});
		return { ok: true, id: event.id, seq: event.seq, duplicate: false, event };
	} catch (error) {
		// text that has no canonical form, e.g. half a surrogate pair
		if (!isLabError(error)) throw error;
		return { ok: false, id: proposed.id, code: error.code, message: error.message };
	}
}

async function write(
	transaction: Transaction<Schema>,
	state: SessionState,
	written: readonly SessionEvent[]
): Promise<void> {
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
				body: canonicalJson(event)
			})
			.execute();
	await transaction
		.updateTable('test_session')
		.set({ last_seq: state.seq, open_step: openStep(state), ended: endedBy(state) })
		.where('id', '=', state.sessionId)
		.execute();
}
