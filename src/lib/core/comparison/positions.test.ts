import { describe, expect, test } from 'vitest';
import { graded, threePosition } from './positions.ts';

describe('three positions', () => {
	test.each([
		['eda', 1.09, 0],
		['eda', 1.1, 1],
		['cardio', 1.24, 0],
		['cardio', 1.25, 1],
		['respiration', 1.19, 0],
		['respiration', 1.2, 1],
		['respiration', 1.6, 1],
		['respiration', 1.61, 0],
		['pulse', 1.1, 1],
		['eda', Infinity, 1]
	] as const)('%s with a ratio of %f: %i', (sensor, ratio, score) => {
		expect(threePosition({ sensor, lean: Math.log(ratio) })).toBe(score);
		expect(threePosition({ sensor, lean: -Math.log(ratio) })).toBe(score === 0 ? 0 : -1);
	});
});

test('graded scores count the thresholds reached', () => {
	const score = (ratio: number): number => graded(Math.log(ratio), [2, 3, 4]);
	expect([1, 1.99, 2, 3, 4, 100].map(score)).toEqual([0, 0, 1, 2, 3, 3]);
	expect(graded(-Math.log(3), [2, 3, 4])).toBe(-2);
	expect(graded(Math.log(5), [2, 3, 4], 4.5)).toBe(0);
});
