/**
 * What is answered to a proposed event, and what it is decided with.
 *
 * @module
 */
import type { BoardState } from '../board/fact.ts';
import type { ErrorCode } from '../errors.ts';
import type { GridCell, GridFrame } from '../grid/cell.ts';
import type { Law } from '../law/law-files.ts';
import type { RecordRules } from './record-rules.ts';

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
	/** Absent in interviews that were opened before there was such a file. */
	readonly record?: RecordRules | null;
	/** Rules, questions, wording; absent in interviews that were opened before there were such files. */
	readonly law?: Law | null;
}

/** What a decision is held against beside the interview and its grid. */
export interface DecisionContext {
	/** Of the case: its facts, and what may be told of others' words. */
	readonly board: Pick<BoardState, 'facts' | 'approvals'>;
	/** Account of whoever proposes; empty = unknown. */
	readonly actorId: string;
	/** The decider's clock [ms since 1970]; absent = the time the event says. */
	readonly nowMs?: number;
}

/** No board and nobody known: nothing that needs them is allowed. */
export const noContext: DecisionContext = { board: { facts: [], approvals: [] }, actorId: '' };

/** A refusal. */
export function no(
	code: ErrorCode,
	message: string,
	missing?: readonly string[]
): InterviewDecision {
	return { ok: false, code, message, ...(missing === undefined ? {} : { missing }) };
}
