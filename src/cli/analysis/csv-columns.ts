/**
 * Columns of numbers from a text file, read piece by piece: a two-hour recording does not fit into one string.
 *
 * @module
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { LabError } from '#lib/core/errors.ts';

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
	#values = new Float64Array(4096);
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

/**
 * Reads a file whose first line names the columns, or that holds numbers from the first line on (columns are then
 * called 1, 2, 3 …). Separators: comma, semicolon, tab; lines that begin with # are notes.
 *
 * @throws {LabError} `analyse/csv` when a line has more cells than columns, or there are no numbers at all
 */
export async function csvColumns(file: string): Promise<CsvColumns> {
	let names: string[] | null = null;
	let separator = ',';
	const columns: Growing[] = [];
	const notes: string[] = [];
	let hasHeadings = false;
	let line = 0;
	const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
	for await (const text of lines) {
		line++;
		if (text.startsWith('#') && names === null) notes.push(text);
		if (text.trim() === '' || text.startsWith('#')) continue;
		if (names === null) {
			separator = [',', ';', '\t'].find((one) => text.includes(one)) ?? ',';
			const head = text
				.replace(/^\uFEFF/, '')
				.split(separator)
				.map(bare);
			hasHeadings = head.some(
				(cell) => cell !== '' && Number.isNaN(numberIn(cell)) && !isMissing(cell)
			);
			names = hasHeadings ? head : head.map((_, i) => String(i + 1));
			for (const _ of names) columns.push(new Growing());
			if (hasHeadings) continue;
		}
		const cells = text.split(separator);
		if (
			cells.length > columns.length &&
			cells.slice(columns.length).some((cell) => cell.trim() !== '')
		)
			throw new LabError(
				'analyse/csv',
				`expected ${columns.length} cells in line ${line}, got ${cells.length}`
			);
		columns.forEach((column, i) => column.push(numberIn(cells[i] ?? '')));
	}
	if (names === null || (columns[0]?.values.length ?? 0) === 0)
		throw new LabError('analyse/csv', `expected lines of numbers, got ${line} lines without any`);
	return { names, columns: columns.map(({ values }) => values), notes, hasHeadings };
}

function bare(cell: string): string {
	return cell.trim().replace(/^"(.*)"$/, '$1');
}

function isMissing(cell: string): boolean {
	return /^(nan|na|null|-)$/i.test(cell);
}

function numberIn(cell: string): number {
	const text = cell.trim();
	return text === '' ? Number.NaN : Number(text.startsWith('"') ? bare(text) : text);
}
