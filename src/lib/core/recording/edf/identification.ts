/**
 * The two identification fields and the start of a recording. Pseudonymous: a code, never a name.
 *
 * @module
 */
import { LabError } from '../../errors.ts';

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const FIELD_WIDTH = 80;
/** Two-digit years count from here: 85–99 → 19xx, 00–84 → 20xx. */
const FIRST_YEAR = 1985;
const LAST_YEAR = 2084;

/** A subfield: spaces and what is not ASCII become `_`, nothing becomes `X`. */
function subfield(text: string): string {
	const written = text.trim().replace(/[^\x21-\x7e]/gu, '_');
	return written === '' ? 'X' : written;
}

/** Subfields joined; what does not fit 80 characters is cut at the end. */
function joined(...subfields: readonly string[]): string {
	return subfields.join(' ').slice(0, FIELD_WIDTH).trimEnd();
}

/** The patient field of a + file: `code sex X X`. Birth date and name are never written. */
export function patientField(subject: {
	readonly code: string;
	readonly sex?: 'female' | 'male' | 'unstated';
}): string {
	const sex = { female: 'F', male: 'M', unstated: 'X' }[subject.sex ?? 'unstated'];
	return joined(subfield(subject.code), sex, 'X', 'X');
}

/**
 * The recording field of a + file: `Startdate 02-MAR-2026 administration technician equipment`.
 *
 * @throws {LabError} `edf/start` when start is not `YYYY-MM-DDThh:mm:ss`
 */
export function recordingField(recording: {
	/** Local time, `YYYY-MM-DDThh:mm:ss`. */
	readonly start: string;
	readonly administration?: string;
	readonly technician?: string;
	readonly equipment?: string;
}): string {
	const { year, month, day } = startParts(recording.start);
	return joined(
		...['Startdate', `${day}-${MONTHS[Number(month) - 1] ?? ''}-${year}`],
		subfield(recording.administration ?? ''),
		subfield(recording.technician ?? ''),
		subfield(recording.equipment ?? '')
	);
}

/**
 * Start as the two header fields `dd.mm.yy` and `hh.mm.ss`; the year is literally `yy` after 2084.
 *
 * @throws {LabError} `edf/start` when start is not `YYYY-MM-DDThh:mm:ss` from 1985 on
 */
export function startFields(start: string): readonly [date: string, time: string] {
	const { year, month, day, hour, minute, second } = startParts(start);
	const shortYear = Number(year) > LAST_YEAR ? 'yy' : year.slice(2);
	return [`${day}.${month}.${shortYear}`, `${hour}.${minute}.${second}`];
}

function startParts(start: string): Record<string, string> & { year: string } {
	const match =
		/^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)$/.exec(
			start
		);
	const parts = match?.groups as (Record<string, string> & { year: string }) | undefined;
	const isDate = parts !== undefined && isWhen(start) && Number(parts.year) >= FIRST_YEAR;
	if (isDate) return parts;
	throw new LabError(
		'edf/start',
		`expected a local time YYYY-MM-DDThh:mm:ss from ${FIRST_YEAR} on, got ${start}`
	);
}

/** Whether such a day and time exist; 31 February does not. */
function isWhen(start: string): boolean {
	const time = new Date(`${start}.000Z`);
	return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 19) === start;
}

/**
 * Start read from a header: local time `YYYY-MM-DDThh:mm:ss`, null when there is no readable one.
 *
 * @param recording recording field, which has the whole year when the date field says `yy`
 */
export function readStart(date: string, time: string, recording: string): string | null {
	const [day, month, shortYear] = date.split(/[.:/-]/);
	const year = shortYear === 'yy' ? startdateYear(recording) : wholeYear(shortYear ?? '');
	const clock = time.split(/[.:]/);
	const two = (text: string | undefined): string => (text ?? '').trim().padStart(2, '0');
	const start = `${year}-${two(month)}-${two(day)}T${clock.map(two).join(':')}`;
	return isWhen(start) ? start : null;
}

function wholeYear(shortYear: string): string {
	if (!/^\d\d$/.test(shortYear)) return '';
	return String(Number(shortYear) >= FIRST_YEAR % 100 ? 1900 : 2000).slice(0, 2) + shortYear;
}

function startdateYear(recording: string): string {
	return /^Startdate \d\d-[A-Z]{3}-(\d{4})/.exec(recording)?.[1] ?? '';
}

/**
 * Day `YYYY-MM-DD` that the recording field of EDF+ tells; null when it tells none.
 *
 * @param recording as in `Startdate 02-MAR-2026 …`
 */
export function startdateOf(recording: string): string | null {
	const [, day = '', month = '', year = ''] =
		/^Startdate (\d\d)-([A-Z]{3})-(\d{4})/.exec(recording) ?? [];
	const index = MONTHS.indexOf(month);
	return index === -1 ? null : `${year}-${String(index + 1).padStart(2, '0')}-${day}`;
}

/** What is not as EDF+ wants it in the two identification fields; empty when all is. */
export function identificationProblems(patient: string, recording: string): string[] {
	const problems: string[] = [];
	const date = `(X|\\d\\d-(${MONTHS.join('|')})-\\d{4})`;
	const wellFormed = (field: string, pattern: string, what: string): void => {
		if (new RegExp(pattern).test(field)) return;
		const isCase = new RegExp(pattern, 'i').test(field);
		const got = isCase ? 'lower-case letters' : 'another form';
		problems.push(`expected the ${what} as EDF+ has it, got ${got}`);
	};
	wellFormed(patient, `^\\S+ [FMX] ${date} \\S+( |$)`, 'patient field');
	wellFormed(recording, `^Startdate ${date} \\S+ \\S+ \\S+( |$)`, 'recording field');
	return problems;
}
