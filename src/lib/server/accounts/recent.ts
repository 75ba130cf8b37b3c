/**
 * Who gave their password again a moment ago: what follows within five minutes need not ask once more.
 *
 * Kept in memory by session: a restart of the web process only means that it is asked again.
 *
 * @module
 */

/** What somebody gives to show that they are who they signed in as. */
export interface Secrets {
	readonly password: string;
	/** Of the authenticator; empty where there is none. */
	readonly code: string;
}

/** How long it counts [ms]. */
export const RECENT_MS = 5 * 60_000;
const MOST_SESSIONS = 1_000;

/** Confirmations by session; times come in as arguments. */
export class RecentConfirmations {
	readonly #at = new Map<string, number>();

	/** The password, and the code where there is one, were right. */
	note(sessionId: string, nowMs: number): void {
		this.#at.delete(sessionId);
		this.#at.set(sessionId, nowMs);
		const oldest = this.#at.keys().next();
		if (this.#at.size > MOST_SESSIONS && !oldest.done) this.#at.delete(oldest.value);
	}

	/** Whether that was at most five minutes ago. */
	has(sessionId: string, nowMs: number): boolean {
		const at = this.#at.get(sessionId);
		return at !== undefined && nowMs - at <= RECENT_MS && nowMs >= at;
	}

	/** At a lock and at sign-out. */
	forget(sessionId: string): void {
		this.#at.delete(sessionId);
	}
}
