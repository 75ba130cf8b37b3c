/**
 * The multinomial reference distribution of ESS-M: every sensor score −, 0 or + with probability ⅓ each.
 *
 * @module
 */
import { lowerLimit, lowerLimitTruncated } from '#lib/core/statistics/proportions.ts';
import { sumCounts, type SumCounts } from '#lib/core/statistics/sum-distribution.ts';

/** How many scores a total is made of. */
export interface Configuration {
	/** Scores of −1, 0 or +1 (respiration, cardio, finger pulse). */
	readonly singles: number;
	/** Scores of −2, 0 or +2 (EDA). */
	readonly doubles: number;
}

/**
 * The configuration of the published tables: five charts with finger pulse for every test, even a shorter one.
 *
 * @param questions relevant questions in the total; 1 for a subtotal
 */
export function publishedConfiguration(questions: number): Configuration {
	return { singles: questions * 5 * 3, doubles: questions * 5 };
}

/** Largest total: what the method calls the number of trials. */
export function largestTotal({ singles, doubles }: Configuration): number {
	return singles + 2 * doubles;
}

/** Number of ways to each total, of 3^(singles + doubles) in all; by exact convolution. */
export function totalCounts({ singles, doubles }: Configuration): SumCounts {
	return sumCounts([
		...Array.from({ length: singles }, () => [-1, 0, 1]),
		...Array.from({ length: doubles }, () => [-2, 0, 2])
	]);
}

/**
 * The published column "ways": combinations of sensor *sums*, each counted once however many ways lead to it.
 *
 * @param questions relevant questions
 * @param charts charts per question
 * @param singles one-point sensors
 */
export function sensorSumWays(questions: number, charts: number, singles: number): SumCounts {
	const n = questions * charts;
	const sums = Array.from({ length: 2 * n + 1 }, (_, i) => i - n);
	return sumCounts([
		...Array.from({ length: singles }, () => sums),
		sums.map((value) => 2 * value)
	]);
}

/** P(S < s) + ½ P(S = s). */
export function midP(counts: SumCounts, score: number): number {
	let below = 0;
	let total = 0;
	for (const [sum, ways] of counts) {
		total += ways;
		if (sum < score) below += ways;
		if (sum === score) below += ways / 2;
	}
	return below / total;
}

/** P(S = s). */
export function probability(counts: SumCounts, score: number): number {
	let total = 0;
	for (const ways of counts.values()) total += ways;
	return (counts.get(score) ?? 0) / total;
}

/** Odds of a total against random scoring, ≥ 1, the same for both signs: (1 − p)/p with p = midP(−|s|). */
export function oddsOf(counts: SumCounts, score: number): number {
	const p = midP(counts, -Math.abs(score));
	return (1 - p) / p;
}

/** Lower limit of odds: of their probability, taken as a proportion of `n` trials. */
export function oddsLimit(
	odds: number,
	n: number,
	alpha: number,
	form: 'exact' | 'published' = 'published'
): number {
	const share = odds / (1 + odds);
	const limit = (form === 'exact' ? lowerLimit : lowerLimitTruncated)(share, n, alpha);
	return limit / (1 - limit);
}
