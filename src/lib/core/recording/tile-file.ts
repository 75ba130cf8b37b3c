/**
 * The tile file `chart-NN.tiles`: minimum and maximum of every 16, 128, 1024 and 8192 samples of a recording, beside it.
 * It lets two hours be seen without reading them. Everything in it follows from the recording, which is the record: a
 * tile file that is missing, short or damaged is made again from it, and a sealed session does not hold one.
 *
 * Little-endian; `i24` = signed, three bytes; C = channels that hold samples, in the order of the recording.
 * ```
 * header, 64 bytes
 *  0  8 characters `JWTILES1`
 *  8  u16  C
 * 10  u16  samples of the smallest tile: 16
 * 12  u32  samples of a frame, and of the largest tile: 8192
 * 16  u32  bytes of a frame: 16 + 3510 · C
 * 20  32 bytes: SHA-256 of the recording's BDF header with the eight characters of its number of records as spaces
 * 52  8 bytes: 0
 * 60  u32  CRC-32 of bytes 0…59
 *
 * then frames, one for every 8192 samples of the recording, in order, the last one for those that are left
 *  0  u32  number of the frame k: it begins at sample 8192 · k
 *  4  u32  samples of the recording in it, 1…8192; less than 8192 only in the last
 *  8  u32  how many of these never arrived (declared gaps)
 * 12  tiles: 1 of 8192 samples, 8 of 1024, 64 of 128, 512 of 16; of each size channel after channel, of each channel
 *     tile after tile, of each tile i24 minimum, i24 maximum [counts]. Samples that never arrived are in no tile; a tile
 *     without a sample has minimum 8388607 and maximum −8388608
 * …   u32  CRC-32 of the frame up to here, continued from that of the header
 * ```
 * It is only ever appended to. A frame is written when its samples are on the disk, so a whole frame is never about
 * samples that the recording has not.
 *
 * @module
 */
import { sha256Hex } from '../audit/hash.ts';
import { crc32 } from './crc32.ts';
import { countField } from './edf/encode-header.ts';
import { COUNT_OFFSET } from './edf/header.ts';
import { LARGEST_TILE, SMALLEST_TILE, TILE_SIZES } from './tile-levels.ts';

/** Samples of a frame. */
export const FRAME_SAMPLES = LARGEST_TILE;
/** Size of the file's header [bytes]. */
export const TILE_HEADER_BYTES = 64;
/** Bytes of a frame before its tiles. */
export const FRAME_HEAD_BYTES = 12;
/** Bytes of a tile: minimum and maximum. */
export const TILE_BYTES = 6;

const MAGIC = 'JWTILES1';
const CRC_BYTES = 4;
const COUNT_BYTES = countField(0).length;

/** Size of one frame [bytes]. */
export function frameBytes(channels: number): number {
	const tiles = TILE_SIZES.reduce((sum, size) => sum + FRAME_SAMPLES / size, 0);
	return FRAME_HEAD_BYTES + tiles * TILE_BYTES * channels + CRC_BYTES;
}

/** Frames of a recording. */
export function framesOf(samples: number): number {
	return Math.ceil(samples / FRAME_SAMPLES);
}

/**
 * The header of a recording's tile file.
 *
 * @param channels that hold samples
 * @param bdfHeader the whole header of the recording, whatever its number of records
 */
export function tileHeader(channels: number, bdfHeader: Uint8Array): Uint8Array {
	const bytes = new Uint8Array(TILE_HEADER_BYTES);
	const view = new DataView(bytes.buffer);
	bytes.set(new TextEncoder().encode(MAGIC));
	view.setUint16(8, channels, true);
	view.setUint16(10, SMALLEST_TILE, true);
	view.setUint32(12, FRAME_SAMPLES, true);
	view.setUint32(16, frameBytes(channels), true);
	const counted = bdfHeader.slice();
	counted.fill(0x20, COUNT_OFFSET, COUNT_OFFSET + COUNT_BYTES);
	const hex = sha256Hex(counted);
	for (let i = 0; i < 32; i++) bytes[20 + i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
	view.setUint32(60, crc32(bytes.subarray(0, 60)), true);
	return bytes;
}

/** The checksum at the end of a header, from which those of the frames go on. */
export function headerCrc(header: Uint8Array): number {
	return viewOf(header).getUint32(60, true);
}

/** What a frame must say to be believed. */
export interface FrameFacts {
	readonly number: number;
	readonly samples: number;
	/** Of these never arrived. */
	readonly lost: number;
}

/** Whether bytes are this frame of the file with this header, undamaged. */
export function isFrame(
	bytes: Uint8Array,
	header: Uint8Array,
	{ number, samples, lost }: FrameFacts
): boolean {
	const view = viewOf(bytes);
	const end = bytes.length - CRC_BYTES;
	return (
		bytes.length === frameBytes(viewOf(header).getUint16(8, true)) &&
		view.getUint32(0, true) === number &&
		view.getUint32(4, true) === samples &&
		view.getUint32(8, true) === lost &&
		view.getUint32(end, true) === crc32(bytes.subarray(0, end), headerCrc(header))
	);
}

/**
 * A frame.
 *
 * @param levels tiles of each size, smallest first, of each channel: shape [levels][channels][tiles][2]
 */
export function encodeFrame(
	header: Uint8Array,
	{ number, samples, lost }: FrameFacts,
	levels: readonly (readonly Int32Array[])[]
): Uint8Array {
	const bytes = new Uint8Array(frameBytes(viewOf(header).getUint16(8, true)));
	const view = viewOf(bytes);
	view.setUint32(0, number, true);
	view.setUint32(4, samples, true);
	view.setUint32(8, lost, true);
	let at = FRAME_HEAD_BYTES;
	for (const level of levels.toReversed())
		for (const tiles of level) at = packTiles(tiles, bytes, at);
	view.setUint32(at, crc32(bytes.subarray(0, at), headerCrc(header)), true);
	return bytes;
}

/** Where the tiles of one size lie in a frame [bytes]. */
export function tilesInFrame(size: number, channels: number): { from: number; to: number } {
	let from = FRAME_HEAD_BYTES;
	for (const each of TILE_SIZES.toReversed()) {
		const to = from + (FRAME_SAMPLES / each) * TILE_BYTES * channels;
		if (each === size) return { from, to };
		from = to;
	}
	return { from, to: from };
}

/** In place of minimum and maximum of a tile without a sample. */
const NO_MIN = 0x7fffff;
const NO_MAX = -0x800000;

/** Writes tiles, shape [tiles][2], as i24; gives back where they end. */
function packTiles(tiles: Int32Array, into: Uint8Array, from: number): number {
	let at = from;
	for (let i = 0; i < tiles.length; i += 2) {
		const [low, high] = [tiles[i] ?? 0, tiles[i + 1] ?? 0];
		const isEmpty = low > high;
		at = pack(isEmpty ? NO_MIN : low, into, at);
		at = pack(isEmpty ? NO_MAX : high, into, at);
	}
	return at;
}

function pack(count: number, into: Uint8Array, at: number): number {
	into[at] = count;
	into[at + 1] = count >> 8;
	into[at + 2] = count >> 16;
	return at + 3;
}

/** Reads so many tiles into an array of shape [tiles][2] from index `at` on; a tile without a sample keeps min > max. */
export function unpackTiles(
	bytes: Uint8Array,
	from: number,
	tiles: number,
	into: Int32Array,
	at: number
): void {
	for (let i = 0, byte = from; i < 2 * tiles; i++, byte += 3)
		into[at + i] =
			(((bytes[byte + 2] ?? 0) << 24) >> 8) | ((bytes[byte + 1] ?? 0) << 8) | (bytes[byte] ?? 0);
}

function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
