/**
 * One cell of a file for spreadsheets (CSV), safe to be opened: no text in it is computed.
 *
 * @source RFC 4180 (fields, CRLF); OWASP "CSV injection" (signs that begin a formula)
 * @module
 */

/** What a cell may hold; null = empty. */
export type CsvValue = string | number | boolean | null;

/** Signs at which a spreadsheet begins to compute, or which it skips before it looks. */
const BEGINS_FORMULA = /^[=+\-@\t\r]/;

/**
 * The cell as it stands in the file: a text that begins like a formula gets an apostrophe before it, numbers stay
 * numbers, and what holds commas, quotes or line ends is quoted.
 */
export function csvCell(value: CsvValue): string {
	if (value === null) return '';
	if (typeof value !== 'string') return String(value);
	const safe = BEGINS_FORMULA.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines of cells, each ended by CRLF. */
export function csvText(lines: readonly (readonly CsvValue[])[]): string {
	return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}
