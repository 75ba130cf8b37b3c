/**
 * The state of a person from slice to slice: predict, then take in what was rated.
 *
 * @module
 */
import { sliceLikelihood, type SliceLikelihood } from './likelihood.ts';
import type { GridModel, Slice } from './model.ts';
import { moved, powerOf, slicesApart } from './transition.ts';

/** One slice taken in. Probabilities are in the order of `gridStates`. */
export interface FilteredSlice {
	/** Before the ratings of this slice. */
	readonly predicted: readonly number[];
	/** After them. */
	readonly posterior: readonly number[];
	readonly likelihood: SliceLikelihood;
}

/**
 * Filters the slices of one person, oldest first. Nothing that comes later changes what was said before.
 *
 * @source hidden Markov filter (forward recursion, Rabiner 1989), with the tempered likelihood of the reference §3.2
 */
export function filtered(slices: readonly Slice[], model: GridModel): FilteredSlice[] {
	const found: FilteredSlice[] = [];
	for (const { ratings, breakMinutes, weight } of slices) {
		const before = found.at(-1);
		const predicted = before
			? moved(before.posterior, powerOf(model.transition, slicesApart(breakMinutes, model)))
			: model.start;
		const likelihood = sliceLikelihood(ratings, model, weight);
		found.push({ predicted, posterior: updated(predicted, likelihood.log), likelihood });
	}
	return found;
}

/** Bayes' rule with log likelihoods. */
function updated(prior: readonly number[], log: readonly number[]): number[] {
	const most = Math.max(...log);
	const joint = prior.map((probability, i) => probability * Math.exp((log[i] ?? 0) - most));
	const total = joint.reduce((sum, value) => sum + value, 0);
	return joint.map((value) => value / total);
}

/** Half the sum of differences of two distributions, 0…1. */
export function totalVariation(a: readonly number[], b: readonly number[]): number {
	return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / 2;
}
