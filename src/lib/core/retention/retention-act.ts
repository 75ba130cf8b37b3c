/**
 * The acts of a case's retention: what is done with the whole case after the work on it is over. They are an append-only
 * log; the state of a case is made from them.
 *
 * @module
 */
import type { Role } from '../roles.ts';

/** Where a case stands. */
export const retentionStates = ['active', 'closed', 'archived', 'sealed', 'destroyed'] as const;
/** One of them. */
export type RetentionName = (typeof retentionStates)[number];

/** Acts that move a case, from where to where. Forward one step at a time; sealed never goes back. */
export const retentionMoves = {
	close: ['active', 'closed'],
	reopen: ['closed', 'active'],
	archive: ['closed', 'archived'],
	retrieve: ['archived', 'closed'],
	seal: ['archived', 'sealed'],
	destroy: ['sealed', 'destroyed']
} as const satisfies Record<string, readonly [RetentionName, RetentionName]>;
/** One of them. */
export type RetentionMove = keyof typeof retentionMoves;
export const moveNames = Object.keys(retentionMoves) as RetentionMove[];

/** Acts that move nothing. */
export const otherActs = [
	'set-term',
	...(['request-opening', 'approve-opening', 'refuse-opening', 'end-opening'] as const),
	...(['propose-destruction', 'withdraw-destruction', 'refuse-destruction', 'erase'] as const)
] as const;
/** What an act is. */
export type RetentionActName = RetentionMove | (typeof otherActs)[number];

/** What somebody wants to do. */
export interface RetentionAct {
	readonly act: RetentionActName;
	/** Why; names nobody. Empty where another act says it. */
	readonly reason: string;
	/** Number of the order of a court or an office; empty = none. */
	readonly orderRef: string;
	/** Id of the request or proposal it answers; null = none. */
	readonly about: string | null;
	/** Of a proposal to destroy the records of one person; null = the whole case. */
	readonly subjectCode: string | null;
	/** Of `set-term`: which kind of case; null = unchanged. */
	readonly caseType: string | null;
	/** Of `set-term`: last day of retention, YYYY-MM-DD; null = as the schedule says. */
	readonly retainUntil: string | null;
	/** Of `approve-opening`: until when [ms since 1970]. */
	readonly untilMs: number | null;
}

/** An act that was done. */
export interface WrittenAct extends RetentionAct {
	readonly id: string;
	/** 1-based, without gaps within a case. */
	readonly seq: number;
	readonly by: string;
	readonly atMs: number;
}

/** Whoever does it. */
export interface RetentionActor {
	readonly id: string;
	readonly role: Role;
}

/** An act of which only what matters is said. */
export function retentionAct(
	given: Pick<RetentionAct, 'act'> & Partial<RetentionAct>
): RetentionAct {
	return {
		...{ reason: '', orderRef: '', about: null, subjectCode: null },
		...{ caseType: null, retainUntil: null, untilMs: null, ...given }
	};
}

/** Whether an act moves the case. */
export function isMove(act: string): act is RetentionMove {
	return act in retentionMoves;
}

/** The state after the last move; none = active. */
export function stateAfter(lastMove: string | null | undefined): RetentionName {
	return typeof lastMove === 'string' && isMove(lastMove) ? retentionMoves[lastMove][1] : 'active';
}

/** Whether nothing may be written in a case any more. */
export function isReadOnly(state: RetentionName): boolean {
	return state !== 'active' && state !== 'closed';
}

/** The moves of a supervisor; destroying is an administrator's. */
export const supervisorMoves = ['close', 'reopen', 'archive', 'retrieve', 'seal'] as const;

/** Moves a supervisor could make from a state. */
export function movesFrom(state: RetentionName): (typeof supervisorMoves)[number][] {
	return supervisorMoves.filter((one) => retentionMoves[one][0] === state);
}
