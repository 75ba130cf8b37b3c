/**
 * A recording to be analysed, from a table, an EDF or BDF file, or a session folder.
 *
 * @module
 */
import { open, readFile, stat } from 'node:fs/promises';
import type { Asked, Recording } from './columns.ts';
import { fromCsv } from './from-csv.ts';
import { fromEdf } from './from-edf.ts';
import { fromSession } from './from-session.ts';

/**
 * Reads a recording.
 *
 * @throws {LabError} `cli/usage` when the rate is not known or a mapped column is not there; `analyse/…`, `edf/…`
 */
export async function readRecording(path: string, asked: Asked): Promise<Recording> {
	if ((await stat(path)).isDirectory()) return await fromSession(path, asked);
	if (await isEdf(path)) return fromEdf(await readFile(path), asked);
	return await fromCsv(path, asked);
}

/** EDF files begin with `0` and blanks, BDF files with a byte 255 and `BIOSEMI`. */
async function isEdf(path: string): Promise<boolean> {
	const handle = await open(path, 'r');
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0);
		const start = buffer.subarray(0, bytesRead).toString('latin1');
		return start === '0       ' || start === '\u00ffBIOSEMI';
	} finally {
		await handle.close();
	}
}
