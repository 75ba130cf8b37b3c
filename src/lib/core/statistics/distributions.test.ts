import { expect, test } from 'vitest';
import {
	betaQuantile,
	chiSquareAtLeast,
	fQuantile,
	normalAtLeast,
	normalAtMost,
	normalQuantile,
	studentQuantile
} from './distributions.ts';

// values of R 4: pnorm, qnorm, qbeta, qf, pchisq
test.each([
	[1.959963984540054, 0.975],
	[-1.644853626951473, 0.05],
	[0, 0.5],
	[3.090232306167813, 0.999]
])('the normal distribution at %f', (z, p) => {
	expect(normalAtMost(z)).toBeCloseTo(p, 7);
	expect(normalAtLeast(-z)).toBeCloseTo(p, 7);
	expect(normalQuantile(p)).toBeCloseTo(z, 7);
});

test.each([
	// x with 1 − (1 − x)ᵇ = p, x with xᵃ = p: closed forms
	[0.05, 1, 20, 1 - 0.95 ** (1 / 20)],
	[0.05, 7, 1, 0.05 ** (1 / 7)],
	[0.5, 3.5, 3.5, 0.5]
])('the beta quantile of %f with %f and %f', (p, a, b, x) => {
	expect(betaQuantile(p, a, b)).toBeCloseTo(x, 7);
});

test.each([
	[0.95, 3, 10, 3.7082648],
	[0.95, 5, 15, 2.9012945],
	[0.975, 5, 15, 3.5764152]
])('the F quantile of %f with %i and %i degrees of freedom', (p, df1, df2, x) => {
	expect(fQuantile(p, df1, df2)).toBeCloseTo(x, 5);
});

test.each([
	[3.841458820694124, 1, 0.05],
	[5.991464547107979, 2, 0.05],
	[6.251388631170325, 3, 0.1],
	[0, 2, 1]
])('the upper tail of χ² at %f with %i degrees of freedom', (x, degrees, p) => {
	expect(chiSquareAtLeast(x, degrees)).toBeCloseTo(p, 7);
});

test('the t quantile', () => {
	expect(studentQuantile(0.975, 16)).toBeCloseTo(2.119905, 5);
	expect(studentQuantile(0.95, 4)).toBeCloseTo(2.131847, 5);
});
