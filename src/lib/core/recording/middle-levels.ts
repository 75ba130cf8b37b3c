/**
 * Tiles of the sizes between those that are kept in files and sent: twice and four times as large. A picture whose
 * columns are almost as wide as the next kept size would have to look at sixteen tiles for each of them. They are made in
 * memory whenever the tiles below them are.
 *
 * @module
 */
import { raiseNext, SMALLEST_TILE, TILE_FAN, TILE_SIZES } from './tile-levels.ts';

/** How much larger than the kept size below, in order. */
const TIMES = [2, 4] as const;

/** All middle levels of one channel. */
export class MiddleLevels {
	/** By kept level below: twice and four times its size, each of shape [tiles][2]. */
	readonly #levels: readonly (readonly Int32Array[])[];

	/** @param room samples, a multiple of the largest tile */
	constructor(room: number) {
		// above the largest tile there is nothing to be saved
		this.#levels = TILE_SIZES.slice(0, -1).map((size) =>
			TIMES.map((times) => new Int32Array((2 * room) / (size * times)))
		);
	}

	/** Tiles of a size; null = it is none of the middle ones. */
	of(size: number): Int32Array | null {
		const below = keptBelow(size);
		const place = TIMES.findIndex((times) => times * (TILE_SIZES[below] ?? 0) === size);
		return this.#levels[below]?.[place] ?? null;
	}

	/**
	 * Makes tiles above those of a kept level from one on.
	 *
	 * @param below number of the kept level
	 * @param kept its tiles
	 * @param first number of the first of them that is new
	 * @param count tiles of it that hold samples
	 */
	raise(below: number, kept: Int32Array, first: number, count: number): void {
		const [twice, fourfold] = this.#levels[below] ?? [];
		if (twice === undefined || fourfold === undefined) return;
		raiseNext(kept, twice, first >> 1, count, 2);
		raiseNext(twice, fourfold, first >> 2, Math.ceil(count / 2), 2);
	}

	/** Takes over the tiles of a smaller room. */
	take(smaller: MiddleLevels): void {
		this.#levels.forEach((pair, below) => {
			pair.forEach((level, place) => {
				level.set(smaller.#levels[below]?.[place] ?? []);
			});
		});
	}
}

/** The largest kept level whose tiles are at most of a size; −1 = that is smaller than all. */
export function keptBelow(size: number): number {
	return size < SMALLEST_TILE
		? -1
		: Math.min(
				TILE_SIZES.length - 1,
				Math.floor(Math.log2(size / SMALLEST_TILE) / Math.log2(TILE_FAN))
			);
}
