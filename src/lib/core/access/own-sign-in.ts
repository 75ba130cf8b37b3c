/**
 * Where somebody is signed in, as they are shown it.
 *
 * @module
 */

/** One sign-in of an account. */
export interface OwnSignIn {
	readonly id: string;
	/** Wall clock [ms since 1970]. */
	readonly sinceMs: number;
	/** When something was done with it last [ms since 1970]; null = not noted. */
	readonly activeMs: number | null;
	/** Browser and system, e.g. `chrome/windows`, see `agent-family.ts`. */
	readonly agent: string;
	/** Network address it was made from; empty = not known. */
	readonly address: string;
	/** The one that asks. */
	readonly isThis: boolean;
}

/** Ends every sign-in but the one that asks. */
export const ALL_OTHERS = 'others';
