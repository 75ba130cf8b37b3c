/**
 * What the streams of all tabs listen to: the recorder's blocks, health and notices, and appended events.
 *
 * @module
 */
import type { ScreenStatus } from '../../core/desk/screen.ts';
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
	| { readonly what: 'screen'; readonly sessionId: string; readonly status: ScreenStatus }
	| { readonly what: 'shutting-down' };

/** Session of blocks that belong to none that is known. */
const NOBODY = '';

/** One per web process. */
export class StreamHub {
	readonly blocks = new BlockRing();
	#health: RecorderHealth | null = null;
	#recordingSession: string | null = null;
	/** Number of its first block: after a restart of this process older ones come again, of whoever was tested before. */
	#recordingFrom = 0;
	/** The session that was started last: a health that was sent before the start says that nothing is recorded. */
	#startedSession: string | null = null;
	readonly #listeners = new Set<(tiding: Tiding) => void>();
	/** How many tabs look at a session. */
	readonly #watched = new Map<string, number>();

	/** Last health of the recorder; null while there is none. */
	get health(): RecorderHealth | null {
		return this.#health;
	}

	/** Number of tabs listening. */
	get listeners(): number {
		return this.#listeners.size;
	}

	/** Sessions somebody looks at. */
	get watched(): Iterable<string> {
		return this.#watched.keys();
	}

	/**
	 * Adds a listener; call what comes back to take it away.
	 *
	 * @param sessionId the session it looks at
	 */
	listen(listener: (tiding: Tiding) => void, sessionId?: string): () => void {
		this.#listeners.add(listener);
		if (sessionId !== undefined) this.#watch(sessionId, 1);
		return () => {
			if (this.#listeners.delete(listener) && sessionId !== undefined) this.#watch(sessionId, -1);
		};
	}

	#watch(sessionId: string, by: 1 | -1): void {
		const count = (this.#watched.get(sessionId) ?? 0) + by;
		if (count > 0) this.#watched.set(sessionId, count);
		else this.#watched.delete(sessionId);
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
		this.#recordingFrom = health.recording?.firstBlock ?? 0;
		this.tell({ what: 'health', health });
	}

	/** Before the recorder is told to start: its first blocks come before its next health. */
	recordingStarts(sessionId: string): void {
		this.#startedSession = sessionId;
	}

	/**
	 * A block came.
	 *
	 * @param chart chart number in the block; 0 = preview
	 */
	block(body: Uint8Array, sequence: number, chart: number): void {
		const isOlder = this.#recordingSession !== null && sequence < this.#recordingFrom;
		const sessionId = chart === 0 ? null : isOlder ? NOBODY : this.#recorded;
		if (this.blocks.add(sequence, sessionId, body)) this.tell({ what: 'block' });
	}

	get #recorded(): string {
		return this.#recordingSession ?? this.#startedSession ?? NOBODY;
	}
}
