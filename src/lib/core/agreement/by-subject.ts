/**
 * Intervals of a measure whose cases come from the same persons again and again: whole persons are drawn again.
 *
 * @module
 */
import { createRandom } from '../random.ts';

/** A measure with its interval. */
export interface SubjectEstimate {
	readonly value: number;
	/** 95 %, by persons drawn again; null = fewer than two persons, or too few draws in which anything varies. */
	readonly interval: readonly [number, number] | null;
}

const DRAWS = 1000;
const LEVEL = 0.95;
/** Share of draws that must have a value. */
const ENOUGH = 0.5;

/**
 * The measure over all rows, and its percentile interval over persons drawn again with replacement.
 *
 * @param persons rows of each person
 * @param measure null = not defined for these rows; such draws are left out
 * @param options the same seed gives the same interval
 * @returns null when the measure is not defined for all rows
 * @source Efron & Tibshirani 1993, ch. 8 (the unit drawn is the one that is independent)
 */
export function bySubject<Row>(
	persons: readonly (readonly Row[])[],
	measure: (rows: readonly Row[]) => number | null,
	options: { readonly draws?: number; readonly seed?: number } = {}
): SubjectEstimate | null {
	const value = measure(persons.flat());
	if (value === null) return null;
	if (persons.length < 2) return { value, interval: null };
	const random = createRandom(options.seed ?? 1);
	const draws = options.draws ?? DRAWS;
	const drawn: number[] = [];
	for (let draw = 0; draw < draws; draw++) {
		const rows = persons.flatMap(() => persons[random.integer(persons.length)] ?? []);
		const one = measure(rows);
		if (one !== null) drawn.push(one);
	}
	if (drawn.length < ENOUGH * draws) return { value, interval: null };
	drawn.sort((a, b) => a - b);
	const at = (share: number): number => drawn[Math.round(share * (drawn.length - 1))] ?? value;
	return { value, interval: [at((1 - LEVEL) / 2), at((1 + LEVEL) / 2)] };
}
