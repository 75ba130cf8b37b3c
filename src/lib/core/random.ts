/**
 * Seeded chance: the same seed gives the same draws on every machine, so that an order or a virtual subject
 * can be drawn again from what was recorded. Not for secrets.
 *
 * @module
 */
import { LabError } from './errors.ts';

/** A source of draws; every call moves it on. */
export interface Random {
	/** Integer, 0…2³²−1, all equally likely. */
	uint32(): number;
	/** 0 ≤ x < 1, multiples of 2⁻⁵³. */
	uniform(): number;
	/**
	 * Integer, 0…below−1, all exactly equally likely.
	 *
	 * @throws {LabError} `random/range` when `below` is not an integer in 1…2³²
	 */
	integer(below: number): number;
	/** Normally distributed, mean 0, SD 1. */
	normal(): number;
	/** A shuffled copy; every order is equally likely. */
	shuffle<T>(items: readonly T[]): T[];
}

const TWO_32 = 2 ** 32;

/** SplitMix32: spreads a seed over the state words. */
function splitMix32(seed: number): () => number {
	let state = seed | 0;
	return () => {
		state = (state + 0x9e3779b9) | 0;
		let z = state ^ (state >>> 16);
		z = Math.imul(z, 0x21f0aaad);
		z ^= z >>> 15;
		z = Math.imul(z, 0x735a2d97);
		return (z ^ (z >>> 15)) >>> 0;
	};
}

/**
 * xoshiro128**, the raw generator.
 *
 * @param state four words, not all zero
 * @returns the next draw, 0…2³²−1, at each call
 * @source Blackman & Vigna 2021, "Scrambled linear pseudorandom number generators", xoshiro128starstar.c
 */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
	let [a, b, c, d] = state;
	return () => {
		const five = Math.imul(b, 5);
		const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
		const shifted = b << 9;
		c ^= a;
		d ^= b;
		b ^= c;
		a ^= d;
		c ^= shifted;
		d = (d << 11) | (d >>> 21);
		return result;
	};
}

/**
 * A generator from a seed.
 *
 * @param seed integer, 0…2³²−1 (as kept in `chart-started`)
 * @param stream which of the independent streams of this seed, so that one drawer does not disturb another
 */
export function createRandom(seed: number, stream = 0): Random {
	const first = splitMix32(seed);
	const mixed = splitMix32(first() ^ Math.imul(stream, 0x85ebca6b));
	const uint32 = xoshiro128([mixed(), mixed(), mixed(), mixed() | 1]);
	const uniform = (): number => ((uint32() >>> 5) * 67108864 + (uint32() >>> 6)) / 9007199254740992;
	return {
		uint32,
		uniform,
		integer: (below) => integerBelow(uint32, below),
		normal: polarNormal(uniform),
		shuffle: (items) => {
			const result = [...items];
			for (let last = result.length - 1; last > 0; last--) {
				const other = integerBelow(uint32, last + 1);
				const held = result[last] as (typeof result)[number];
				result[last] = result[other] as (typeof result)[number];
				result[other] = held;
			}
			return result;
		}
	};
}

/** Rejection instead of a remainder: a remainder would favour small numbers. */
function integerBelow(uint32: () => number, below: number): number {
	if (!Number.isInteger(below) || below < 1 || below > TWO_32)
		throw new LabError('random/range', `expected an integer 1…2³², got ${below}`);
	const fair = TWO_32 - (TWO_32 % below);
	for (;;) {
		const draw = uint32();
		if (draw < fair) return draw % below;
	}
}

/** Marsaglia's polar method; keeps the second draw of each pair. */
function polarNormal(uniform: () => number): () => number {
	let held: number | null = null;
	return () => {
		if (held !== null) {
			const draw = held;
			held = null;
			return draw;
		}
		for (;;) {
			const x = 2 * uniform() - 1;
			const y = 2 * uniform() - 1;
			const square = x * x + y * y;
			if (square >= 1 || square === 0) continue;
			const scale = Math.sqrt((-2 * Math.log(square)) / square);
			held = y * scale;
			return x * scale;
		}
	};
}
