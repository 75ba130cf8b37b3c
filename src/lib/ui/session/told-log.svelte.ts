/**
 * The log as it was told to this person, and the state that follows from it.
 *
 * @module
 */
import type { OutboxEntry } from '#lib/browser/database.ts';
import type { ProposedEvent, Role, SessionEvent } from '#lib/core/session/event.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import {
	applyVisible,
	areResultsWithheld,
	isWithheld,
	reduceVisible,
	type VisibleEvent
} from '#lib/core/session/visibility.ts';
import { TakenEvents } from './taken-events.svelte.ts';

const isTold = (event: VisibleEvent): event is SessionEvent => !isWithheld(event);

/** One log in one tab. */
export class ToldLog {
	readonly #role: Role;
	#state: SessionState;
	#events: readonly SessionEvent[];
	#hasGaps: boolean;
	readonly #taken: TakenEvents;

	/** @param events the log so far, in order, as this role may read it */
	constructor(events: readonly VisibleEvent[], sessionId: string, role: Role) {
		this.#role = role;
		this.#state = $state.raw(reduceVisible(events, sessionId));
		this.#events = $state.raw(events.filter(isTold));
		this.#hasGaps = $state(events.some(isWithheld));
		this.#taken = new TakenEvents(events);
	}

	/** What follows from the events as far as they were told. */
	get state(): SessionState {
		return this.#state;
	}
	/** The events that may be read, in order. */
	get events(): readonly SessionEvent[] {
		return this.#events;
	}
	/** Whether what was measured, scored and concluded is not for this person to know yet. */
	get resultsWithheld(): boolean {
		return areResultsWithheld(this.#role, this.#state);
	}
	/** Whether events that were withheld may be read now: the log has to be loaded again. */
	get released(): boolean {
		return this.#hasGaps && !this.resultsWithheld;
	}

	/** Events from here that the server took and has not told yet. */
	get taken(): readonly ProposedEvent[] {
		return this.#taken.events;
	}

	/** What this person's outbox holds now. */
	hearOutbox(entries: readonly OutboxEntry[]): void {
		this.#taken.outbox(entries);
	}

	/** Adds an event of the stream. */
	take(event: VisibleEvent): void {
		this.#taken.tell(event.id);
		if (event.seq === this.#state.seq + 1) this.#state = applyVisible(this.#state, event);
		if (isTold(event)) this.#events = [...this.#events, event];
		else this.#hasGaps = true;
	}
}
