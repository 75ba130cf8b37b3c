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
const FAN = 8;
/** Levels above the samples: tiles of 8, 64, 512 and 4096 samples. */
const LEVELS = 4;
const LARGEST_TILE = FAN ** LEVELS;
/** In place of a sample that is missing; no converter of 24 bits can give it. Unit: counts. */
export const MISSING = -0x80000000;

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

interface Level {
	readonly min: Int32Array;
	readonly max: Int32Array;
}

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
		for (let i = skip; i < values.length; i++)
			this.#samples[from + hole + i - skip] = isGap ? MISSING : (values[i] ?? MISSING);
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
	 * Minimum and maximum of the samples from…to−1; exactly those of looking at every one.
	 *
	 * @param into filled in and given back, so that drawing makes no garbage
	 */
	extent(from: number, to: number, into: Extent = { min: 0, max: 0 }): Extent {
		let min = Infinity;
		let max = -Infinity;
		let i = Math.max(0, from - this.#origin);
		const end = Math.min(this.#length, to - this.#origin);
		while (i < end) {
			let level = 0;
			let size = 1;
			while (level < LEVELS && i % (size * FAN) === 0 && i + size * FAN <= end) {
				level++;
				size *= FAN;
			}
			const tile = level === 0 ? undefined : this.#levels[level - 1];
			const low = tile === undefined ? (this.#samples[i] ?? MISSING) : (tile.min[i / size] ?? 0);
			const high = tile === undefined ? low : (tile.max[i / size] ?? 0);
			if (tile !== undefined ? low <= high : low !== MISSING) {
				if (low < min) min = low;
				if (high > max) max = high;
			}
			i += size;
		}
		into.min = min;
		into.max = max;
		return into;
	}

	/** Makes the tiles again that hold a sample from this place on. */
	#raise(from: number): void {
		let start = from;
		let below: Level = { min: this.#samples, max: this.#samples };
		let count = this.#length;
		for (const level of this.#levels) {
			start = Math.floor(start / FAN);
			const tiles = Math.ceil(count / FAN);
			for (let tile = start; tile < tiles; tile++) raiseTile(below, level, tile, count);
			below = level;
			count = tiles;
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
			if (old === undefined) return;
			level.min.set(old.min);
			level.max.set(old.max);
		});
		this.#samples = samples;
		this.#levels = levels;
	}
}

/** One tile from the up to eight below it. Below the first level a missing sample is left out. */
function raiseTile(below: Level, level: Level, tile: number, count: number): void {
	// an empty tile has its minimum above its maximum
	let min = 0x7fffffff;
	let max = MISSING;
	const end = Math.min(count, (tile + 1) * FAN);
	const isRaw = below.min === below.max;
	for (let i = tile * FAN; i < end; i++) {
		const low = below.min[i] ?? MISSING;
		if (isRaw && low === MISSING) continue;
		const high = below.max[i] ?? MISSING;
		if (low < min) min = low;
		if (high > max) max = high;
	}
	level.min[tile] = min;
	level.max[tile] = max;
}

function levelsFor(room: number): Level[] {
	return Array.from({ length: LEVELS }, (_, level) => {
		const tiles = room / FAN ** (level + 1);
		return { min: new Int32Array(tiles), max: new Int32Array(tiles) };
	});
}
