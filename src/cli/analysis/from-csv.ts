/**
 * A recording from a table of text: comma, semicolon or tab separated, OpenSignals files among them.
 *
 * @module
 */
import { usageError } from '../arguments.ts';
import { chosen, headingParts, type Asked, type Column, type Recording } from './columns.ts';
import { csvColumns } from './csv-columns.ts';
import { openSignalsHeader } from './open-signals.ts';

/** Names of a column that holds seconds, or with the unit ms milliseconds. */
const TIME = /^(t|time|timestamp|seconds?|sec|time ?\(s\)|time_s)$/i;

/**
 * Reads a table. The rate comes from `--rate`, else from the file's own notes, else from a column of seconds.
 *
 * @throws {LabError} `cli/usage` when the rate is not known or a mapped column is not there; `analyse/csv`
 */
export async function fromCsv(path: string, asked: Asked): Promise<Recording> {
	const { names, columns, notes, hasHeadings } = await csvColumns(path);
	const told = hasHeadings ? null : openSignalsHeader(notes);
	const headings = names.map((name, i) => told?.names[i] ?? name);
	const parts = headings.map(headingParts);
	const timeAt = parts.findIndex(
		({ name }, i) => TIME.test(name) && !asked.map.has(headings[i] ?? '')
	);
	const scale = parts[timeAt]?.unit === 'ms' ? 1e-3 : 1;
	const rateHz = asked.rateHz ?? told?.rateHz ?? rateOf(columns[timeAt], scale);
	if (rateHz === null)
		throw usageError('expected --rate HZ for a table without a column of seconds, got nothing');
	const found = headings.flatMap((heading, i): Column[] => {
		const values = columns[i] ?? new Float64Array(0);
		// lines of OpenSignals end with a tab, which looks like one more column
		const isReal = told === null || i < told.names.length;
		if (i === timeAt || heading === '' || !isReal) return [];
		const { name, unit } = headingParts(heading);
		const hint = told?.sensors[heading];
		return [
			{
				...{ name, heading, unit, rateHz, values: () => values, limits: null },
				...(hint === undefined ? {} : { hint })
			}
		];
	});
	return { ...chosen(found, asked), events: [] };
}

/** Samples per second of evenly spaced times. */
function rateOf(times: Float64Array | undefined, scale: number): number | null {
	const [first, last] = [times?.[0], times?.at(-1)];
	if (times === undefined || first === undefined || last === undefined) return null;
	return last > first ? (times.length - 1) / ((last - first) * scale) : null;
}
