/**
 * Reads the clock file of a closed chart: what to put in the log when notices were missed.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import {
	parseClockLines,
	type ClockHeader,
	type ClockLine
} from '#lib/core/recording/clock-lines.ts';
import { LabError } from '#lib/core/errors.ts';

type LineOf<T extends ClockLine['type']> = Omit<Extract<ClockLine, { type: T }>, 'type'>;

/** A clock file by kinds of lines, each in file order. */
export interface ClockFile {
	readonly header: ClockHeader;
	readonly pairs: readonly LineOf<'clock'>[];
	readonly gaps: readonly LineOf<'gap'>[];
	/** null while the chart runs. */
	readonly closed: LineOf<'closed'> | null;
}

/**
 * Reads a clock file.
 *
 * @throws {LabError} `recorder/clock-file` when it does not begin with a header
 */
export async function readClockFile(path: string): Promise<ClockFile> {
	const lines = parseClockLines(await readFile(path, 'utf8'));
	const [header] = lines;
	if (header?.type !== 'header')
		throw new LabError('recorder/clock-file', `expected ${path} to begin with a header`);
	return {
		header,
		pairs: lines.filter((line) => line.type === 'clock'),
		gaps: lines.filter((line) => line.type === 'gap'),
		closed: lines.findLast((line) => line.type === 'closed') ?? null
	};
}
