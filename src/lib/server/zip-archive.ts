/**
 * A folder as one ZIP file to hand out: entries stored as they are, so that any program unpacks the same bytes.
 *
 * @source PKWARE APPNOTE 6.3.3: local header, central directory, end of central directory; method 0 (stored)
 * @module
 */
import { crc32 } from 'node:zlib';

/** One file in it. */
export interface ZipEntry {
	/** Relative, forward slashes. */
	readonly path: string;
	readonly content: Uint8Array;
}

/** Names are UTF-8 (bit 11 of the flags). */
const UTF8 = 1 << 11;
const VERSION = 20;
/** Read-only file of Unix, in the upper half of the external attributes. */
const ATTRIBUTES = (0o100444 << 16) >>> 0;
/** Largest archive without the 64-bit extension. */
export const LARGEST = 0xffff_ffff;

/**
 * The archive. Small records only: everything is held in memory.
 *
 * @param at moment that stands beside every file
 * @throws {RangeError} above 4 GiB or 65535 files
 */
export function zipArchive(entries: readonly ZipEntry[], at: Date): Buffer {
	const parts: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const { path, content } of entries) {
		const name = Buffer.from(path, 'utf8');
		const common = localHeader({ name, bytes: content.length, check: crc32(content) }, at);
		parts.push(Buffer.from('PK\x03\x04', 'latin1'), common, name, Buffer.from(content));
		directory.push(centralHeader(common, offset), name);
		offset += 30 + name.length + content.length;
	}
	const central = Buffer.concat(directory);
	if (offset + central.length > LARGEST || entries.length > 0xffff)
		throw new RangeError(`expected a small archive, got ${offset} bytes`);
	return Buffer.concat([...parts, central, endRecord(entries.length, central.length, offset)]);
}

/** What stands before a file, after the four signs that begin it. */
export function localHeader(
	{ name, bytes, check }: { readonly name: Buffer; readonly bytes: number; readonly check: number },
	at: Date
): Buffer {
	const header = Buffer.alloc(26);
	header.writeUInt16LE(VERSION, 0);
	header.writeUInt16LE(UTF8, 2);
	header.writeUInt16LE(0, 4);
	header.writeUInt32LE(dosTime(at), 6);
	header.writeUInt32LE(check, 10);
	header.writeUInt32LE(bytes, 14);
	header.writeUInt32LE(bytes, 18);
	header.writeUInt16LE(name.length, 22);
	return header;
}

/** What the directory says of a file: the fields of its local header and where that begins. */
export function centralHeader(common: Buffer, offset: number): Buffer {
	const header = Buffer.alloc(46);
	header.write('PK\x01\x02', 0, 'latin1');
	// made on Unix
	header.writeUInt16LE((3 << 8) | VERSION, 4);
	common.copy(header, 6);
	header.writeUInt32LE(ATTRIBUTES, 38);
	header.writeUInt32LE(offset, 42);
	return header;
}

/** The end of an archive. */
export function endRecord(count: number, bytes: number, offset: number): Buffer {
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 0, 'latin1');
	end.writeUInt16LE(count, 8);
	end.writeUInt16LE(count, 10);
	end.writeUInt32LE(bytes, 12);
	end.writeUInt32LE(offset, 16);
	return end;
}

/** Date and time of MS-DOS in UTC, two seconds fine. */
function dosTime(at: Date): number {
	const year = Math.min(127, Math.max(0, at.getUTCFullYear() - 1980));
	const date = (year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
	const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
	return ((date << 16) | time) >>> 0;
}
