/**
 * Minimum and maximum of any run of samples of one channel, without looking at each of them.
 *
 * Samples are kept as they came; above them lie levels of tiles (tile-levels.ts). Samples that never arrived count for
 * nothing: they are neither a minimum nor a maximum of anything.
 *
 * @module
 */
import { LabError } from '../errors.ts';
import { keptBelow, MiddleLevels } from './middle-levels.ts';
import {
	EMPTY,
	LARGEST_TILE,
	levelsFor,
	MISSING,
	raiseFirst,
	raiseNext,
	stepOf,
	TILE_SIZES,
	widenBySamples,
	widenByTiles,
	type Extent,
	type Level,
	type Run
} from './tile-levels.ts';

export { MISSING, type Extent, type Run };

/** What a picture asks of a channel, whether all of its samples are here or only tiles of them. */
export interface ChannelExtents {
	/** Index of the first sample that is known. */
	readonly first: number;
	/** Index after the last sample. */
	readonly end: number;
	/** The count at an index; `MISSING` where there is none here. */
	at(index: number): number;
	/**
	 * Minimum and maximum of the samples from…to−1; min > max = there are none. Where samples are not here yet those
	 * of the tiles that hold them: never less than there is.
	 */
	extent(from: number, to: number, into?: Extent): Extent;
	/**
	 * All entries of one size for whoever asks for many runs that begin and end on them.
	 *
	 * @param size 1 = samples, or a power of two from the smallest tile to the largest
	 * @returns null when not all of the samples from…to−1 are here at this size
	 */
	level?(size: number, from: number, to: number): Level | null;
}

/** Runs shorter than this are looked at sample by sample. */
const FEW = 20;

/** One channel of a growing recording. */
export class Tiles implements ChannelExtents {
	#samples: Int32Array;
	#levels: Int32Array[];
	#middle: MiddleLevels;
	/** Index of the first sample still kept; a multiple of the largest tile. */
	#origin = 0;
	#length = 0;
	#missing: Run[] = [];

	/** @param expected samples to make room for at once */
	constructor(expected = 16 * LARGEST_TILE) {
		const room = Math.ceil(expected / LARGEST_TILE) * LARGEST_TILE;
		this.#samples = new Int32Array(room);
		this.#levels = levelsFor(room);
		this.#middle = new MiddleLevels(room);
	}

	/** Index of the first sample still kept. */
	get first(): number {
		return this.#origin;
	}

	/** Index after the last sample. */
	get end(): number {
		return this.#origin + this.#length;
	}

	/** Runs of missing samples, in order, apart from each other. */
	get missing(): readonly Run[] {
		return this.#missing;
	}

	/** The count at an index; `MISSING` where there is none. */
	at(index: number): number {
		const place = index - this.#origin;
		return place < 0 || place >= this.#length ? MISSING : (this.#samples[place] ?? MISSING);
	}

	/**
	 * Adds samples. What lies between the end and `first` becomes missing; what is here already stays.
	 *
	 * @param first index of the first of `values`
	 * @param values raw counts
	 * @param isGap the values stand for samples that never arrived
	 */
	append(first: number, values: ArrayLike<number>, isGap = false): void {
		if (!Number.isInteger(first) || first < 0)
			throw new LabError('tiles/first', `expected a sample index, got ${first}`);
		const skip = Math.max(0, this.end - first);
		const from = this.#length;
		const hole = Math.max(0, first - this.end);
		const count = hole + Math.max(0, values.length - skip);
		if (count === 0) return;
		this.#makeRoom(from + count);
		if (hole > 0) this.#samples.fill(MISSING, from, from + hole);
		this.#lose(this.end, this.end + (isGap ? count : hole));
		const at = from + hole;
		if (isGap) this.#samples.fill(MISSING, at, from + count);
		else if (values instanceof Int32Array)
			this.#samples.set(skip > 0 ? values.subarray(skip) : values, at);
		else
			for (let i = skip; i < values.length; i++)
				this.#samples[at + i - skip] = values[i] ?? MISSING;
		this.#length = from + count;
		this.#raise(from);
	}

	/** Forgets whole tiles before an index, for a preview that never ends. */
	forgetBefore(index: number): void {
		const drop = Math.floor((index - this.#origin) / LARGEST_TILE) * LARGEST_TILE;
		if (drop <= 0 || drop > this.#length) return;
		this.#samples.copyWithin(0, drop, this.#length);
		this.#origin += drop;
		this.#length -= drop;
		this.#missing = this.#missing.filter(({ to }) => to > this.#origin);
		this.#raise(0);
	}

	/**
	 * Minimum and maximum of the samples from…to−1; exactly those of looking at every one. Both ends of the run are
	 * looked at sample by sample up to the next whole tile, then tile by tile up to the next larger one, and so on.
	 *
	 * @param from may lie between two samples, like `to`: what counts is every index i with from ≤ i < to
	 * @param into filled in and given back, so that drawing makes no garbage
	 */
	extent(from: number, to: number, into: Extent = { min: 0, max: 0 }): Extent {
		let start = Math.max(0, Math.ceil(from) - this.#origin);
		let end = Math.min(this.#length, Math.ceil(to) - this.#origin);
		into.min = EMPTY.min;
		into.max = EMPTY.max;
		// of so few samples tiles save nothing
		if (end - start < FEW) {
			widenBySamples(this.#samples, start, end, into);
			start = end;
		}
		for (let level = 0; start < end; level++) {
			const above = this.#levels[level];
			const step = stepOf(level);
			const head = above === undefined ? end : Math.min(end, (start + step - 1) & -step);
			const tail = above === undefined ? end : Math.max(head, end & -step);
			const below = level === 0 ? this.#samples : this.#levels[level - 1];
			if (below === undefined) break;
			const widen = level === 0 ? widenBySamples : widenByTiles;
			// ends that lie on whole tiles of a level, as those of wide columns do, need nothing below it
			if (start < head) widen(below, start, head, into);
			if (tail < end) widen(below, tail, end, into);
			if (above === undefined) break;
			start = head / step;
			end = tail / step;
		}
		const isEmpty = into.min > into.max;
		if (isEmpty) into.min = Infinity;
		if (isEmpty) into.max = -Infinity;
		return into;
	}

	/** All samples or tiles of one size. */
	level(size: number): Level | null {
		const below = keptBelow(size);
		const isKept = TILE_SIZES[below] === size;
		const values =
			size === 1 ? this.#samples : isKept ? this.#levels[below] : this.#middle.of(size);
		if (values === null || values === undefined) return null;
		return { values, size, origin: this.#origin, count: Math.ceil(this.#length / size) };
	}

	/** Makes the tiles again that hold a sample from this place on. */
	#raise(from: number): void {
		let start = from;
		let count = this.#length;
		let below = this.#samples;
		for (let above = 0; above < this.#levels.length; above++) {
			const level = this.#levels[above] as Int32Array;
			start = Math.floor(start / stepOf(above));
			if (above === 0) raiseFirst(below, level, start, count);
			else raiseNext(below, level, start, count);
			count = Math.ceil(count / stepOf(above));
			below = level;
			this.#middle.raise(above, level, start, count);
		}
	}

	#lose(from: number, to: number): void {
		if (to <= from) return;
		const last = this.#missing.at(-1);
		const isNext = last?.to === from;
		if (isNext) this.#missing.pop();
		this.#missing.push({ from: isNext ? last.from : from, to });
	}

	#makeRoom(length: number): void {
		if (length <= this.#samples.length) return;
		const room = Math.max(
			2 * this.#samples.length,
			Math.ceil(length / LARGEST_TILE) * LARGEST_TILE
		);
		const samples = new Int32Array(room);
		samples.set(this.#samples.subarray(0, this.#length));
		const levels = levelsFor(room);
		levels.forEach((level, i) => {
			const old = this.#levels[i];
			if (old !== undefined) level.set(old);
		});
		const middle = new MiddleLevels(room);
		middle.take(this.#middle);
		this.#samples = samples;
		this.#levels = levels;
		this.#middle = middle;
	}
}
