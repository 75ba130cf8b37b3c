/**
 * What a sealed recording is made of for a picture: tiles of 1024, 128 and 16 samples, and samples, in parts of whole
 * frames. The bytes of a part are the same from the server, in the browser's store and wherever they are unpacked.
 *
 * @module
 */
import {
	FRAME_SAMPLES,
	framesOf,
	TILE_BYTES,
	unpackTiles
} from '../../core/recording/tile-file.ts';
import {
	levelsFor,
	MISSING,
	raiseNext,
	TILE_SIZES,
	type Run
} from '../../core/recording/tile-levels.ts';

/** Samples of one entry of a part, 1 = the samples themselves; in the order in which they are wanted. */
export const PART_SIZES = [1024, 128, 16, 1] as const;
export type PartSize = (typeof PART_SIZES)[number];

/** Frames of one part: near a megabyte of eight channels, or all that the server gives in one answer. */
const FRAMES: Readonly<Record<PartSize, number>> = { 1024: 1024, 128: 256, 16: 32, 1: 16 };
/** Size of a sample in a part [bytes]. */
const SAMPLE_BYTES = 3;
/** Tiles of 1024 samples in a frame. */
const PER_FRAME = FRAME_SAMPLES / 1024;

/** Consecutive frames of one size of entries. */
export interface Part {
	readonly size: PartSize;
	/** Number of the first frame. */
	readonly first: number;
	readonly frames: number;
	/** Samples from…to−1 of the recording. */
	readonly from: number;
	readonly to: number;
}

/** The parts of a recording of one size, in order. */
export function partsOf(size: PartSize, samples: number): Part[] {
	const all = framesOf(samples);
	return Array.from({ length: Math.ceil(all / FRAMES[size]) }, (_, index) => {
		const first = index * FRAMES[size];
		const frames = Math.min(FRAMES[size], all - first);
		const from = first * FRAME_SAMPLES;
		return { size, first, frames, from, to: Math.min(samples, from + frames * FRAME_SAMPLES) };
	});
}

/** Size of a part [bytes]. */
export function partBytes({ size, frames, from, to }: Part, channels: number): number {
	return size === 1
		? SAMPLE_BYTES * channels * (to - from)
		: TILE_BYTES * channels * frames * (FRAME_SAMPLES / size);
}

/** A part as it is drawn from. */
export interface Unpacked {
	readonly part: Part;
	/** Of the tiles, 0 = of 16 samples; null = these are samples. */
	readonly level: number | null;
	/** Shape [channels][tiles][2], or [channels][samples] with `MISSING` where none arrived. */
	readonly channels: Int32Array<ArrayBuffer>[];
}

/** Unpacks tiles as they lie in a tile file, frame after frame; those of 8192 samples are made of those of 1024. */
export function unpackTilePart(part: Part, bytes: Uint8Array, channels: number): Unpacked[] {
	const perFrame = FRAME_SAMPLES / part.size;
	const unpacked = Array.from(
		{ length: channels },
		() => new Int32Array(2 * perFrame * part.frames)
	);
	let at = 0;
	for (let frame = 0; frame < part.frames; frame++)
		for (const tiles of unpacked) {
			unpackTiles(bytes, at, perFrame, tiles, 2 * perFrame * frame);
			at += TILE_BYTES * perFrame;
		}
	const level = TILE_SIZES.findIndex((size) => size === part.size);
	const given: Unpacked[] = [{ part, level, channels: unpacked }];
	if (part.size !== 1024) return given;
	const largest = unpacked.map((below) => {
		const tiles = levelsFor(FRAME_SAMPLES * part.frames).at(-1) ?? new Int32Array(0);
		raiseNext(below, tiles, 0, PER_FRAME * part.frames);
		return tiles as Int32Array<ArrayBuffer>;
	});
	return [{ part, level: level + 1, channels: largest }, ...given];
}

/** Samples as a part: little-endian i24, channel after channel. */
export function packSamples(channels: readonly Int32Array[]): Uint8Array<ArrayBuffer> {
	const each = channels[0]?.length ?? 0;
	const bytes = new Uint8Array(SAMPLE_BYTES * each * channels.length);
	let at = 0;
	for (const counts of channels)
		for (let i = 0; i < each; i++, at += SAMPLE_BYTES) {
			const count = counts[i] ?? 0;
			bytes[at] = count;
			bytes[at + 1] = count >> 8;
			bytes[at + 2] = count >> 16;
		}
	return bytes;
}

/** The counts of a part of samples, shape [channels][samples]. */
export function unpackSamples(
	{ from, to }: Part,
	bytes: Uint8Array,
	channels: number
): Int32Array<ArrayBuffer>[] {
	const each = to - from;
	return Array.from({ length: channels }, (_, channel) => {
		const counts = new Int32Array(each);
		for (let i = 0, at = SAMPLE_BYTES * each * channel; i < each; i++, at += SAMPLE_BYTES)
			counts[i] =
				(((bytes[at + 2] ?? 0) << 24) >> 8) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at] ?? 0);
		return counts;
	});
}

/** Takes out what never arrived: the recording holds something else in its place. */
export function blank(part: Part, channels: readonly Int32Array[], gaps: readonly Run[]): void {
	for (const gap of gaps) {
		const [from, to] = [Math.max(part.from, gap.from), Math.min(part.to, gap.to)];
		if (to <= from) continue;
		for (const counts of channels) counts.fill(MISSING, from - part.from, to - part.from);
	}
}
