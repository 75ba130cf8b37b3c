import jstat from 'jstat';
import { expect, test } from 'vitest';
import { binomialAtLeast } from './binomial.ts';

test('exact values that are counted by hand', () => {
	// 1 − (4/5)^3 = 61/125; all of three = 1/125; none or more = 1
	expect(binomialAtLeast(1, 3, 0.2)).toBeCloseTo(61 / 125, 12);
	expect(binomialAtLeast(3, 3, 0.2)).toBeCloseTo(1 / 125, 12);
	expect(binomialAtLeast(0, 3, 0.2)).toBe(1);
});

test('agrees with the beta distribution: P(X ≥ k) = I_p(k, n − k + 1)', () => {
	for (const [k, n, p] of [
		[8, 20, 0.2],
		[5, 20, 1 / 6],
		[60, 200, 0.25],
		[30, 30, 0.2]
	] as const)
		expect(binomialAtLeast(k, n, p)).toBeCloseTo(jstat.beta.cdf(p, k, n - k + 1), 7);
});
