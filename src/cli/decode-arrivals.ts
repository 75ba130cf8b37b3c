/**
 * The file of `decode --arrivals`: when which bytes came.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { LabError } from '#lib/core/errors.ts';

/** The bytes from this offset on, up to the next one's, came at this time. */
export interface Arrival {
	readonly byteOffset: number;
	readonly seconds: number;
}

/**
 * Reads lines `byteOffset seconds`; empty lines and lines that begin with # are skipped.
 *
 * @throws {LabError} `cli/arrivals` for a line that is not that, or goes back
 */
export async function readArrivals(file: string): Promise<readonly Arrival[]> {
	const arrivals: Arrival[] = [];
	const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim());
	for (const [index, line] of lines.entries()) {
		if (line === '' || line.startsWith('#')) continue;
		const [, offset = '', time = ''] = /^(\d+)\s+(-?\d+(?:\.\d+)?)$/.exec(line) ?? [];
		const arrival = { byteOffset: Number(offset), seconds: Number(time) };
		const last = arrivals.at(-1);
		const goesOn =
			last === undefined ||
			(arrival.byteOffset > last.byteOffset && arrival.seconds >= last.seconds);
		if (offset === '' || !goesOn)
			throw new LabError(
				'cli/arrivals',
				`expected ascending "byteOffset seconds" in line ${index + 1} of ${file}, got ${line}`
			);
		arrivals.push(arrival);
	}
	return arrivals;
}
