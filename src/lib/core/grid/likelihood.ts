/**
 * How well the ratings of a slice fit each state.
 *
 * @module
 */
import { gridStates, relationOf, type GridModel, type GridState, type Rating } from './model.ts';

/** A rating that was given, with what it counts. */
export interface WeightedRating {
	readonly rating: Rating;
	readonly value: 0 | 1 | 2 | 3;
	/** Channel weight × reliability, nonverbal ones held to their share; before tempering. */
	readonly weight: number;
}

/** What a slice says. */
export interface SliceLikelihood {
	/** Tempered log likelihood of each state, in the order of `gridStates`. */
	readonly log: readonly number[];
	/** Independent items the rated ones are worth. */
	readonly effectiveItems: number;
	/** Factor of every weight: indicators of one person repeat each other, and a rater may not be blind. */
	readonly tempering: number;
	readonly weighted: readonly WeightedRating[];
}

/** The ratings that were given, weighted; nonverbal ones have at most their share of the whole beside others. */
export function weighted(ratings: readonly Rating[], model: GridModel): WeightedRating[] {
	const given = ratings.flatMap((rating) => {
		if (rating.value === null) return [];
		const reliability = Math.max(0, rating.reliability ?? model.reliability);
		// raters do not agree on it: shown, but it says nothing and thins out nothing
		if (reliability === 0) return [];
		return [
			{ rating, value: rating.value, weight: model.channelWeights[rating.channel] * reliability }
		];
	});
	const total = (part: typeof given): number => part.reduce((sum, { weight }) => sum + weight, 0);
	const isNonverbal = ({ rating }: { rating: Rating }): boolean => rating.channel === 'nonverbal';
	const nonverbal = total(given.filter(isNonverbal));
	const rest = total(given.filter((one) => !isNonverbal(one)));
	const share = model.nonverbalShare;
	const isOverweight = rest > 0 && nonverbal > share * (nonverbal + rest);
	if (!isOverweight) return given;
	const factor = ((share / (1 - share)) * rest) / nonverbal;
	return given.map((one) => (isNonverbal(one) ? { ...one, weight: one.weight * factor } : one));
}

/**
 * Log likelihood of a slice under each state: sum of weight × log P(rating | relation), times 1 ÷ (1 + (m − 1)ρ) for
 * m rated indicators.
 *
 * @param share what the whole slice counts, 0…1
 * @returns all 0 when nothing was rated
 * @source interview reference §3.2; design effect: Kish 1965
 */
export function sliceLikelihood(
	ratings: readonly Rating[],
	model: GridModel,
	share = 1
): SliceLikelihood {
	const given = weighted(ratings, model);
	const count = given.length;
	const tempering = count === 0 ? 0 : share / (1 + (count - 1) * model.itemCorrelation);
	const log = gridStates.map(
		(state) => tempering * given.reduce((sum, one) => sum + fit(one, state, model), 0)
	);
	return { log, effectiveItems: count * tempering, tempering, weighted: given };
}

/** Weight × log P(rating | state). */
export function fit(one: WeightedRating, state: GridState, model: GridModel): number {
	const row = model.emission[relationOf(one.rating.stage, state)];
	return one.weight * Math.log(row[one.value]);
}
