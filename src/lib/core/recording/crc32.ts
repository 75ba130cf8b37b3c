/**
 * The cyclic redundancy check of ISO 3309, as in gzip, PNG and zip files: finds bytes that a disk or a cut changed.
 *
 * @module
 * @source ISO/IEC 3309:1993; polynomial 0xEDB88320, reflected
 */

/** Remainders of one byte, and of one byte followed by one, two and three zero bytes. */
const TABLES = tables();

/**
 * CRC-32 of bytes.
 *
 * @param before CRC-32 of what comes before them; 0 = nothing does
 * @returns 0…2³²−1
 */
export function crc32(bytes: Uint8Array, before = 0): number {
	const [t0, t1, t2, t3] = TABLES;
	let crc = ~before;
	let at = 0;
	for (const end = bytes.length - 3; at < end; at += 4) {
		crc ^=
			(bytes[at] ?? 0) |
			((bytes[at + 1] ?? 0) << 8) |
			((bytes[at + 2] ?? 0) << 16) |
			((bytes[at + 3] ?? 0) << 24);
		crc =
			(t3[crc & 255] ?? 0) ^
			(t2[(crc >>> 8) & 255] ?? 0) ^
			(t1[(crc >>> 16) & 255] ?? 0) ^
			(t0[crc >>> 24] ?? 0);
	}
	for (; at < bytes.length; at++) crc = (crc >>> 8) ^ (t0[(crc ^ (bytes[at] ?? 0)) & 255] ?? 0);
	return ~crc >>> 0;
}

function tables(): readonly [Int32Array, Int32Array, Int32Array, Int32Array] {
	const first = Int32Array.from({ length: 256 }, (_, byte) => {
		let crc = byte;
		for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
		return crc;
	});
	const next = (table: Int32Array): Int32Array =>
		table.map((crc) => (crc >>> 8) ^ (first[crc & 255] ?? 0));
	const second = next(first);
	const third = next(second);
	return [first, second, third, next(third)];
}
