/**
 * The continuous distributions that scores and intervals rest on.
 *
 * Values come from the package jstat; against reference values they are right to 1e-7, which is far below what any
 * table or sentence shows.
 *
 * @module
 */
import jstat from 'jstat';

/** P(Z ≤ z) of the standard normal distribution. */
export function normalAtMost(z: number): number {
	return jstat.normal.cdf(z, 0, 1);
}

/** P(Z ≥ z) of the standard normal distribution. */
export function normalAtLeast(z: number): number {
	return normalAtMost(-z);
}

/**
 * z with P(Z ≤ z) = p.
 *
 * @param p 0 < p < 1
 */
export function normalQuantile(p: number): number {
	return jstat.normal.inv(p, 0, 1);
}

/**
 * x with P(X ≤ x) = p of the beta distribution.
 *
 * @param p 0 < p < 1
 * @param a first shape, > 0
 * @param b second shape, > 0
 */
export function betaQuantile(p: number, a: number, b: number): number {
	return jstat.beta.inv(p, a, b);
}

/**
 * x with P(X ≤ x) = p of the F distribution.
 *
 * @param p 0 < p < 1
 * @param df1 degrees of freedom above the line, > 0
 * @param df2 degrees of freedom below the line, > 0
 */
export function fQuantile(p: number, df1: number, df2: number): number {
	return jstat.centralF.inv(p, df1, df2);
}

/**
 * P(X ≥ x) of the χ² distribution.
 *
 * @param degrees degrees of freedom, ≥ 1
 */
export function chiSquareAtLeast(x: number, degrees: number): number {
	return x <= 0 ? 1 : 1 - jstat.chisquare.cdf(x, degrees);
}

/**
 * t with P(T ≤ t) = p of Student's distribution.
 *
 * @param p 0 < p < 1
 * @param degrees degrees of freedom, > 0
 */
export function studentQuantile(p: number, degrees: number): number {
	return jstat.studentt.inv(p, degrees);
}
