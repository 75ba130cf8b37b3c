/**
 * The measurement table as a file for a spreadsheet.
 *
 * @module
 */
import type { MeasurementRow } from './measurement-rows.ts';

type Cell = string | number | null;

/** A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers. */
function csvCell(cell: Cell): string {
	if (cell === null) return '';
	if (typeof cell === 'number') return String(cell);
	const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines of cells, RFC 4180. */
export function csvText(lines: readonly (readonly Cell[])[]): string {
	return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** All rows under a line of names that are the same in every language. */
export function measurementCsv(
	rows: readonly MeasurementRow[],
	unitOf: (row: MeasurementRow['row']) => string
): string {
	const names = [
		...['chart', 'channel', 'presentation', 'question', 'item', 'kind', 'feature', 'unit'],
		...['automatic', 'counts', 'quality', 'not-scorable', 'excluded', 'overridden'],
		...['override-from-sample', 'override-to-sample']
	];
	return csvText([
		names,
		...rows.map(({ row, counts, exclusion, override, question, item, role }): Cell[] => [
			...[row.chart, row.channel, row.presentation, question, item, role],
			...[row.feature, unitOf(row), row.value, counts, row.quality, row.exclusion],
			...[exclusion?.reason ?? '', override?.reason ?? ''],
			...[override?.fromSample ?? null, override?.toSample ?? null]
		])
	]);
}
