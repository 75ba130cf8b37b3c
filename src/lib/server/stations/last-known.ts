/**
 * Who was let into what while the database last answered. A test that runs goes on when the laboratory's database is
 * away: whoever sat there may still see the traces and stop the recording, and nothing else.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import type { SignedIn } from '../accounts/sign-in.ts';

/** As long as the longest sign-in would be too long; a test with its breaks is over by then [ms]. */
const LASTS_MS = 3 * 60 * 60 * 1000;
const MOST = 500;

/** One per web process; nothing of it is kept on disk. */
export class LastKnown {
	readonly #now: () => number;
	readonly #people = new Map<string, { readonly who: SignedIn; readonly atMs: number }>();
	readonly #sessions = new Map<string, number>();

	constructor(now: () => number = Date.now) {
		this.#now = now;
	}

	/** The database said who a cookie belongs to; null = nobody any more. */
	person(cookie: string | null, who: SignedIn | null): void {
		if (cookie === null) return;
		const key = keyOf(cookie);
		this.#people.delete(key);
		if (who !== null) this.#people.set(key, { who, atMs: this.#now() });
		shrink(this.#people);
	}

	/** The database said that somebody may open a session. */
	session(userId: string, sessionId: string): void {
		const key = `${userId} ${sessionId}`;
		this.#sessions.delete(key);
		this.#sessions.set(key, this.#now());
		shrink(this.#sessions);
	}

	/** Who a cookie belonged to; null = it is not known, or too long ago. */
	whoWas(cookie: string | null): SignedIn | null {
		const known = cookie === null ? undefined : this.#people.get(keyOf(cookie));
		return known !== undefined && this.#now() - known.atMs < LASTS_MS ? known.who : null;
	}

	/** Whether somebody was let into a session. */
	wasIn(userId: string, sessionId: string): boolean {
		return this.#now() - (this.#sessions.get(`${userId} ${sessionId}`) ?? -Infinity) < LASTS_MS;
	}
}

/** Cookies are not kept: only what tells them apart. */
function keyOf(cookie: string): string {
	return createHash('sha256').update(cookie).digest('hex');
}

function shrink(map: Map<string, unknown>): void {
	const oldest = map.keys().next();
	if (map.size > MOST && oldest.done !== true) map.delete(oldest.value);
}
