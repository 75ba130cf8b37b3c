/**
 * Whether the state says more about what is told next than what was told last does.
 *
 * @module
 */
import { leastSquares } from '../statistics/least-squares.ts';
import { byPerson, type CodedInterview, type ItemPlace } from './calibration-data.ts';
import { codedPosteriors } from './coded-posteriors.ts';
import type { GridModel } from './model.ts';

/** Errors of two predictions of the number of checkable details in the next segment. */
export interface YieldPrediction {
	/** Pairs of segments that follow each other. */
	readonly pairs: number;
	readonly persons: number;
	/** Root mean squared error from the last number alone [details], persons left out in turn. */
	readonly lastAlone: number;
	/** The same with the probabilities of the states beside it. */
	readonly withState: number;
}

interface Pair {
	readonly last: number;
	readonly states: readonly number[];
	readonly next: number;
}

/**
 * Predicts the details of each person's segments from a line fitted to all others.
 *
 * @returns null with fewer than two persons
 * @source interview reference §3.7, target (b)
 */
export function yieldPrediction(
	interviews: readonly CodedInterview[],
	places: ReadonlyMap<string, ItemPlace>,
	model: GridModel
): YieldPrediction | null {
	const persons = byPerson(interviews)
		.map((own) => own.flatMap((one) => pairsOf(one, places, model)))
		.filter((pairs) => pairs.length > 0);
	if (persons.length < 2) return null;
	return {
		pairs: persons.flat().length,
		persons: persons.length,
		lastAlone: errorOf(persons, ({ last }) => [1, last]),
		withState: errorOf(persons, ({ last, states }) => [1, last, ...states.slice(0, 3)])
	};
}

function pairsOf(
	interview: CodedInterview,
	places: ReadonlyMap<string, ItemPlace>,
	model: GridModel
): Pair[] {
	const posteriors = codedPosteriors(interview, places, model);
	return interview.segments.flatMap(({ details: last }, index) => {
		const next = interview.segments[index + 1]?.details ?? null;
		const states = posteriors[index] ?? null;
		return last === null || next === null || states === null ? [] : [{ last, states, next }];
	});
}

function errorOf(
	persons: readonly (readonly Pair[])[],
	predictors: (pair: Pair) => number[]
): number {
	const squares = persons.flatMap((own, index) => {
		const others = persons.filter((_, other) => other !== index).flat();
		const fitted = leastSquares(
			others.map(predictors),
			others.map(({ next }) => next)
		);
		return own.map((pair) => {
			const row = predictors(pair);
			const said = row.reduce((sum, value, i) => sum + value * (fitted[i] ?? 0), 0);
			return (pair.next - said) ** 2;
		});
	});
	return Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / squares.length);
}
