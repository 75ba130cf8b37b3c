import { expect, test } from 'vitest';
import { shareAtLeast, shareAtMost, sumCounts } from './sum-distribution.ts';

test('two dice', () => {
	const die = [1, 2, 3, 4, 5, 6];
	const counts = sumCounts([die, die]);
	expect(counts.get(7)).toBe(6);
	expect(shareAtLeast(counts, 11)).toBeCloseTo(3 / 36, 15);
	expect(shareAtMost(counts, 3)).toBeCloseTo(3 / 36, 15);
});

test('lists of unequal length', () => {
	const counts = sumCounts([
		[0, 1],
		[0, 0, 5]
	]);
	expect([...counts]).toEqual([
		[0, 2],
		[5, 1],
		[1, 2],
		[6, 1]
	]);
});

test('no list leaves the sum 0', () => {
	expect(shareAtLeast(sumCounts([]), 0)).toBe(1);
});
