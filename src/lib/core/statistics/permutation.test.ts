import { expect, test } from 'vitest';
import { permutationShare } from './permutation.ts';

test('enumerates all combinations of small lists', () => {
	const share = permutationShare(
		[
			[3, 1, 2],
			[9, 5]
		],
		[0, 1],
		0
	);
	// sums 12, 8, 10, 6, 11, 7: four are at least 8
	expect(share).toEqual({ p: 4 / 6, pKind: 'exact', atLeast: 4, of: 6 });
});

test('sums that differ by rounding only count as equal', () => {
	expect(
		permutationShare(
			[
				[0.1, 0.3],
				[0.2, 0]
			],
			[0, 0],
			0
		).atLeast
	).toBe(3);
});

test('draws when there are too many, the same for the same seed, never 0', () => {
	const lists = Array.from({ length: 10 }, () => [4, 0, 0, 0, 0]);
	const observed = lists.map(() => 0);
	const share = permutationShare(lists, observed, 5);
	expect(share).toEqual({ p: 1 / 20001, pKind: 'monte-carlo', atLeast: 0, of: 20000 });
	expect(permutationShare(lists, observed, 5)).toEqual(share);
});

test('a drawn p agrees with the exact binomial tail', () => {
	const lists = Array.from({ length: 20 }, () => [1, 0]);
	const observed = lists.map((_, i) => (i < 13 ? 0 : 1));
	// P(X ≥ 13), X ~ Bin(20, ½) = .1316; SD of the draw .0024
	expect(Math.abs(permutationShare(lists, observed, 1).p - 0.1316)).toBeLessThan(0.01);
});
