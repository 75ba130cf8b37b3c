/**
 * Tiles: minimum and maximum of 16, 128, 1024 and 8192 samples, each level made of the one below. The same in memory, in
 * a tile file and on the wire.
 *
 * @module
 */

/** Samples of each tile, level by level. */
export const TILE_SIZES = [16, 128, 1024, 8192] as const;
/** Samples of a tile of the lowest level. */
export const SMALLEST_TILE = 16;
/** Tiles of one level under one of the next. */
export const TILE_FAN = 8;
/** Samples of a tile of the highest level. */
export const LARGEST_TILE = 8192;
/** In place of a sample that is missing; no converter of 24 bits can give it. Unit: counts. */
export const MISSING = -0x80000000;

/** Of a tile without a sample: its minimum is above its maximum. */
export const EMPTY = { min: 0x7fffffff, max: MISSING };

/** Minimum and maximum of a run; `min > max` = the run holds no sample. */
export interface Extent {
	min: number;
	max: number;
}

/** Samples from…to−1. */
export interface Run {
	readonly from: number;
	readonly to: number;
}

/** Samples, or all tiles of one size, as they lie in memory. */
export interface Level {
	/** Shape [samples], or [tiles][2] where `size` is larger than 1. */
	readonly values: Int32Array;
	/** Samples of each entry: 1, or a power of two from the smallest tile to the largest. */
	readonly size: number;
	/** Index of the first sample of the first entry. */
	readonly origin: number;
	/** Entries that hold samples; the last tile may still grow. */
	readonly count: number;
}

/** Samples or tiles under one tile of a level (0 = the lowest). */
export function stepOf(level: number): number {
	return level === 0 ? SMALLEST_TILE : TILE_FAN;
}

/**
 * What edges of columns are multiples of [samples]: 1, or the largest power of two from the smallest tile to the largest
 * that is at most half a column. Such columns need nothing below that size, and no sample lies farther than half a column
 * from where it belongs.
 */
export function grainOf(samplesPerColumn: number): number {
	if (samplesPerColumn < 2 * SMALLEST_TILE) return 1;
	return Math.min(LARGEST_TILE, 2 ** Math.floor(Math.log2(samplesPerColumn / 2)));
}

/** Empty levels above so many samples, a multiple of the largest tile; each of shape [tiles][2]. */
export function levelsFor(room: number): Int32Array[] {
	return TILE_SIZES.map((size) => new Int32Array((2 * room) / size));
}

/**
 * Takes in samples start…end−1. Noise makes branches slow: there are none. One less, a missing sample is the largest
 * number there is, and so no minimum.
 */
export function widenBySamples(
	samples: Int32Array,
	start: number,
	end: number,
	into: Extent
): void {
	let below = (into.min - 1) | 0;
	let max = into.max | 0;
	for (let i = start; i < end; i++) {
		const count = samples[i] as number;
		below = Math.min(below, (count - 1) | 0);
		max = Math.max(max, count);
	}
	into.min = below + 1;
	into.max = max;
}

/** Takes in tiles start…end−1 of a level; an empty one changes nothing. */
export function widenByTiles(level: Int32Array, start: number, end: number, into: Extent): void {
	let min = into.min | 0;
	let max = into.max | 0;
	for (let i = 2 * start; i < 2 * end; i += 2) {
		min = Math.min(min, level[i] as number);
		max = Math.max(max, level[i + 1] as number);
	}
	into.min = min;
	into.max = max;
}

/** Tiles of the first level from one on, each of up to 16 of `count` samples. */
export function raiseFirst(
	samples: Int32Array,
	level: Int32Array,
	first: number,
	count: number
): void {
	for (let tile = first, i = first * SMALLEST_TILE; i < count; tile++) {
		// as in `widenBySamples`
		let below = (EMPTY.min - 1) | 0;
		let max = EMPTY.max | 0;
		for (const end = Math.min(count, i + SMALLEST_TILE); i < end; i++) {
			const sample = samples[i] as number;
			below = Math.min(below, (sample - 1) | 0);
			max = Math.max(max, sample);
		}
		const min = below + 1;
		level[2 * tile] = min;
		level[2 * tile + 1] = max;
	}
}

/** Tiles of a higher level from one on, each of up to `fan` of `count` below. */
export function raiseNext(
	below: Int32Array,
	level: Int32Array,
	first: number,
	count: number,
	fan: number = TILE_FAN
): void {
	for (let tile = first, i = first * fan; i < count; tile++) {
		let { min, max } = EMPTY;
		for (const end = Math.min(count, i + fan); i < end; i++) {
			min = Math.min(min, below[2 * i] as number);
			max = Math.max(max, below[2 * i + 1] as number);
		}
		level[2 * tile] = min;
		level[2 * tile + 1] = max;
	}
}
