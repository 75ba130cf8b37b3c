/**
 * An urgent access as its page shows it.
 *
 * @module
 */
import type { UrgentOutcome } from '#lib/core/access/urgent.ts';

/** Names in place of ids; times [ms since 1970]. */
export interface ShownUrgent {
	readonly id: string;
	readonly caseNumber: string;
	readonly reason: string;
	readonly by: string;
	readonly confirmedBy: string;
	readonly fromMs: number;
	readonly untilMs: number;
	/** Whoever looks was the second person: somebody else reviews it. */
	readonly isMine: boolean;
	/** More than one working day without a review. */
	readonly isLate: boolean;
	readonly review: {
		readonly by: string;
		readonly atMs: number;
		readonly outcome: UrgentOutcome;
		readonly note: string;
	} | null;
}
