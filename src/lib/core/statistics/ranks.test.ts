import { expect, test } from 'vitest';
import { standings } from './ranks.ts';

test('the largest value has rank 1', () => {
	expect(standings([0.2, 0.9, 0.5]).map((s) => s.rank)).toEqual([3, 1, 2]);
});

test('tied values share the mean of their ranks', () => {
	expect(standings([4, 4, 1, 4, 0]).map((s) => s.rank)).toEqual([2, 2, 4, 2, 5]);
	expect(standings([7, 7])).toEqual([
		{ rank: 1.5, larger: 0, tied: 2 },
		{ rank: 1.5, larger: 0, tied: 2 }
	]);
});

test('ranks always add up to the same sum', () => {
	for (const values of [
		[1, 2, 3, 4],
		[1, 1, 1, 1],
		[2, 1, 2, 1]
	])
		expect(standings(values).reduce((sum, s) => sum + s.rank, 0)).toBe(10);
});
