/**
 * Events that the server took and the stream has not brought yet. Until it does they are foreseen: otherwise a page whose
 * stream is cut would go back a step with each answer, and the same mark would be made again and refused.
 *
 * @module
 */
import type { OutboxEntry } from '#lib/browser/database.ts';
import type { ProposedEvent } from '#lib/core/session/event.ts';

/** Those of one tab. */
export class TakenEvents {
	#events = $state.raw<readonly ProposedEvent[]>([]);
	#pending: readonly ProposedEvent[] = [];
	readonly #told: Set<string>;

	/** @param told the events the page has already */
	constructor(told: readonly { readonly id: string }[]) {
		this.#told = new Set(told.map(({ id }) => id));
	}

	/** In the order in which they were made. */
	get events(): readonly ProposedEvent[] {
		return this.#events;
	}

	/** The outbox changed: what is in it no longer was taken. */
	outbox(entries: readonly OutboxEntry[]): void {
		const kept = new Set(entries.map(({ id }) => id));
		const taken = this.#pending.filter(({ id }) => !kept.has(id) && !this.#told.has(id));
		if (taken.length > 0) this.#events = [...this.#events, ...taken];
		this.#pending = entries.filter(({ status }) => status === 'pending').map(({ event }) => event);
	}

	/** The stream brought an event. */
	tell(id: string): void {
		this.#told.add(id);
		if (this.#events.some((event) => event.id === id))
			this.#events = this.#events.filter((event) => event.id !== id);
	}
}
