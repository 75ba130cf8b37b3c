/**
 * Given a stage: which dimension carries what was seen of it.
 *
 * @module
 */
import { createRandom } from '../random.ts';
import { dirichletDraw } from '../statistics/dirichlet.ts';
import { betaQuantile } from '../statistics/distributions.ts';
import { dimensions, type GridModel, type Slice, type Stage } from './model.ts';

const DRAWS = 20_000;
const SEED = 1;

/** Shares of the dimensions of one stage, in the order of `dimensions`. */
export interface DimensionShares {
	/** Dirichlet parameters. */
	readonly alpha: readonly number[];
	readonly shares: readonly number[];
	/** 80 % interval of each share. */
	readonly intervals: readonly (readonly [number, number])[];
}

/**
 * Shares of what was seen of a stage, older slices counting less.
 *
 * @param slices oldest first
 * @source interview reference §3.2: α = 2 + Σ .7^age · 3 · mean(channel weight · rating ÷ 3)
 */
export function dimensionShares(
	slices: readonly Slice[],
	stage: Stage,
	model: GridModel
): DimensionShares {
	const alpha = dimensions.map((dimension) =>
		slices.reduce((sum, { ratings }, index) => {
			const seen = ratings.flatMap((one) =>
				one.stage === stage &&
				one.dimension === dimension &&
				one.value !== null &&
				// raters do not agree on it
				one.reliability !== 0
					? [(model.channelWeights[one.channel] * one.value) / 3]
					: []
			);
			if (seen.length === 0) return sum;
			const mean = seen.reduce((total, value) => total + value, 0) / seen.length;
			return sum + model.dimensions.decay ** (slices.length - 1 - index) * 3 * mean;
		}, model.dimensions.prior)
	);
	const total = alpha.reduce((sum, value) => sum + value, 0);
	return {
		alpha,
		shares: alpha.map((value) => value / total),
		intervals: alpha.map(
			(value) =>
				[betaQuantile(0.1, value, total - value), betaQuantile(0.9, value, total - value)] as const
		)
	};
}

/** Probability that each dimension has the largest share; by the same draws every time. */
export function leading(alpha: readonly number[]): number[] {
	const random = createRandom(SEED);
	const counts = alpha.map(() => 0);
	for (let draw = 0; draw < DRAWS; draw++) {
		const shares = dirichletDraw(alpha, random);
		const best = shares.indexOf(Math.max(...shares));
		counts[best] = (counts[best] ?? 0) + 1;
	}
	return counts.map((count) => count / DRAWS);
}
