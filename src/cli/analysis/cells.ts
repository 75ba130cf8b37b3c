/**
 * One line of a table of text: its cells, and the numbers in them.
 *
 * @module
 */

/** Separators that are understood; the first that is found outside quotes and brackets counts. */
const SEPARATORS = ['\t', ';', ','] as const;
/** Digits in groups: which mark is the decimal one cannot be told. */
const GROUPED = /^[+-]?\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+(?:[.,]\d+)?$/;

/** What may hold a separator that separates nothing. */
const CLOSED_BY = { '"': '"', '[': ']' };

/** The separator of a table, by its first line. Semicolons go before commas, which may be decimal. */
export function separatorOf(line: string): string {
	const found = new Set<string>();
	const last = { '"': line.lastIndexOf('"'), '[': line.lastIndexOf(']') };
	for (let at = 0; at < line.length; at++) {
		const sign = line[at] ?? '';
		// one that is never closed holds nothing
		if ((sign === '"' || sign === '[') && at < last[sign])
			at = line.indexOf(CLOSED_BY[sign], at + 1);
		else found.add(sign);
	}
	return SEPARATORS.find((one) => found.has(one)) ?? ',';
}

/**
 * The cells of a line; quotes around a cell are taken off.
 *
 * @returns null when a quote is not closed in the line
 */
export function cellsOf(line: string, separator: string): string[] | null {
	if (!line.includes('"')) return line.split(separator);
	const cells: string[] = [];
	let cell = '';
	let isQuoted = false;
	for (let at = 0; at < line.length; at++) {
		const sign = line[at] ?? '';
		if (sign === '"') {
			if (isQuoted && line[at + 1] === '"') cell += line[at++];
			else isQuoted = !isQuoted;
		} else if (sign === separator && !isQuoted) {
			cells.push(cell);
			cell = '';
		} else cell += sign;
	}
	return isQuoted ? null : [...cells, cell];
}

/**
 * The number in a cell: a decimal comma where commas do not separate, and the minus sign of typesetters (U+2212) are
 * understood.
 *
 * @returns NaN when the cell is empty, holds words, or no finite number; null when digits are grouped, so that nobody can tell
 */
export function numberIn(cell: string, separator: string): number | null {
	const text = cell.trim();
	if (text === '') return Number.NaN;
	const value = Number(text);
	// 0x1F, 0b1 and 0o7 are numbers of programs
	if (Number.isFinite(value)) return /^0[xbo]/i.test(text) ? Number.NaN : value;
	const written = text.replace('\u2212', '-');
	const point = separator === ',' ? written : written.replace(/^([+-]?\d*),(\d+)/, '$1.$2');
	const again = Number(point);
	if (Number.isFinite(again)) return again;
	return GROUPED.test(text) ? null : Number.NaN;
}
