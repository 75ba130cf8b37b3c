/**
 * How long cases are kept: protocols/procedure/retention.yaml, and what of it is due.
 *
 * @module
 */
import { z } from 'zod';
import { endOfDayMs, type Moment } from '../laboratory/in-date.ts';
import { bilingualText } from '../text.ts';
import type { RetentionMove } from './retention-act.ts';
import type { RetentionState } from './retention-state.ts';

const source = z.string().trim().min(3);
/** A value with where it comes from; inside the program only the value is kept. */
const sourced = <T>(value: z.ZodType<T>) =>
	z.strictObject({ value, source }).transform((given) => (given as { value: T }).value);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const days = sourced(z.number().int().min(0).max(36_500).nullable());

/** One kind of case. */
const caseKind = z.strictObject({
	id,
	title: bilingualText,
	/** From the close of the case to its archiving [days]; null = nothing is due by itself. */
	archiveAfterDays: days,
	/** From archiving to sealing [days]; null = nothing is due by itself. */
	sealAfterDays: days,
	/** From the close of the case to its destruction [years]; null = with the criminal file: its last day is entered by hand. */
	keepYears: sourced(z.number().int().min(0).max(200).nullable())
});

/** The shape of the file. */
export const retentionSchedule = z
	.strictObject({
		id: z.literal('retention'),
		title: bilingualText,
		source,
		/** How long a sealed case that was opened can be read [h]. */
		openingHours: sourced(z.number().positive().max(720)),
		/** From this many days before the last day on a destruction is shown as due. */
		warnDays: sourced(z.number().int().min(0).max(3650)),
		defaultKind: id,
		kinds: z.array(caseKind).min(1).max(30)
	})
	.refine(
		({ defaultKind, kinds }) => kinds.some((one) => one.id === defaultKind),
		'expected the default among the kinds'
	);
/** How long cases are kept. */
export type RetentionSchedule = z.infer<typeof retentionSchedule>;

/** The kind of a case: as it was set, else, and for one that is no longer in the file, the default. */
export function kindOfCase(
	{ kinds, defaultKind }: Pick<RetentionSchedule, 'kinds' | 'defaultKind'>,
	caseType: string | null
): RetentionSchedule['kinds'][number] {
	const found =
		kinds.find((one) => one.id === caseType) ?? kinds.find((one) => one.id === defaultKind);
	if (found === undefined) throw new Error('the schedule has no default');
	return found;
}

const DAY_MS = 86_400_000;

/** The day of a moment by the laboratory's clock, some days and years later, YYYY-MM-DD. */
function dayAfter(
	ms: number,
	offsetMinutes: number,
	more: { days?: number; years?: number }
): string {
	const day = new Date(ms + offsetMinutes * 60_000 + (more.days ?? 0) * DAY_MS);
	day.setUTCFullYear(day.getUTCFullYear() + (more.years ?? 0));
	return day.toISOString().slice(0, 10);
}

/** Last day of retention, YYYY-MM-DD; null = nobody said it yet, or the case is not closed. */
export function lastDay(
	{ retainUntil, caseType, sinceMs }: Pick<RetentionState, 'retainUntil' | 'caseType' | 'sinceMs'>,
	schedule: RetentionSchedule,
	offsetMinutes: number
): string | null {
	if (retainUntil !== null) return retainUntil;
	const { keepYears } = kindOfCase(schedule, caseType);
	if (keepYears === null || sinceMs.closed === undefined) return null;
	return dayAfter(sinceMs.closed, offsetMinutes, { years: keepYears });
}

/** Whether the time of retention is over. A time nobody said is not. */
export function isTermOver(
	state: RetentionState,
	schedule: RetentionSchedule,
	{ nowMs, offsetMinutes }: Moment
): boolean {
	const day = lastDay(state, schedule, offsetMinutes);
	return day !== null && nowMs >= endOfDayMs(day, offsetMinutes);
}

/** What is to be done next with a case. */
export interface RetentionDue {
	readonly move: Extract<RetentionMove, 'archive' | 'seal' | 'destroy'>;
	/** YYYY-MM-DD. */
	readonly due: string;
	readonly overdue: boolean;
}

/** What is due now; null = nothing. */
export function dueOf(
	state: RetentionState,
	schedule: RetentionSchedule,
	moment: Moment
): RetentionDue | null {
	const { nowMs, offsetMinutes } = moment;
	const kind = kindOfCase(schedule, state.caseType);
	const after = (since: number | undefined, days: number | null): string | null =>
		since === undefined || days === null ? null : dayAfter(since, offsetMinutes, { days });
	const ends = lastDay(state, schedule, offsetMinutes);
	const isOver = (day: string): boolean => nowMs >= endOfDayMs(day, offsetMinutes);
	const said = (
		move: RetentionDue['move'],
		day: string | null,
		warnDays: number
	): RetentionDue | null =>
		day === null || nowMs < endOfDayMs(day, offsetMinutes) - (warnDays + 1) * DAY_MS
			? null
			: { move, due: day, overdue: isOver(day) };
	switch (state.state) {
		case 'active':
		case 'destroyed':
			return null;
		case 'closed':
			return said('archive', after(state.sinceMs.closed, kind.archiveAfterDays), 0);
		case 'archived':
			return (
				said('seal', after(state.sinceMs.archived, kind.sealAfterDays), 0) ??
				said('seal', ends, schedule.warnDays)
			);
		case 'sealed':
			return said('destroy', ends, schedule.warnDays);
	}
}
