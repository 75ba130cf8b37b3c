/**
 * Why an act on the retention of a case is refused.
 *
 * @module
 */
import type { RetentionAct, RetentionActor } from './retention-act.ts';

/** Shortest reason [characters]. */
export const SHORTEST_REASON = 10;
/** Shortest number of an order [characters]. */
export const SHORTEST_ORDER = 4;

/** What is known at the act beside the log. */
export interface RetentionFacts {
	readonly nowMs: number;
	/** Tests and interviews of the case that have not ended. */
	readonly open: number;
	/** Codes of the people the case has records of. */
	readonly subjects: readonly string[];
	/** Whether the time of retention is over. */
	readonly isOver: boolean;
}

/** Why not; `retention/<code>` to whoever asked. */
export interface RetentionRefusal {
	readonly code:
		| 'move'
		| 'role'
		| 'reason'
		| 'order'
		| 'open-records'
		| 'second-person'
		| 'nothing'
		| 'pending'
		| 'subject'
		| 'before-term'
		| 'term'
		| 'proposal-first';
	readonly message: string;
}

/** A refusal. */
export const refuse = (code: RetentionRefusal['code'], message: string): RetentionRefusal => ({
	code,
	message
});
const length = (text: string): number => [...text.trim()].length;

/** Nothing waits that it could answer. */
export const nothing = (): RetentionRefusal =>
	refuse('nothing', 'expected a request or proposal that waits');

/** Only one role does it. */
export function byNow(
	{ role }: RetentionActor,
	wanted: RetentionActor['role']
): RetentionRefusal | null {
	return role === wanted ? null : refuse('role', `expected the ${wanted}, got the ${role}`);
}

/** A reason that says something. */
export function reasonOf({ reason }: RetentionAct): RetentionRefusal | null {
	return length(reason) >= SHORTEST_REASON
		? null
		: refuse('reason', `expected a reason of ${SHORTEST_REASON} characters or more`);
}

/** The order of a court or an office. */
export function orderOf({ orderRef }: RetentionAct): RetentionRefusal | null {
	return length(orderRef) >= SHORTEST_ORDER
		? null
		: refuse('order', `expected the number of an order, ${SHORTEST_ORDER} characters or more`);
}
