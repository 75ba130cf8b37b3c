/**
 * Equal-variance binormal model: what an effect size d implies.
 *
 * @module
 */
import { normalAtMost, normalQuantile } from '#lib/core/statistics/distributions.ts';

/** Beyond this |log₁₀ LR| tails are extrapolated; the ratio is cut there. */
export const LARGEST_LOG10 = 1.5;

/** Consequences of one effect size. */
export interface EffectSize {
	readonly d: number;
	/** Area under the ROC curve, Φ(d/√2). */
	readonly auc: number;
	/** Share of right classifications at the midpoint, Φ(d/2). */
	readonly midpointAccuracy: number;
	readonly sensitivityAt5: number;
	readonly sensitivityAt1: number;
}

/** What an effect size between two normal groups of equal spread implies. */
export function effectSize(d: number): EffectSize {
	const sensitivity = (falsePositives: number): number =>
		normalAtMost(d + normalQuantile(falsePositives));
	return {
		d,
		auc: normalAtMost(d / Math.SQRT2),
		midpointAccuracy: normalAtMost(d / 2),
		sensitivityAt5: sensitivity(0.05),
		sensitivityAt1: sensitivity(0.01)
	};
}

/** exp(d·x − d²/2), not cut. */
export function likelihoodRatio(score: number, d: number): number {
	return Math.exp(d * score - (d * d) / 2);
}

/** The ratio cut at 10^±1.5. */
export function capped(ratio: number): { readonly ratio: number; readonly isCapped: boolean } {
	const most = 10 ** LARGEST_LOG10;
	const cut = Math.min(most, Math.max(1 / most, ratio));
	return { ratio: cut, isCapped: cut !== ratio };
}

/** Best linear combination of channels that all correlate by `rho`. */
export interface Combined {
	readonly rho: number;
	/** √(dᵀR⁻¹d). */
	readonly d: number;
	/** Share of each channel, adding up to 1. */
	readonly weights: readonly number[];
	/** exp(dᵀR⁻¹x − dᵀR⁻¹d/2), not cut. */
	readonly ratio: number;
}

/**
 * Weights ∝ R⁻¹d for standardised scores with equal correlations.
 *
 * R = (1−ρ)I + ρJ has the closed inverse (I − ρ/(1+(n−1)ρ)·J)/(1−ρ).
 *
 * @param ds effect sizes, shape [channels]
 * @param scores standardised scores, shape [channels]
 * @param rho correlation, 0 ≤ ρ < 1: an assumption, show a range
 */
export function combined(ds: readonly number[], scores: readonly number[], rho: number): Combined {
	const sum = ds.reduce((total, d) => total + d, 0);
	const shared = (rho * sum) / (1 + (ds.length - 1) * rho);
	const raw = ds.map((d) => (d - shared) / (1 - rho));
	const dSquared = raw.reduce((total, w, i) => total + w * (ds[i] ?? 0), 0);
	const all = raw.reduce((total, w) => total + w, 0);
	const projected = raw.reduce((total, w, i) => total + w * (scores[i] ?? 0), 0);
	return {
		rho,
		d: Math.sqrt(dSquared),
		weights: raw.map((w) => w / all),
		ratio: Math.exp(projected - dSquared / 2)
	};
}
