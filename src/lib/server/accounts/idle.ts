/**
 * The idle lock: a session nobody touched for a while must enter the password again; its state is kept.
 *
 * Times live in memory and are written to the session row now and then, so that a restart of the web
 * process neither locks everybody nor forgets who had been away.
 *
 * @module
 */

/** A signed-in session as the lock sees it. */
export interface IdleSession {
	readonly id: string;
	readonly token: string;
	/** Last known activity in the database [ms since 1970]; 0 = locked by hand, null = none written yet. */
	readonly activeAtMs: number | null;
	readonly createdAtMs: number;
}

/** Default: lock after ten minutes. */
export const LOCK_AFTER_MS = 10 * 60_000;
const WRITE_EVERY_MS = 30_000;
/** Ended sessions are swept out when there are more than this. */
const MOST_SESSIONS = 1_000;

interface Seen {
	activeAtMs: number;
	writtenAtMs: number;
}

/** Remembers when each session was last active. */
export class IdleLock {
	readonly lockAfterMs: number;
	readonly #seen = new Map<string, Seen>();
	readonly #write: (token: string, activeAtMs: number) => Promise<void>;

	/**
	 * @param write stores the time of last activity with the session
	 * @param lockAfterMs how long without activity [ms], > 0
	 */
	constructor(
		write: (token: string, activeAtMs: number) => Promise<void>,
		lockAfterMs: number = LOCK_AFTER_MS
	) {
		this.#write = write;
		this.lockAfterMs = lockAfterMs;
	}

	/** Whether the session needs the password again. */
	isLocked(session: IdleSession, nowMs: number): boolean {
		return nowMs - this.#stateOf(session).activeAtMs > this.lockAfterMs;
	}

	/** Notes activity. A locked session stays locked: only `unlock` opens it. */
	async touch(session: IdleSession, nowMs: number): Promise<void> {
		if (this.isLocked(session, nowMs)) return;
		await this.#set(session, nowMs, WRITE_EVERY_MS);
	}

	/** After the right password. */
	async unlock(session: IdleSession, nowMs: number): Promise<void> {
		await this.#set(session, nowMs, 0);
	}

	/** Locks at once. */
	async lock(session: IdleSession): Promise<void> {
		this.#seen.set(session.id, { activeAtMs: -Infinity, writtenAtMs: 0 });
		await this.#write(session.token, 0);
	}

	#stateOf(session: IdleSession): Seen {
		const seen = this.#seen.get(session.id);
		if (seen) return seen;
		const activeAtMs = session.activeAtMs ?? session.createdAtMs;
		return { activeAtMs, writtenAtMs: activeAtMs };
	}

	async #set(session: IdleSession, nowMs: number, writeEveryMs: number): Promise<void> {
		const { writtenAtMs } = this.#stateOf(session);
		const due = nowMs - writtenAtMs >= writeEveryMs;
		this.#seen.delete(session.id);
		this.#seen.set(session.id, { activeAtMs: nowMs, writtenAtMs: due ? nowMs : writtenAtMs });
		const oldest = this.#seen.keys().next();
		if (this.#seen.size > MOST_SESSIONS && !oldest.done) this.#seen.delete(oldest.value);
		if (due) await this.#write(session.token, nowMs);
	}
}
