/**
 * Proportions: exact binomial limits, two proportions compared.
 *
 * @module
 */
import { betaQuantile, fQuantile, normalAtLeast } from './distributions.ts';

/** A share of a number of trials. */
export interface Share {
	/** 0…of. */
	readonly count: number;
	/** > 0. */
	readonly of: number;
}

/**
 * One-sided lower Clopper–Pearson limit; the number of successes need not be whole.
 *
 * @param share 0…1
 * @param n number of trials, > 0
 * @param alpha probability that the limit is too high, 0 < α < 1
 * @returns BetaInv(α; n·share, n·(1−share)+1); 0 for share 0
 * @source Clopper & Pearson 1934, Biometrika 26: 404–413
 */
export function lowerLimit(share: number, n: number, alpha: number): number {
	return share <= 0 ? 0 : betaQuantile(alpha, n * share, n * (1 - share) + 1);
}

/**
 * The same limit as published ESS-M tables have it: by the F distribution with degrees of freedom cut to whole numbers.
 *
 * @source the author's published tables (ESSM_simple_GT, ESSM_simple_ST), reproduced to 0.02 in the odds
 */
export function lowerLimitTruncated(share: number, n: number, alpha: number): number {
	const above = Math.floor(2 * (n * (1 - share) + 1));
	const below = Math.floor(2 * n * share);
	if (below < 1) return 0;
	const f = fQuantile(1 - alpha, above, below);
	return 1 / (1 + (f * (1 - share + 1 / n)) / share);
}

/** Two-sided Clopper–Pearson interval, each side α/2. */
export function exactInterval({ count, of }: Share, alpha = 0.05): readonly [number, number] {
	const low = count === 0 ? 0 : betaQuantile(alpha / 2, count, of - count + 1);
	const high = count === of ? 1 : betaQuantile(1 - alpha / 2, count + 1, of - count);
	return [low, high];
}

/**
 * z of two shares with the pooled share, and its upper tail.
 *
 * @returns z 0 and p ½ when neither or everything was counted: nothing differs
 */
export function twoShares(a: Share, b: Share): { readonly z: number; readonly p: number } {
	const pooled = (a.count + b.count) / (a.of + b.of);
	const variance = pooled * (1 - pooled) * (1 / a.of + 1 / b.of);
	const z = variance > 0 ? (a.count / a.of - b.count / b.of) / Math.sqrt(variance) : 0;
	return { z, p: normalAtLeast(z) };
}

/**
 * Fisher's exact test of two shares: P(at least `a.count` of all counted fall into `a`), margins fixed.
 *
 * @returns one-sided p, 0 < p ≤ 1
 * @source Fisher 1934, Statistical Methods for Research Workers, 5th ed., §21.02
 */
export function fisherAtLeast(a: Share, b: Share): number {
	return fisherShare(a, b, (k) => k >= a.count);
}

/**
 * Fisher's exact test, two-sided: P(a table that is at most as probable as this one), margins fixed.
 *
 * @returns 0 < p ≤ 1
 */
export function fisherTwoSided(a: Share, b: Share): number {
	const counted = a.count + b.count;
	const own = choose(a.of, a.count) * choose(b.of, b.count);
	// equal numbers of ways are equal whatever rounding does
	const most = own * (1 + 1e-9);
	return fisherShare(a, b, (k) => choose(a.of, k) * choose(b.of, counted - k) <= most);
}

/** Share of all tables with the same margins for whose count in `a` the condition holds. */
function fisherShare(a: Share, b: Share, isInside: (count: number) => boolean): number {
	const counted = a.count + b.count;
	let inside = 0;
	let total = 0;
	for (let k = Math.max(0, counted - b.of); k <= Math.min(counted, a.of); k++) {
		const ways = choose(a.of, k) * choose(b.of, counted - k);
		total += ways;
		if (isInside(k)) inside += ways;
	}
	return inside / total;
}

/** Number of ways to take k of n; exact below 2⁵³. */
function choose(n: number, k: number): number {
	let ways = 1;
	for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
	return Math.round(ways);
}
