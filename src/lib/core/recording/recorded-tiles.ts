/**
 * One channel of a finished recording of which first only the large tiles are here, then small ones and samples of the
 * parts that are looked at. Whatever is here, no sample is ever left out: where finer data is missing the whole tile
 * counts that holds it.
 *
 * @module
 */
import { keptBelow, MiddleLevels } from './middle-levels.ts';
import { FRAME_SAMPLES, framesOf } from './tile-file.ts';
import {
	EMPTY,
	levelsFor,
	MISSING,
	stepOf,
	TILE_SIZES,
	widenBySamples,
	widenByTiles,
	type Extent,
	type Level
} from './tile-levels.ts';
import type { ChannelExtents } from './tiles.ts';

/** Which frames of a recording are here, one entry each, 1 = yes; the same for all channels. */
export interface Presence {
	/** Tiles of 16, 128 and 1024 samples, in this order; those of 8192 have to be here before anything is asked. */
	readonly tiles: readonly Uint8Array[];
	readonly samples: Uint8Array;
}

/** Nothing is here yet but the largest tiles. */
export function presenceFor(samples: number): Presence {
	const frames = framesOf(samples);
	const tiles = TILE_SIZES.slice(0, -1).map(() => new Uint8Array(frames));
	return { tiles, samples: new Uint8Array(frames) };
}

/** One channel. */
export class RecordedTiles implements ChannelExtents {
	readonly first = 0;
	readonly end: number;
	readonly #presence: Presence;
	/** Made when the first samples come. */
	#samples: Int32Array | null = null;
	readonly #levels: Int32Array[];
	readonly #middle: MiddleLevels;

	/** @param samples length of the recording */
	constructor(samples: number, presence: Presence) {
		this.end = samples;
		this.#presence = presence;
		this.#levels = levelsFor(framesOf(samples) * FRAME_SAMPLES);
		this.#middle = new MiddleLevels(framesOf(samples) * FRAME_SAMPLES);
	}

	/**
	 * Takes tiles of one level.
	 *
	 * @param level 0 = of 16 samples
	 * @param first number of the first
	 * @param tiles shape [tiles][2]
	 */
	putTiles(level: number, first: number, tiles: Int32Array): void {
		const kept = this.#levels[level];
		if (kept === undefined) return;
		kept.set(tiles, 2 * first);
		this.#middle.raise(level, kept, first, first + tiles.length / 2);
	}

	/** Takes samples; `MISSING` where none arrived. */
	putSamples(first: number, counts: Int32Array): void {
		this.#samples ??= new Int32Array(this.#presence.samples.length * FRAME_SAMPLES);
		this.#samples.set(counts, first);
	}

	at(index: number): number {
		const isHere = this.#presence.samples[Math.floor(index / FRAME_SAMPLES)] === 1;
		return isHere && index < this.end ? (this.#samples?.[index] ?? MISSING) : MISSING;
	}

	extent(from: number, to: number, into: Extent = { min: 0, max: 0 }): Extent {
		let start = Math.max(0, Math.ceil(from));
		let end = Math.min(this.end, Math.ceil(to));
		into.min = EMPTY.min;
		into.max = EMPTY.max;
		let samplesEach = 1;
		for (let level = 0; start < end; level++) {
			const below = level === 0 ? this.#samples : (this.#levels[level - 1] ?? null);
			if (level === this.#levels.length) {
				if (below !== null) widenByTiles(below, start, end, into);
				break;
			}
			const step = stepOf(level);
			const widen = level === 0 ? widenBySamples : widenByTiles;
			const head = Math.min(end, Math.ceil(start / step) * step);
			const tail = Math.max(head, Math.floor(end / step) * step);
			// both ends lie within one tile of the level above, so each within one frame
			const hasHead = this.#has(level, start * samplesEach);
			const hasTail = this.#has(level, tail * samplesEach);
			if (below !== null && hasHead) widen(below, start, head, into);
			if (below !== null && hasTail) widen(below, tail, end, into);
			start = hasHead ? Math.ceil(start / step) : Math.floor(start / step);
			end = hasTail ? Math.floor(end / step) : Math.ceil(end / step);
			samplesEach *= step;
		}
		const isEmpty = into.min > into.max;
		if (isEmpty) into.min = Infinity;
		if (isEmpty) into.max = -Infinity;
		return into;
	}

	level(size: number, from: number, to: number): Level | null {
		const below = keptBelow(size);
		const isKept = TILE_SIZES[below] === size;
		const values =
			size === 1 ? this.#samples : isKept ? this.#levels[below] : this.#middle.of(size);
		if (values === null || values === undefined) return null;
		const end = Math.min(this.end, Math.ceil(to));
		const isLargest = below + 1 === this.#levels.length;
		const begin = Math.floor(Math.max(0, from) / FRAME_SAMPLES) * FRAME_SAMPLES;
		for (let at = begin; at < end && !isLargest; at += FRAME_SAMPLES)
			if (!this.#has(below + 1, at)) return null;
		return { values, size, origin: 0, count: Math.ceil(this.end / size) };
	}

	/** Whether samples (level 0) or tiles (of 16 samples: level 1, and so on) of the frame of a sample are here. */
	#has(level: number, sample: number): boolean {
		const { tiles, samples } = this.#presence;
		const here = level === 0 ? samples : tiles[level - 1];
		return here?.[Math.floor(sample / FRAME_SAMPLES)] === 1;
	}
}
