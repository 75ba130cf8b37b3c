/**
 * The hash chain: each event carries the hash of the one before, so none can be changed, taken out or put in
 * without every later hash being wrong.
 *
 * @module
 */
import type { Actor, ProposedEvent, SessionEvent } from '../session/event.ts';
import { FIRST_HASH, linkHash } from './link.ts';

export { FIRST_HASH } from './link.ts';

/** Where an event is put in the log, decided by whoever writes the log. */
export interface EventPlace {
	readonly sessionId: string;
	/** 1 for the first event, then one more each. */
	readonly seq: number;
	readonly actor: Actor;
	/** ISO 8601 UTC. */
	readonly recordedAt: string;
	/** Hash of the event before; `FIRST_HASH` for the first. */
	readonly previousHash: string;
}

/** The first thing wrong with a chain. */
export interface ChainFault {
	/** Number the event at that place should have (1-based). */
	readonly seq: number;
	readonly what: 'sequence' | 'session' | 'previous-hash' | 'hash' | 'after-seal';
	/** English, what was expected and what came. */
	readonly message: string;
}

/** SHA-256 over the canonical JSON of an event without its `hash`. */
export function eventHash(event: Omit<SessionEvent, 'hash'>): string {
	const { hash: _, ...fields } = event as Partial<SessionEvent>;
	return linkHash(fields);
}

/**
 * The event as it stands in the log: the proposal, its place and its hash.
 *
 * @throws {LabError} `audit/not-canonical` when the data hold something JSON cannot say
 */
export function chainEvent(proposed: ProposedEvent, place: EventPlace): SessionEvent {
	const { id, type, at, data } = proposed;
	const { sessionId, seq, actor, recordedAt, previousHash } = place;
	const fields = { id, type, at, data, sessionId, seq, actor, recordedAt, previousHash };
	const event = fields as Omit<SessionEvent, 'hash'>;
	return { ...event, hash: eventHash(event) } as SessionEvent;
}

/** The first fault of a whole chain (beginning with event 1), null when there is none. */
export function verifyChain(events: readonly SessionEvent[]): ChainFault | null {
	const sessionId = events[0]?.sessionId ?? '';
	let before: SessionEvent | null = null;
	for (const [index, event] of events.entries()) {
		const fault = linkFault(event, before, sessionId, index + 1);
		if (fault !== null) return fault;
		before = event;
	}
	return null;
}

function linkFault(
	event: SessionEvent,
	before: SessionEvent | null,
	sessionId: string,
	seq: number
): ChainFault | null {
	const expected = (what: ChainFault['what'], wanted: string, got: string): ChainFault => ({
		seq,
		what,
		message: `expected ${wanted}, got ${got}`
	});
	if (before?.type === 'session-sealed')
		return expected('after-seal', 'nothing after session-sealed', event.type);
	if (event.seq !== seq) return expected('sequence', `event ${seq}`, `event ${event.seq}`);
	if (event.sessionId !== sessionId)
		return expected('session', `session ${sessionId}`, `session ${event.sessionId}`);
	const previousHash = before?.hash ?? FIRST_HASH;
	if (event.previousHash !== previousHash)
		return expected('previous-hash', `previous hash ${previousHash}`, event.previousHash);
	const hash = eventHash(event);
	if (event.hash !== hash) return expected('hash', `hash ${hash}`, event.hash);
	return null;
}
