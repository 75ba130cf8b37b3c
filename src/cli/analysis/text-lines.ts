/**
 * The lines of a text file, read piece by piece: whatever the encoding and the line ends, and never more than a line in memory.
 *
 * @module
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { LabError } from '#lib/core/errors.ts';

/** Longest line taken [characters]: a file without line ends would otherwise be kept whole. */
const LONGEST_LINE = 1024 * 1024;
/** Bytes the encoding is told by. */
const SAMPLE_BYTES = 64 * 1024;

/**
 * The encoding of a text: by its byte order mark, else UTF-8 where its beginning is that, else GB 18030 (of which GBK
 * and GB 2312 are parts), which Chinese spreadsheets write.
 */
export function encodingOf(beginning: Uint8Array): string {
	if (beginning[0] === 0xff && beginning[1] === 0xfe) return 'utf-16le';
	if (beginning[0] === 0xfe && beginning[1] === 0xff) return 'utf-16be';
	return isUtf8(beginning) ? 'utf-8' : 'gb18030';
}

function isUtf8(beginning: Uint8Array): boolean {
	try {
		// the end may cut a character in two
		new TextDecoder('utf-8', { fatal: true }).decode(beginning, { stream: true });
		return true;
	} catch (error) {
		if (error instanceof TypeError) return false;
		throw error;
	}
}

/**
 * The lines of bytes that come in pieces, without their ends (LF, CR LF or CR) and without a byte order mark.
 *
 * @throws {LabError} `analyse/csv` for a line longer than any table has, and for bytes that are no text
 */
export async function* linesOf(
	chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
	encoding: string
): AsyncGenerator<string> {
	const decode = decoderOf(encoding);
	let rest = '';
	for await (const chunk of chunks) {
		const text = rest + decode(chunk);
		// a CR at the end may be half of an end of line
		const lines = text.split(/\r\n|\n|\r(?=[^])/);
		rest = lines.pop() ?? '';
		if (rest.length > LONGEST_LINE)
			throw new LabError(
				'analyse/csv',
				`expected lines of at most ${LONGEST_LINE} characters, got a longer one`
			);
		yield* lines;
	}
	rest = (rest + decode()).replace(/\r$/, '');
	if (rest !== '') yield rest;
}

/** Decodes pieces; without one the end. What is no text is refused: what would stand in its place depends on the pieces. */
function decoderOf(encoding: string): (chunk?: Uint8Array) => string {
	const decoder = new TextDecoder(encoding, { fatal: true });
	return (chunk) => {
		try {
			return decoder.decode(chunk, { stream: chunk !== undefined });
		} catch (error) {
			const told = 'expected text in UTF-8, UTF-16 or GB 18030, got other bytes';
			throw new LabError('analyse/csv', told, { cause: error });
		}
	};
}

/** The lines of a file. */
export async function* textLines(file: string): AsyncGenerator<string> {
	const handle = await open(file, 'r');
	let encoding: string;
	try {
		const { bytesRead, buffer } = await handle.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
		encoding = encodingOf(buffer.subarray(0, bytesRead));
	} finally {
		await handle.close();
	}
	yield* linesOf(createReadStream(file) as AsyncIterable<Buffer>, encoding);
}
