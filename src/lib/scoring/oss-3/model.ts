/**
 * Constants and arithmetic of OSS-3.
 *
 * @source Nelson, Krapohl & Handler 2008, Polygraph 37: 185–215; R project NCCA_ASCII_Parse (R. Nelson)
 * @module
 */
import type { Contrast } from '#lib/core/comparison/contrasts.ts';
import { normalAtLeast, normalAtMost, normalQuantile } from '#lib/core/statistics/distributions.ts';

/** Norms of the development sample: mean and SD of L = ln(relevant ÷ comparison), and the sign of z. */
const NORMS = {
	respiration: { mean: -0.039, sd: 0.107, sign: 1 },
	eda: { mean: 0.019, sd: 0.499, sign: -1 },
	cardio: { mean: -0.018, sd: 0.19, sign: -1 }
};
/** Weights of the sensors. */
const WEIGHTS = { respiration: 0.192, eda: 0.528, cardio: 0.28 };
/** Beyond this z a value is an outlier and is left out. */
const LARGEST_Z = 3.89;
/** Reference cases with and without involvement: mean and SD of the grand mean. */
const WITH = { mean: -0.581, sd: 0.453 };
const WITHOUT = { mean: 0.586, sd: 0.454 };

/**
 * z of one contrast, positive = the stronger response is to the comparison question; null = outlier, no finite ratio
 * or a sensor that OSS-3 does not use.
 */
export function standardScore({
	sensor,
	relevant,
	comparison
}: Pick<Contrast, 'sensor' | 'relevant' | 'comparison'>) {
	if (sensor === 'pulse') return null;
	const { mean, sd, sign } = NORMS[sensor];
	const ratio = Math.log(relevant / comparison);
	if (!Number.isFinite(ratio)) return null;
	const z = (sign * (Math.round(ratio * 1000) / 1000 - mean)) / sd;
	return Math.abs(z) > LARGEST_Z ? null : z;
}

/** Weighted z of one sensor; 0 for a sensor that OSS-3 does not use. */
export function weightedScore(contrast: Contrast): number {
	const z = standardScore(contrast);
	return z === null || contrast.sensor === 'pulse' ? 0 : WEIGHTS[contrast.sensor] * z;
}

/** P(a mean at most this low) among reference cases without involvement. */
export function significantP(mean: number): number {
	return normalAtMost((mean - WITHOUT.mean) / WITHOUT.sd);
}

/** P(a mean at least this high) among reference cases with involvement. */
export function notSignificantP(mean: number): number {
	return normalAtLeast((mean - WITH.mean) / WITH.sd);
}

/** Means at which the two probabilities reach α. */
export function cutMeans(alpha: number, questions: number) {
	const low = (level: number): number => WITHOUT.mean + WITHOUT.sd * normalQuantile(level);
	const high = (level: number): number => WITH.mean + WITH.sd * normalQuantile(1 - level);
	return {
		significant: low(alpha),
		notSignificant: high(alpha),
		subtotal: low(alpha),
		correctedSubtotal: low(alpha / questions),
		allSubtotals: high(alpha / questions)
	};
}

/** Area under the ROC curve that the norms imply, in the sample they come from. */
export function impliedAuc(): number {
	return normalAtMost((WITHOUT.mean - WITH.mean) / Math.hypot(WITHOUT.sd, WITH.sd));
}
