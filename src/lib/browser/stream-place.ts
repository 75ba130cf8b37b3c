/**
 * How far a tab is in the byte stream: what it has is not delivered again, and what comes after it is asked for.
 *
 * @module
 */
import type { StreamMessage } from '../core/recording/stream-messages.ts';

/** Recorder run and last block that a page has already. */
export interface Resume {
	readonly bootId: string;
	readonly lastSequence: number;
}

/** One tab's place. */
export class StreamPlace {
	/** Number of the last event. */
	lastEvent: number;
	#lastBlock = -1;
	#boot: string | null = null;

	/** @param lastEvent number of the last event the page has */
	constructor(lastEvent: number) {
		this.lastEvent = lastEvent;
	}

	/** Where to go on; null = no block came yet. */
	get resume(): Resume | null {
		return this.#boot === null ? null : { bootId: this.#boot, lastSequence: this.#lastBlock };
	}

	set resume(resume: Resume | null) {
		this.#boot = resume?.bootId ?? null;
		this.#lastBlock = resume?.lastSequence ?? -1;
	}

	/** The address that gives what came after what this tab has. */
	path(sessionId: string): string {
		const query = new URLSearchParams({ session: sessionId, events: String(this.lastEvent) });
		if (this.#boot !== null) {
			query.set('boot', this.#boot);
			query.set('blocks', String(this.#lastBlock));
		}
		return `/api/stream?${query.toString()}`;
	}

	/** @returns whether this block had not come yet */
	takeBlock(sequence: number): boolean {
		if (sequence <= this.#lastBlock) return false;
		this.#lastBlock = sequence;
		return true;
	}

	/** @returns whether this message has something new */
	takeMessage(message: StreamMessage): boolean {
		switch (message.type) {
			case 'opened':
				this.#setBoot(message.recorderBootId);
				break;
			case 'recorder-boot':
				this.#setBoot(message.bootId);
				break;
			case 'blocks-missed':
				this.#lastBlock = Math.max(this.#lastBlock, message.last);
				break;
			case 'event':
				if (message.event.seq <= this.lastEvent) return false;
				this.lastEvent = message.event.seq;
				break;
		}
		return true;
	}

	/** Block numbers begin anew with each run of the recorder. */
	#setBoot(bootId: string | null): void {
		if (bootId === null || bootId === this.#boot) return;
		this.#boot = bootId;
		this.#lastBlock = -1;
	}
}
