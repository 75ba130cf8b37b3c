/**
 * What the streams of all tabs listen to: the recorder's blocks, health and notices, and appended events.
 *
 * @module
 */
import type { RecorderHealth, RecorderNotice } from '../../core/recording/recorder-messages.ts';
import { BlockRing } from './block-ring.ts';

/** Something new; a stream then looks at what it has not sent yet. */
export type Tiding =
	| { readonly what: 'block' }
	| { readonly what: 'event'; readonly sessionId: string }
	| { readonly what: 'health'; readonly health: RecorderHealth }
	| { readonly what: 'notice'; readonly notice: RecorderNotice }
	| { readonly what: 'recorder-boot'; readonly bootId: string }
	| { readonly what: 'recorder-gone' }
	| { readonly what: 'shutting-down' };

/** One per web process. */
export class StreamHub {
	readonly blocks = new BlockRing();
	#health: RecorderHealth | null = null;
	#recordingSession: string | null = null;
	readonly #listeners = new Set<(tiding: Tiding) => void>();

	/** Last health of the recorder; null while there is none. */
	get health(): RecorderHealth | null {
		return this.#health;
	}

	/** Number of tabs listening. */
	get listeners(): number {
		return this.#listeners.size;
	}

	/** Adds a listener; call what comes back to take it away. */
	listen(listener: (tiding: Tiding) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Passes something on. */
	tell(tiding: Tiding): void {
		for (const listener of [...this.#listeners]) listener(tiding);
	}

	/** The recorder greeted. */
	recorderBoot(bootId: string): void {
		this.blocks.begin(bootId);
		this.tell({ what: 'recorder-boot', bootId });
	}

	/** The recorder does not answer. */
	recorderGone(): void {
		this.#health = null;
		this.tell({ what: 'recorder-gone' });
	}

	/** Twice a second. */
	heard(health: RecorderHealth): void {
		this.#health = health;
		this.#recordingSession = health.recording?.sessionId ?? null;
		this.tell({ what: 'health', health });
	}

	/** Before the recorder is told to start: its first blocks come before its next health. */
	recordingStarts(sessionId: string): void {
		this.#recordingSession = sessionId;
	}

	/**
	 * A block came.
	 *
	 * @param chart chart number in the block; 0 = preview
	 */
	block(body: Uint8Array, sequence: number, chart: number): void {
		const sessionId = chart === 0 ? null : (this.#recordingSession ?? '');
		if (this.blocks.add(sequence, sessionId, body)) this.tell({ what: 'block' });
	}
}
