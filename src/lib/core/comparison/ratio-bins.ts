/**
 * Ratios of a relevant to a comparison response in seven bins each, as both versions of the Objective Scoring System
 * score them.
 *
 * @module
 */
import type { Contrast } from './contrasts.ts';

/** Sensors that are scored this way. */
export type BinnedSensor = 'eda' | 'cardio' | 'respiration';

/** Ratio relevant ÷ comparison from which on a score holds, shape [7], ascending from 0. */
export type RatioBins = readonly (readonly [lowerBound: number, score: number])[];

/**
 * Bins from their six inner bounds.
 *
 * @param bounds ascending ratios relevant ÷ comparison, shape [6]
 * @param first score of the smallest ratios; the others go down (or up, when it is negative) to its opposite
 * @param scores sizes of the three scores of a side, from the outermost, shape [3]
 */
export function ratioBins(
	bounds: readonly number[],
	first: 1 | -1,
	scores: readonly [number, number, number] = [3, 2, 1]
): RatioBins {
	const [outer, middle, inner] = scores;
	const values = [outer, middle, inner, 0, -inner, -middle, -outer];
	return [0, ...bounds].map((bound, i) => [bound, first * (values[i] ?? 0) || 0]);
}

/** Score of a ratio relevant ÷ comparison; 0 when neither responded, null for a sensor without bins. */
export function binScore(
	bins: Readonly<Record<BinnedSensor, RatioBins>>,
	{ sensor, relevant, comparison }: Pick<Contrast, 'sensor' | 'relevant' | 'comparison'>
): number | null {
	if (sensor === 'pulse') return null;
	if (relevant === comparison) return 0;
	const ratio = relevant / comparison;
	return bins[sensor].findLast(([bound]) => ratio >= bound)?.[1] ?? 0;
}
