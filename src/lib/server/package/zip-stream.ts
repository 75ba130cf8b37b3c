/**
 * A sealed folder as one ZIP file that is sent while it is read: recordings are too large to be held in memory.
 *
 * @source PKWARE APPNOTE 6.3.3: local header, central directory, end of central directory; method 0 (stored)
 * @module
 */
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { LabError } from '#lib/core/errors.ts';
import { sizeAtRest, streamAtRest } from '../keys/read-rest.ts';
import { centralHeader, endRecord, LARGEST, localHeader } from '../zip-archive.ts';

/** One file to send. */
export interface ZipSource {
	/** In the archive, forward slashes. */
	readonly path: string;
	/** On disk (what is encrypted there is sent clear), or the bytes themselves. */
	readonly from: string | Uint8Array;
}

async function* partsOf(from: string | Uint8Array): AsyncGenerator<Uint8Array> {
	if (typeof from === 'string') yield* streamAtRest(from);
	else yield from;
}

async function checkOf(from: string | Uint8Array): Promise<number> {
	let check = 0;
	for await (const part of partsOf(from)) check = crc32(part, check);
	return check;
}

/**
 * The archive, part by part. Files are read twice: once for the check sum that stands before them.
 *
 * @param at moment that stands beside every file
 * @throws {LabError} `sealing/too-large` above 4 GiB, before anything is given
 */
export async function* zipStream(
	sources: readonly ZipSource[],
	at: Date
): AsyncGenerator<Uint8Array> {
	const sizes = await Promise.all(
		sources.map(async ({ from }) =>
			typeof from === 'string' ? await sizeAtRest(from) : from.length
		)
	);
	const total = sizes.reduce((sum, size) => sum + size, 0);
	if (total > LARGEST - 1024 * 1024)
		throw new LabError('sealing/too-large', `expected at most 4 GiB, got ${total} bytes`);
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [index, { path, from }] of sources.entries()) {
		const name = Buffer.from(path, 'utf8');
		const bytes = sizes[index] ?? 0;
		const header = localHeader({ name, bytes, check: await checkOf(from) }, at);
		directory.push(centralHeader(header, offset), name);
		yield Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), header, name]);
		yield* partsOf(from);
		offset += 30 + name.length + bytes;
	}
	const central = Buffer.concat(directory);
	yield Buffer.concat([central, endRecord(sources.length, central.length, offset)]);
}

/** The same as the body of an answer. */
export function zipBody(sources: readonly ZipSource[], at: Date): ReadableStream<Uint8Array> {
	const stream: unknown = Readable.toWeb(Readable.from(zipStream(sources, at)));
	return stream as ReadableStream<Uint8Array>;
}
