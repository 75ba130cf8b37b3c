/**
 * Columns of numbers from a text file, read piece by piece: a two-hour recording does not fit into one string.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { cellsOf, numberIn, separatorOf } from './cells.ts';
import { textLines } from './text-lines.ts';

/** Most columns taken: a line of a million separators would otherwise ask for room for a million. */
const MOST_COLUMNS = 4096;
/** Longest heading taken [characters]. */
const LONGEST_HEADING = 256;

/** A table of numbers; what is empty or no number is NaN. */
export interface CsvColumns {
	readonly names: readonly string[];
	readonly columns: readonly Float64Array[];
	/** Lines at the top that begin with #. */
	readonly notes: readonly string[];
	/** Whether the names stand in the file. */
	readonly hasHeadings: boolean;
}

/** A list of numbers that grows. */
class Growing {
	#values = new Float64Array(256);
	#length = 0;

	push(value: number): void {
		if (this.#length === this.#values.length) {
			const larger = new Float64Array(2 * this.#length);
			larger.set(this.#values);
			this.#values = larger;
		}
		this.#values[this.#length++] = value;
	}

	get values(): Float64Array {
		return this.#values.subarray(0, this.#length);
	}
}

/** What is known once the first line was read. */
interface Head {
	readonly names: readonly string[];
	readonly separator: string;
	readonly hasHeadings: boolean;
}

/**
 * Reads a file whose first line names the columns, or that holds numbers from the first line on (columns are then
 * called 1, 2, 3 …). Separators: tab, semicolon, comma; lines that begin with # are notes. UTF-8, UTF-16 and GB 18030;
 * any line ends; a quoted cell may hold the separator.
 *
 * @throws {LabError} `analyse/csv` when a line has more cells than columns, an open quote or digits in groups, when there
 * are too many columns, or no numbers at all
 */
export function csvColumns(file: string): Promise<CsvColumns> {
	return columnsIn(textLines(file));
}

/** The same of lines. */
export async function columnsIn(lines: AsyncIterable<string>): Promise<CsvColumns> {
	let head: Head | null = null;
	const columns: Growing[] = [];
	const notes: string[] = [];
	let line = 0;
	for await (const text of lines) {
		line++;
		if (text.startsWith('#') && head === null) notes.push(text);
		if (text.trim() === '' || text.startsWith('#')) continue;
		const separator: string = head?.separator ?? separatorOf(text);
		const cells = cellsOf(text, separator);
		if (cells === null) throw refusal('a quote that is closed', line, 'an open one');
		if (head === null) {
			head = headOf(cells, separator, line);
			for (const _ of head.names) columns.push(new Growing());
			if (head.hasHeadings) continue;
		}
		if (cells.slice(columns.length).some((cell) => cell.trim() !== ''))
			throw refusal(`${columns.length} cells`, line, String(cells.length));
		for (const [i, column] of columns.entries()) {
			const value = numberIn(cells[i] ?? '', separator);
			if (value === null) throw refusal('digits without groups', line, 'digits in groups');
			column.push(value);
		}
	}
	if (head === null || (columns[0]?.values.length ?? 0) === 0)
		throw new LabError('analyse/csv', `expected lines of numbers, got ${line} lines without any`);
	const { names, hasHeadings } = head;
	return { names, columns: columns.map(({ values }) => values), notes, hasHeadings };
}

function headOf(cells: readonly string[], separator: string, line: number): Head {
	if (cells.length > MOST_COLUMNS)
		throw refusal(`at most ${MOST_COLUMNS} columns`, line, String(cells.length));
	const heads = cells.map((cell) => cell.trim());
	if (heads.some((cell) => cell.length > LONGEST_HEADING))
		throw refusal(`headings of at most ${LONGEST_HEADING} characters`, line, 'a longer one');
	const isWord = (cell: string): boolean =>
		cell !== '' && Number.isNaN(numberIn(cell, separator)) && !isMissing(cell);
	const hasHeadings = heads.some(isWord);
	return {
		names: hasHeadings ? heads : heads.map((_, i) => String(i + 1)),
		separator,
		hasHeadings
	};
}

function refusal(expected: string, line: number, got: string): LabError {
	return new LabError('analyse/csv', `expected ${expected} in line ${line}, got ${got}`);
}

function isMissing(cell: string): boolean {
	return /^(nan|na|null|-)$/i.test(cell);
}
