/**
 * Minimum and maximum of any run of samples of one channel, without looking at each of them.
 *
 * Samples are kept as they came; above them lie levels of tiles, each the minimum and maximum of eight below.
 * Samples that never arrived count for nothing: they are neither a minimum nor a maximum of anything.
 *
 * @module
 */
import { LabError } from '../errors.ts';

/** Tiles of one level under one of the next. */
export const TILE_FAN = 8;
const FAN = TILE_FAN;
/** Levels above the samples: tiles of 8, 64, 512 and 4096 samples. */
const LEVELS = 4;
const LARGEST_TILE = FAN ** LEVELS;
/** In place of a sample that is missing; no converter of 24 bits can give it. Unit: counts. */
export const MISSING = -0x80000000;

/** Of a tile without a sample: its minimum is above its maximum. */
const EMPTY = { min: 0x7fffffff, max: MISSING };

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

/** Minimum and maximum of each tile, side by side: shape [tiles][2]. */
type Level = Int32Array;

/** One channel of a growing recording. */
export class Tiles {
	#samples: Int32Array;
	#levels: Level[];
	/** Index of the first sample still kept; a multiple of the largest tile. */
	#origin = 0;
	#length = 0;
	#missing: Run[] = [];

	/** @param expected samples to make room for at once */
	constructor(expected = 16 * LARGEST_TILE) {
		const room = Math.ceil(expected / LARGEST_TILE) * LARGEST_TILE;
		this.#samples = new Int32Array(room);
		this.#levels = levelsFor(room);
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
		this.#samples.fill(MISSING, from, from + hole);
		this.#lose(this.end, this.end + (isGap ? count : hole));
		const at = from + hole;
		if (isGap) this.#samples.fill(MISSING, at, from + count);
		else if (values instanceof Int32Array) this.#samples.set(values.subarray(skip), at);
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
		for (let level = 0; start < end; level++) {
			const above = this.#levels[level];
			const head = above === undefined ? end : Math.min(end, (start + FAN - 1) & -FAN);
			const tail = above === undefined ? end : Math.max(head, end & -FAN);
			const below = level === 0 ? this.#samples : this.#levels[level - 1];
			if (below === undefined) break;
			const widen = level === 0 ? widenBySamples : widenByTiles;
			widen(below, start, head, into);
			widen(below, tail, end, into);
			if (above === undefined) break;
			start = head / FAN;
			end = tail / FAN;
		}
		const isEmpty = into.min > into.max;
		if (isEmpty) into.min = Infinity;
		if (isEmpty) into.max = -Infinity;
		return into;
	}

	/** Makes the tiles again that hold a sample from this place on. */
	#raise(from: number): void {
		let start = from;
		let count = this.#length;
		this.#levels.forEach((level, above) => {
			start = Math.floor(start / FAN);
			const below = this.#levels[above - 1];
			if (below === undefined) raiseFirst(this.#samples, level, start, count);
			else raiseNext(below, level, start, count);
			count = Math.ceil(count / FAN);
		});
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
		this.#samples = samples;
		this.#levels = levels;
	}
}

/** Takes in samples start…end−1. */
function widenBySamples(samples: Int32Array, start: number, end: number, into: Extent): void {
	let { min, max } = into;
	for (let i = start; i < end; i++) {
		const count = samples[i] ?? MISSING;
		if (count < min && count !== MISSING) min = count;
		if (count > max) max = count;
	}
	into.min = min;
	into.max = max;
}

/** Takes in tiles start…end−1 of a level; an empty one changes nothing. */
function widenByTiles(level: Level, start: number, end: number, into: Extent): void {
	let { min, max } = into;
	for (let i = 2 * start; i < 2 * end; i += 2) {
		const low = level[i] ?? EMPTY.min;
		const high = level[i + 1] ?? EMPTY.max;
		if (low < min) min = low;
		if (high > max) max = high;
	}
	into.min = min;
	into.max = max;
}

/** Tiles of the first level from one on, each of up to eight of `count` samples. */
function raiseFirst(samples: Int32Array, level: Level, first: number, count: number): void {
	for (let tile = first, i = first * FAN; i < count; tile++) {
		let { min, max } = EMPTY;
		for (const end = Math.min(count, i + FAN); i < end; i++) {
			const sample = samples[i] ?? MISSING;
			if (sample < min && sample !== MISSING) min = sample;
			if (sample > max) max = sample;
		}
		level[2 * tile] = min;
		level[2 * tile + 1] = max;
	}
}

/** Tiles of a higher level from one on, each of up to eight of `count` below. */
function raiseNext(below: Level, level: Level, first: number, count: number): void {
	for (let tile = first, i = first * FAN; i < count; tile++) {
		let { min, max } = EMPTY;
		for (const end = Math.min(count, i + FAN); i < end; i++) {
			const low = below[2 * i] ?? EMPTY.min;
			const high = below[2 * i + 1] ?? EMPTY.max;
			if (low < min) min = low;
			if (high > max) max = high;
		}
		level[2 * tile] = min;
		level[2 * tile + 1] = max;
	}
}

function levelsFor(room: number): Level[] {
	return Array.from(
		{ length: LEVELS },
		(_, level) => new Int32Array((2 * room) / FAN ** (level + 1))
	);
}
