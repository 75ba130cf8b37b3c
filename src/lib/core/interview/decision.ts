/**
 * What is answered to a proposed event, and what it is decided with.
 *
 * @module
 */
import type { ErrorCode } from '../errors.ts';
import type { GridCell, GridFrame } from '../grid/cell.ts';

/** Yes, or no with a reason (English, what was expected and what came). */
export type InterviewDecision =
	| { readonly ok: true }
	| {
			readonly ok: false;
			readonly code: ErrorCode;
			readonly message: string;
			/** Gate obstacles, where they are the reason. */
			readonly missing?: readonly string[];
	  };

/** What the grid consists of. */
export interface GridContent {
	readonly frame: GridFrame;
	readonly cells: readonly GridCell[];
}

/** A refusal. */
export function no(
	code: ErrorCode,
	message: string,
	missing?: readonly string[]
): InterviewDecision {
	return { ok: false, code, message, ...(missing === undefined ? {} : { missing }) };
}
