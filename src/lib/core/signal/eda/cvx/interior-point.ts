/**
 * Minimises the objective of the model under a driver that is nowhere negative.
 *
 * @module
 */
import { LabError } from '../../../errors.ts';
import { Iterate } from './iterate.ts';
import type { CvxModel } from './model.ts';
import { inner, largest } from './vectors.ts';
import { fillDescent, fillParts, objective, type Parts, type Penalties } from './objective.ts';

/** Where the iteration ended. */
export interface CvxSolution {
	readonly parts: Parts;
	readonly objective: number;
	readonly iterations: number;
}

/** The gap between bounds, as a share of the objective, at which it ends. */
const GAP = 1e-7;
/** The slope left, as a share of the largest sample. */
const SLOPE = 1e-6;
const MOST_ITERATIONS = 80;

/**
 * Predictor–corrector interior-point method; the driver stays consistent with its unknowns throughout.
 *
 * @param y trace [standard deviations], finite
 * @throws {LabError} `signal/not-converged` after 80 iterations
 * @source Mehrotra 1992, SIAM J. Optim. 2: 575–601 (predictor, corrector and centring)
 */
export function solveCvx(model: CvxModel, y: Float64Array, penalties: Penalties): CvxSolution {
	const at = new Iterate(model, y, penalties);
	const { parts, x, s, z, misfit } = at;
	const tolerance = SLOPE * largest(y);
	for (let iterations = 0; iterations <= MOST_ITERATIONS; iterations++) {
		fillParts(model, x, parts);
		const value = objective(parts, x.splines, y, penalties, misfit);
		const gap = inner(s, z);
		if (gap < GAP * value && slopeLeft(at, model, penalties) < tolerance)
			return { parts, objective: value, iterations };
		at.step(gap);
	}
	throw new LabError(
		'signal/not-converged',
		`expected an end within ${MOST_ITERATIONS} iterations`
	);
}

/** Largest component of the Lagrangian's slope. */
function slopeLeft(at: Iterate, model: CvxModel, { alpha, gamma }: Penalties): number {
	const { x, z, misfit, pull, right } = at;
	for (let i = 0; i < z.length; i++) pull[i] = alpha - (z[i] as number);
	fillDescent(model, misfit, pull, x.splines, gamma, right);
	return largest(right.q);
}
