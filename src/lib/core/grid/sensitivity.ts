/**
 * How far the probabilities move when indicators repeat each other more or less than the model takes them to.
 *
 * @module
 */
import { filtered } from './filter.ts';
import { gridStates, type GridModel, type GridState, type Slice } from './model.ts';

/** Correlations that are tried. @source interview reference §3.4 */
export const correlations = [0.1, 0.2, 0.3, 0.5] as const;

/** Probability of a state under one correlation of the indicators. */
export interface Sensitivity {
	readonly correlation: number;
	readonly probability: number;
}

/**
 * Probability of a state after the last slice, the mean of the raters, under each correlation.
 *
 * @param sequences slices of each rater, oldest first; at least one slice each
 */
export function sensitivityOf(
	sequences: readonly (readonly Slice[])[],
	state: GridState,
	model: GridModel
): Sensitivity[] {
	return correlations.map((correlation) => {
		const ends = sequences.map(
			(slices) =>
				filtered(slices, { ...model, itemCorrelation: correlation }).at(-1)?.posterior ??
				model.start
		);
		const total = ends.reduce((sum, end) => sum + (end[gridStates.indexOf(state)] ?? 0), 0);
		return { correlation, probability: total / ends.length };
	});
}
