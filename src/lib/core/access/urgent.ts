/**
 * Urgent access: somebody who is not assigned reads a case because it cannot wait. Two persons open it, it is read-only,
 * it ends by itself, nothing leaves by it, and somebody looks at it afterwards.
 *
 * @module
 */
import type { Role } from '../roles.ts';

/** Shortest reason [characters]. */
export const SHORTEST_URGENT_REASON = 20;
/** How long it lasts [ms]. */
export const URGENT_LASTS_MS = 60 * 60_000;

/** What a review may come to. */
export const urgentOutcomes = ['justified', 'not-justified'] as const;
/** One of them. */
export type UrgentOutcome = (typeof urgentOutcomes)[number];

/** Who may read a case urgently: interviewers must not get at a test by this way, supervisors see every case. */
export function mayOpenUrgently(role: Role): role is 'tester' | 'reviewer' {
	return role === 'tester' || role === 'reviewer';
}

/** Who may be the second person. */
export function mayConfirmUrgently(role: Role): boolean {
	return mayOpenUrgently(role) || role === 'supervisor';
}

const DAY_MS = 24 * 60 * 60_000;
/** The laboratory's clock: China has one time zone and no summer time. */
const CHINA_MS = 8 * 60 * 60_000;

function isWeekend(ms: number): boolean {
	const day = new Date(ms + CHINA_MS).getUTCDay();
	return day === 0 || day === 6;
}

/**
 * When a review is late: one working day after the access began. Saturdays and Sundays do not count; holidays are not
 * known and do.
 *
 * @param fromMs beginning of the access [ms since 1970]
 * @returns [ms since 1970]
 */
export function reviewDueMs(fromMs: number): number {
	let due = fromMs + DAY_MS;
	while (isWeekend(due)) due += DAY_MS;
	// begun on a weekend: the day is counted from the beginning of Monday
	if (!isWeekend(fromMs)) return due;
	const midnight = Math.floor((due + CHINA_MS) / DAY_MS) * DAY_MS - CHINA_MS;
	return midnight + DAY_MS;
}
