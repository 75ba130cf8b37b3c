/**
 * The hash chain: each event carries the hash of the one before, so none can be changed, taken out or put in
 * without every later hash being wrong.
 *
 * @module
 */
import type { Actor, ProposedEvent, SessionEvent } from '../session/event.ts';
import { chainFaultOf, linkHash, type ChainFault } from './link.ts';

export { FIRST_HASH, type ChainFault } from './link.ts';

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
	const logOf = ({ sessionId }: SessionEvent): string => sessionId;
	return chainFaultOf(events, { name: 'session', logOf, seal: 'session-sealed' });
}
