/**
 * What each indicator of a slice adds to the most probable state against the next: the “why” of a position.
 *
 * @module
 */
import type { FilteredSlice } from './filter.ts';
import { fit } from './likelihood.ts';
import { gridStates, type GridModel, type GridState, type Rating } from './model.ts';

/** One indicator's share in the comparison of two states. */
export interface Contribution {
	readonly rating: Rating;
	/** Tempered weight × [log P(rating | state) − log P(rating | other)]; > 0 speaks for the state. */
	readonly amount: number;
}

/** Contributions of all rated indicators, the largest in size first, with the two states compared. */
export function contributions(
	slice: FilteredSlice,
	model: GridModel
): {
	readonly state: GridState;
	readonly other: GridState;
	readonly contributions: readonly Contribution[];
} {
	const order = gridStates
		.map((state, i) => ({ state, probability: slice.posterior[i] ?? 0 }))
		.sort((a, b) => b.probability - a.probability);
	const [{ state }, { state: other }] = [order[0] ?? NOBODY, order[1] ?? NOBODY];
	const { weighted, tempering } = slice.likelihood;
	return {
		...{ state, other },
		contributions: weighted
			.map((one) => ({
				rating: one.rating,
				amount: tempering * (fit(one, state, model) - fit(one, other, model))
			}))
			.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
	};
}

const NOBODY = { state: 'O' } as const;
