/**
 * Where the model places the segments of coded interviews.
 *
 * @module
 */
import type { CodedInterview, ItemPlace } from './calibration-data.ts';
import { filtered } from './filter.ts';
import type { GridModel, Rating, Slice } from './model.ts';

/**
 * Probability of each state at each segment, the mean of its raters; null where nobody handed in a form.
 *
 * A rater who left a segment out is a rater who saw nothing in it, as in a running interview.
 */
export function codedPosteriors(
	{ segments }: Pick<CodedInterview, 'segments'>,
	places: ReadonlyMap<string, ItemPlace>,
	model: GridModel
): (readonly number[] | null)[] {
	const raters = [...new Set(segments.flatMap(({ forms }) => forms.map(({ rater }) => rater)))];
	const filters = raters.map((rater) => ({
		rater,
		slices: filtered(
			segments.map((segment) => sliceOf(segment, rater, places, model)),
			model
		)
	}));
	return segments.map(({ forms }, index) => {
		const own = filters.filter(({ rater }) => forms.some((form) => form.rater === rater));
		const [first] = own;
		if (first === undefined) return null;
		return model.start.map(
			(_, state) =>
				own.reduce((sum, { slices }) => sum + (slices[index]?.posterior[state] ?? 0), 0) /
				own.length
		);
	});
}

function sliceOf(
	{ forms, breakMinutes }: CodedInterview['segments'][number],
	rater: string,
	places: ReadonlyMap<string, ItemPlace>,
	{ local }: GridModel
): Slice {
	const values = forms.find((form) => form.rater === rater)?.values ?? {};
	const ratings = Object.entries(values).flatMap(([item, value]): Rating[] => {
		const place = places.get(item);
		if (place === undefined) return [];
		return [{ item, ...place, value, reliability: local?.reliabilities[item] ?? null }];
	});
	return { ratings, breakMinutes };
}
