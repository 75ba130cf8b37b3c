/**
 * Taking something out of the laboratory: one person asks and says why and for whom, another agrees, and the first
 * fetches it a few times within a few days. Each export has a number that is never given again.
 *
 * @module
 * @source threat T16 (exports leak) and table 3.2 of the assurance reference
 */
import type { Role } from '../roles.ts';

/** Shortest purpose, in characters. */
export const SHORTEST_PURPOSE = 6;
/** How long an approval can be used [ms]. */
export const EXPORT_LASTS_MS = 3 * 24 * 60 * 60_000;
/** How often what was approved can be fetched; every try counts. */
export const MOST_COPIES = 3;

/** Where a request stands. */
export type ExportStanding =
	'waiting' | 'approved' | 'refused' | 'withdrawn' | 'expired' | 'used-up';

/** The decision on a request and what happened since. */
export interface ExportFacts {
	readonly decision: 'approved' | 'refused' | 'withdrawn' | null;
	/** End of an approval [ms since 1970]; null = there is none. */
	readonly untilMs: number | null;
	/** How often it was fetched. */
	readonly copies: number;
}

/** Where a request stands at a moment. */
export function standingOf(
	{ decision, untilMs, copies }: ExportFacts,
	nowMs: number
): ExportStanding {
	if (decision === null) return 'waiting';
	if (decision !== 'approved') return decision;
	if (copies >= MOST_COPIES) return 'used-up';
	return untilMs === null || nowMs >= untilMs ? 'expired' : 'approved';
}

/** Whether somebody may decide: a supervisor who did not ask for it. */
export function mayDecide(
	user: { readonly id: string; readonly role: Role },
	requestedBy: string
): boolean {
	return user.role === 'supervisor' && user.id !== requestedBy;
}

/** The laboratory's clock: China has one time zone and no summer time. */
const CHINA_MS = 8 * 60 * 60_000;

/** Year of a number, by the clock of the laboratory. */
export function exportYear(nowMs: number): number {
	return new Date(nowMs + CHINA_MS).getUTCFullYear();
}

/** The number as it is written: `JW-2026-000123`. */
export function exportNumber(year: number, running: number): string {
	return `JW-${year}-${String(running).padStart(6, '0')}`;
}
