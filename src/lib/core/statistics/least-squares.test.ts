import { expect, test } from 'vitest';
import { leastSquares } from './least-squares.ts';

test('finds the line through points that lie on it, whatever the order of the predictors', () => {
	const x = [0, 1, 2, 5];
	const y = x.map((one) => 3 - 2 * one);
	const [a, b] = leastSquares(
		x.map((one) => [1, one]),
		y
	);
	expect(a).toBeCloseTo(3, 6);
	expect(b).toBeCloseTo(-2, 6);
	const [c, d] = leastSquares(
		x.map((one) => [one, 1]),
		y
	);
	expect([c!, d!]).toEqual([expect.closeTo(-2, 6), expect.closeTo(3, 6)]);
});

test('fits Anscombe’s first set: y = 3.00 + 0.500 x', () => {
	const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
	const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
	const [a, b] = leastSquares(
		x.map((one) => [1, one]),
		y
	);
	expect(a).toBeCloseTo(3.0, 2);
	expect(b).toBeCloseTo(0.5, 3);
});

test('a predictor twice is no trouble, no case gives no coefficient', () => {
	const [a, b] = leastSquares(
		[
			[1, 1],
			[2, 2]
		],
		[2, 4]
	);
	expect(a! + b!).toBeCloseTo(2, 5);
	expect(leastSquares([], [])).toEqual([]);
});
