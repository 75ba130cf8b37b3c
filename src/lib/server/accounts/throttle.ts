/**
 * Slows down whoever guesses passwords: after a few free failures every further one doubles the wait.
 * Never a permanent lock, which would let anyone stop a tester in the middle of a session.
 *
 * @module
 */

/** How a kind of key is slowed down. Lab decision 2026-11-24. */
export interface ThrottleRule {
	/** Failures that cost nothing. */
	readonly free: number;
	/** Wait after the first failure that is not free [ms]; doubles with each further one. */
	readonly firstWaitMs: number;
	readonly longestWaitMs: number;
	/** Failures are forgotten after this long without another [ms]. */
	readonly forgottenAfterMs: number;
}

/** For one account: five free tries, then 15 s, 30 s … 15 min. */
export const ACCOUNT_RULE: ThrottleRule = {
	free: 5,
	firstWaitMs: 15_000,
	longestWaitMs: 15 * 60_000,
	forgottenAfterMs: 60 * 60_000
};

interface Failures {
	count: number;
	lastMs: number;
}

/** Keys above this number are forgotten, oldest first, so that guessing names cannot fill memory. */
const MOST_KEYS = 10_000;

/** Failures by key (an account name, an address); times come in as arguments. */
export class FailureThrottle {
	readonly #rule: ThrottleRule;
	readonly #failures = new Map<string, Failures>();

	constructor(rule: ThrottleRule = ACCOUNT_RULE) {
		this.#rule = rule;
	}

	/** How long this key has to wait before the next try [ms]; 0 = may try now. */
	waitMs(key: string, nowMs: number): number {
		const failures = this.#recent(key, nowMs);
		if (!failures || failures.count < this.#rule.free) return 0;
		const doublings = failures.count - this.#rule.free;
		const wait = Math.min(this.#rule.firstWaitMs * 2 ** doublings, this.#rule.longestWaitMs);
		return Math.max(0, failures.lastMs + wait - nowMs);
	}

	/** Counts a failure. */
	failed(key: string, nowMs: number): void {
		const count = (this.#recent(key, nowMs)?.count ?? 0) + 1;
		this.#failures.delete(key);
		this.#failures.set(key, { count, lastMs: nowMs });
		const oldest = this.#failures.keys().next();
		if (this.#failures.size > MOST_KEYS && !oldest.done) this.#failures.delete(oldest.value);
	}

	/** Forgets the failures of a key. */
	succeeded(key: string): void {
		this.#failures.delete(key);
	}

	#recent(key: string, nowMs: number): Failures | undefined {
		const failures = this.#failures.get(key);
		if (failures && nowMs - failures.lastMs > this.#rule.forgottenAfterMs) {
			this.#failures.delete(key);
			return undefined;
		}
		return failures;
	}
}
