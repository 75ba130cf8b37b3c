/**
 * A yes or a no to an event of the laboratory's log.
 *
 * @module
 */
import type { ErrorCode } from '../errors.ts';
import type { Role } from '../roles.ts';

/** Yes, or no with a reason (English, what was expected and what came). */
export type LaboratoryDecision =
	| { readonly ok: true }
	| { readonly ok: false; readonly code: ErrorCode; readonly message: string };

/** Who is there: the role of each account that is not disabled. */
export type Staff = ReadonlyMap<string, Role>;

/** A yes. */
export const YES: LaboratoryDecision = { ok: true };

/** A no. */
export function refusedBy(code: ErrorCode, message: string): LaboratoryDecision {
	return { ok: false, code, message };
}
