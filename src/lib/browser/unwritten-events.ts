/**
 * Events that are on no disk, because the key they are sealed with has not come or the store of the browser does not take
 * them: when the page goes they are handed to the browser, which sends them after it. The log knows their ids, so that sending twice does no harm.
 *
 * @module
 */
import { LARGEST_BATCH, type EventBatch } from '../core/session/exchange.ts';
import type { ProposedEvent } from '../core/session/event.ts';

/** Gives a batch to the browser, which goes on without the page. */
export type HandOver = (sessionId: string, batch: EventBatch) => void;

/** The server's answer is heard by nobody: the page is gone. */
export const handOver: HandOver = (sessionId, batch) => {
	const body = new Blob([JSON.stringify(batch)], { type: 'application/json' });
	navigator.sendBeacon(`/api/sessions/${encodeURIComponent(sessionId)}/events`, body);
};

/** One outbox's. */
export class UnwrittenEvents {
	readonly #sessionId: string;
	readonly #give: HandOver;
	readonly #events = new Map<string, ProposedEvent>();

	constructor(sessionId: string, give: HandOver) {
		this.#sessionId = sessionId;
		this.#give = give;
	}

	/** Holds an event until it is written. */
	async until(event: ProposedEvent, written: Promise<void>): Promise<void> {
		// not before there is one: pages are also made on the server, which has no such event
		if (this.#events.size === 0) addEventListener('pagehide', this.#hand);
		this.#events.set(event.id, event);
		await written;
		this.#events.delete(event.id);
		if (this.#events.size === 0) removeEventListener('pagehide', this.#hand);
	}

	/** Nobody waits here any longer: hands over what is left. */
	leave(): void {
		removeEventListener('pagehide', this.#hand);
		this.#hand();
	}

	readonly #hand = (): void => {
		const events = [...this.#events.values()];
		for (let from = 0; from < events.length; from += LARGEST_BATCH)
			this.#give(this.#sessionId, { events: events.slice(from, from + LARGEST_BATCH) });
	};
}
