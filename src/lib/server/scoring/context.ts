/**
 * What manual scoring needs of the laboratory.
 *
 * @module
 */
import { LabError, type ErrorCode } from '#lib/core/errors.ts';
import type { Actor, EventTime, ProposedEvent } from '#lib/core/session/event.ts';
import type { Account } from '../accounts/directory.ts';
import type { LabDatabase } from '../database/open.ts';
import type { EventStore } from '../events/event-store.ts';

/** Where sheets and events are, who works here, and what time it is. */
export interface ScoringContext {
	readonly database: LabDatabase;
	readonly events: EventStore;
	readonly accounts: { readonly directory: { list(): Promise<readonly Account[]> } };
	/** Name and version of this program, kept with every comparison. */
	readonly software: string;
	readonly at: EventTime;
}

/** The server itself. */
export const SYSTEM: Actor = { id: 'system', role: 'system' };

/** Now [ms since 1970], as the events of this request have it. */
export function nowMs({ at }: Pick<ScoringContext, 'at'>): number {
	return Date.parse(at.utc);
}

/** The answer about a task that is not there, no longer there, or somebody else's. */
export function taskNotFound(): LabError {
	return new LabError('scoring/not-found', 'expected a scoring task of your own, got none');
}

/**
 * Writes one event.
 *
 * @returns its number
 * @throws {LabError} the refusal
 */
export async function appendOne(
	{ events }: Pick<ScoringContext, 'events'>,
	sessionId: string,
	proposed: ProposedEvent,
	actor: Actor
): Promise<number> {
	const [result] = await events.append(sessionId, [proposed], actor);
	if (result?.ok) return result.seq;
	throw new LabError(
		(result?.code ?? 'session/refused') as ErrorCode,
		result?.message ?? `expected ${proposed.type} to be taken`
	);
}
