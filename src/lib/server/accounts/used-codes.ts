/**
 * Codes of authenticators that were used: each opens once, though it is right for a minute and a half (its own half
 * minute and one before and after, for clocks that differ).
 *
 * Kept in memory, by account: codes of a station that was started anew are forgotten, and other stations know them not.
 *
 * @module
 */

/** No code is right for longer [ms]. */
export const CODE_LIFE_MS = 90_000;

/** Codes by account; times come in as arguments. */
export class UsedCodes {
	readonly #usedAt = new Map<string, number>();

	/**
	 * Notes that a code was used.
	 *
	 * @returns false = it was used before and must not count
	 */
	use(account: string, code: string, nowMs: number): boolean {
		for (const [key, at] of this.#usedAt)
			if (Math.abs(nowMs - at) > CODE_LIFE_MS) this.#usedAt.delete(key);
		const key = `${account} ${code}`;
		if (this.#usedAt.has(key)) return false;
		this.#usedAt.set(key, nowMs);
		return true;
	}
}
