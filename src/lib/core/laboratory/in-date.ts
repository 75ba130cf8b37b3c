/**
 * What is in date and what is not, at a moment: instruments, self-tests, qualifications, consumables; and whether a
 * formal test may begin.
 *
 * @module
 */
import type { Consumable, Instrument, LaboratoryState, Qualification } from './laboratory.ts';
import type { LaboratorySettings } from './laboratory-settings.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** In date, soon to end, ended, or never there. */
export type DateStanding = 'in-date' | 'due' | 'expired' | 'missing';

/** The moment after the last day (YYYY-MM-DD) of a validity [ms since 1970], by the clock of the laboratory. */
export function endOfDayMs(day: string, offsetMinutes: number): number {
	return Date.parse(`${day}T00:00:00.000Z`) + DAY_MS - offsetMinutes * 60_000;
}

/** When it is asked, and how far the laboratory's clock is ahead of UTC [min]. */
export interface Moment {
	readonly nowMs: number;
	readonly offsetMinutes: number;
}

/** Where a last day stands. */
export function standingOf(
	validUntil: string | null,
	warnDays: number,
	{ nowMs, offsetMinutes }: Moment
): DateStanding {
	if (validUntil === null) return 'missing';
	const endMs = endOfDayMs(validUntil, offsetMinutes);
	if (nowMs >= endMs) return 'expired';
	return endMs - nowMs <= warnDays * DAY_MS ? 'due' : 'in-date';
}

/** Last day of the calibration that reaches furthest; null = never calibrated. */
export function calibratedUntil({ calibrations }: Pick<Instrument, 'calibrations'>): string | null {
	const days = calibrations.map(({ validUntil }) => validUntil).sort();
	return days.at(-1) ?? null;
}

/** Whether its calibration counts now; null = it has none to have (the virtual instrument). */
export function instrumentInDate(instrument: Instrument, moment: Moment): boolean | null {
	if (instrument.withdrawn !== null) return false;
	if (instrument.virtual) return null;
	return standingOf(calibratedUntil(instrument), 0, moment) === 'in-date';
}

/** The last self-test, when it passed and is young enough; else null. */
export function validSelfTest(
	{ selfTests }: Pick<Instrument, 'selfTests'>,
	{ selfTest: { validHours } }: Pick<LaboratorySettings, 'selfTest'>,
	{ nowMs }: Moment
): Instrument['selfTests'][number] | null {
	const last = selfTests.at(-1);
	if (last?.passed !== true) return null;
	return nowMs - Date.parse(last.at) <= validHours * HOUR_MS ? last : null;
}

/** Whether a qualification counts now. */
export function qualificationInDate(
	{ revoked, validFrom, validUntil }: Qualification,
	{ nowMs, offsetMinutes }: Moment
): boolean {
	const begunMs = endOfDayMs(validFrom, offsetMinutes) - DAY_MS;
	return revoked === null && nowMs >= begunMs && nowMs < endOfDayMs(validUntil, offsetMinutes);
}

/** Whether somebody has every qualification that is asked for; null = none is. */
export function staffQualified(
	{ qualifications }: Pick<LaboratoryState, 'qualifications'>,
	{ qualifications: { required } }: Pick<LaboratorySettings, 'qualifications'>,
	account: string,
	moment: Moment
): boolean | null {
	if (required.length === 0) return null;
	return required.every((kind) =>
		qualifications.some(
			(one) => one.account === account && one.kind === kind && qualificationInDate(one, moment)
		)
	);
}

/** Whether something has to be ordered: too few, or its last day is near. */
export function isShort(
	{ count, minimum, expires }: Consumable,
	{ consumables: { warnDays } }: Pick<LaboratorySettings, 'consumables'>,
	moment: Moment
): boolean {
	if (count < minimum) return true;
	return expires !== null && count > 0 && standingOf(expires, warnDays, moment) !== 'in-date';
}
