/**
 * The value between the points of a caliper: always measured by the server from the recording, never from the picture.
 *
 * @module
 */
import { caliperValue } from '#lib/browser/calls.ts';
import { refusalText } from '../../session/refusal-text.ts';

/** The server is asked when the points stood still for this long [ms]. */
const STILL_MS = 200;

type Place = Parameters<typeof caliperValue>[1];

/** What is known of the value. */
export type Reading =
	| { readonly is: 'value'; readonly value: number }
	| { readonly is: 'refused'; readonly text: string }
	| { readonly is: 'asked' };

/** Asks for values, and shows the newest answer only. */
export class CaliperReading {
	now = $state.raw<Reading>({ is: 'asked' });
	#timer: ReturnType<typeof setTimeout> | undefined;
	#asked = 0;
	readonly #sessionId: string;
	readonly #ask: typeof caliperValue;

	constructor(sessionId: string, ask: typeof caliperValue = caliperValue) {
		this.#sessionId = sessionId;
		this.#ask = ask;
	}

	/** Asks for the value at a place, once the points stand still. */
	want(place: Place): void {
		this.now = { is: 'asked' };
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#read(place), STILL_MS);
	}

	/** There is nothing to ask. */
	refuse(text: string): void {
		this.end();
		this.now = { is: 'refused', text };
	}

	/** Nobody waits any longer. */
	end(): void {
		clearTimeout(this.#timer);
		this.#asked++;
	}

	async #read(place: Place): Promise<void> {
		const number = ++this.#asked;
		const answer = await this.#ask(this.#sessionId, place);
		if (number !== this.#asked) return;
		this.now = answer.ok
			? { is: 'value', value: answer.value.value }
			: { is: 'refused', text: refusalText(answer.code) };
	}
}
