/**
 * How long an instrument that is being opened has given no valid frame, and what it gave instead. Boards that reset
 * and radio links may take many seconds until they are refused; whoever waits is told long before.
 *
 * @module
 */

/**
 * So long after the opening somebody is told that no valid frame has come [ms]. The reliability plan (F06) promises 2 s
 * at the page: the rest is for the way there.
 */
export const TELL_AFTER_MS = 1700;

/** What came instead of frames. */
export interface NoFrames {
	/** Received since the opening, answers of the handshake included; 0 = nothing at all. */
	readonly bytes: number;
}

/** The wait for the first valid frame of one opening. */
export class FirstFrame {
	readonly #due: () => void;
	#timer: NodeJS.Timeout | null = null;
	#bytes = 0;
	#isDue = false;

	/** @param due called once per opening, when it is time to tell */
	constructor(due: () => void) {
		this.#due = due;
	}

	/** What came instead of frames, once it is time to tell; null = a frame came, or it is too early to say. */
	get missing(): NoFrames | null {
		return this.#isDue ? { bytes: this.#bytes } : null;
	}

	/** The port is about to be opened: counts from now. */
	begin(): void {
		this.end();
		this.#bytes = 0;
		this.#timer = setTimeout(() => {
			this.#isDue = true;
			this.#due();
		}, TELL_AFTER_MS);
	}

	/** Bytes came. */
	heard(bytes: number): void {
		this.#bytes += bytes;
	}

	/** A valid frame came, or the opening is over. */
	end(): void {
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
		this.#isDue = false;
	}
}
