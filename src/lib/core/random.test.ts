import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom, xoshiro128 } from './random.ts';

test('the raw generator follows its reference implementation', () => {
	const next = xoshiro128([1, 2, 3, 4]);
	expect(Array.from({ length: 10 }, next)).toEqual([
		11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
		4258142804
	]);
});

test('a seed gives the same draws again, another seed or stream gives others', () => {
	const draws = (seed: number, stream?: number): number[] =>
		Array.from({ length: 8 }, createRandom(seed, stream).uint32);
	expect(draws(7)).toEqual(draws(7));
	expect(draws(7)).not.toEqual(draws(8));
	expect(draws(7, 1)).not.toEqual(draws(7));
	expect(draws(0xffffffff)).toEqual(draws(0xffffffff));
});

test('a shuffled list has the same members and leaves the list given alone', () => {
	fc.assert(
		fc.property(fc.array(fc.integer()), fc.nat(), (list, seed) => {
			const before = [...list];
			const shuffled = createRandom(seed).shuffle(list);
			expect(list).toEqual(before);
			expect(shuffled.toSorted()).toEqual(before.toSorted());
		})
	);
});

test('all 24 orders of four things come up equally often', () => {
	const random = createRandom(20261124);
	const counts = new Map<string, number>();
	for (let i = 0; i < 24_000; i++) {
		const order = random.shuffle('abcd'.split('')).join('');
		counts.set(order, (counts.get(order) ?? 0) + 1);
	}
	const chiSquare = [...counts.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
	expect(counts.size).toBe(24);
	expect(chiSquare).toBeLessThan(49.7); // 23 degrees of freedom, 0.1 %
});

test('integers stay below their bound and an impossible bound is refused', () => {
	const random = createRandom(3);
	const draws = Array.from({ length: 1000 }, () => random.integer(7));
	expect(new Set(draws)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
	for (const bound of [0, -1, 1.5, NaN, 2 ** 33])
		expect(() => random.integer(bound)).toThrow('expected an integer');
});

test('normal draws have mean 0, SD 1 and normal tails', () => {
	const random = createRandom(11);
	const draws = Array.from({ length: 50_000 }, random.normal);
	const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
	const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
	expect(Math.abs(mean)).toBeLessThan(0.02);
	expect(Math.abs(variance - 1)).toBeLessThan(0.03);
	expect(draws.filter((x) => Math.abs(x) > 1.96).length / draws.length).toBeCloseTo(0.05, 2);
	expect(draws.every(Number.isFinite)).toBe(true);
});
