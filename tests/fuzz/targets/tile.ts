/** Frames of tile files: a damaged one is never taken for whole. */
import {
	encodeFrame,
	FRAME_SAMPLES,
	isFrame,
	tileHeader,
	unpackTiles
} from '#lib/core/recording/tile-file.ts';
import { TILE_SIZES } from '#lib/core/recording/tile-levels.ts';
import { expected } from '../oracle.ts';

const header = tileHeader(1, new Uint8Array(512).fill(0x20));
const facts = { number: 3, samples: FRAME_SAMPLES, lost: 0 };
/** The undamaged frame the inputs are damages of. */
export const frame = encodeFrame(
	header,
	facts,
	TILE_SIZES.map((size) => [Int32Array.from({ length: (2 * FRAME_SAMPLES) / size }, (_, i) => i)])
);

/** The input is laid over the frame: pairs of place (u16) and byte, then cuts it by its last byte. */
export function fuzz(bytes: Uint8Array): void {
	expected(!isFrame(bytes, header, facts) || same(bytes, frame), 'foreign bytes are no frame');
	const damaged = frame.slice(0, frame.length - ((bytes.at(-1) ?? 0) % 3));
	for (let at = 0; at + 2 < bytes.length; at += 3)
		damaged[((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)) % damaged.length] = bytes[at + 2] ?? 0;
	expected(isFrame(damaged, header, facts) === same(damaged, frame), 'a damaged frame is refused');
	const tiles = new Int32Array(64);
	unpackTiles(damaged, damaged.length - 20, 32, tiles, 0);
	expected(
		tiles.every((count) => count >= -0x800000 && count <= 0x7fffff),
		'tiles hold 24 bits'
	);
}

function same(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
