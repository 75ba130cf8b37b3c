/**
 * A yes or a no to an event of a board.
 *
 * @module
 */
import type { ErrorCode } from '../errors.ts';

/** Yes, or no with a reason (English, what was expected and what came). */
export type BoardDecision =
	| { readonly ok: true }
	| { readonly ok: false; readonly code: ErrorCode; readonly message: string };

/** A no. */
export function refused(code: ErrorCode, message: string): BoardDecision {
	return { ok: false, code, message };
}
