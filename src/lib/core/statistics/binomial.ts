/**
 * The binomial distribution, exact.
 *
 * @module
 */

/**
 * P(X ≥ k) of n independent trials.
 *
 * Added up from the tail inwards, so that small probabilities keep their digits.
 *
 * @param k successes, 0…n
 * @param n trials, 0…1000
 * @param p chance of one, 0 < p < 1
 */
export function binomialAtLeast(k: number, n: number, p: number): number {
	if (k <= 0) return 1;
	let sum = 0;
	let term = n * Math.log(p);
	for (let successes = n; successes >= k; successes--) {
		sum += Math.exp(term);
		term += Math.log(successes) - Math.log(n - successes + 1) + Math.log1p(-p) - Math.log(p);
	}
	return Math.min(1, sum);
}
