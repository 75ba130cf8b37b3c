/**
 * A picture as a PNG file.
 *
 * @source RFC 2083: signature, IHDR, IDAT, IEND; eight bits a colour, no filter
 * @module
 */
import { crc32, deflateSync } from 'node:zlib';
import type { Picture } from './raster.ts';

/** The file. */
export function pngOf({ width, height, dots }: Picture): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	// eight bits, RGB
	header.set([8, 2, 0, 0, 0], 8);
	const rows = Buffer.alloc(height * (3 * width + 1));
	for (let row = 0; row < height; row++)
		rows.set(dots.subarray(3 * width * row, 3 * width * (row + 1)), row * (3 * width + 1) + 1);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0))
	]);
}

function chunk(name: string, content: Buffer): Buffer {
	const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(content.length);
	const check = Buffer.alloc(4);
	check.writeUInt32BE(crc32(named));
	return Buffer.concat([length, named, check]);
}
