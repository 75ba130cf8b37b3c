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

/** Values of one case, in the order of the raters. */
type Row = readonly number[];

/**
 * The measure over all rows, and its percentile interval over persons drawn again with replacement.
 *
 * @param persons rows of each person
 * @param measure of different rows and how often each occurs; null = not defined for these, such draws are left out
 * @param options the same seed gives the same interval
 * @returns null when the measure is not defined for all rows
 * @source Efron & Tibshirani 1993, ch. 8 (the unit drawn is the one that is independent)
 */
export function bySubject(
	persons: readonly (readonly Row[])[],
	measure: (rows: readonly Row[], times: readonly number[]) => number | null,
	options: { readonly draws?: number; readonly seed?: number } = {}
): SubjectEstimate | null {
	const { rows, counts } = counted(persons);
	const of = (drawn: readonly (readonly number[])[]): number | null => {
		const times = rows.map((_, i) => drawn.reduce((sum, one) => sum + (one[i] ?? 0), 0));
		const there = times.map((count) => count > 0);
		return measure(
			rows.filter((_, i) => there[i]),
			times.filter((count) => count > 0)
		);
	};
	const value = of(counts);
	if (value === null) return null;
	if (counts.length < 2) return { value, interval: null };
	const random = createRandom(options.seed ?? 1);
	const drawn = Array.from({ length: options.draws ?? DRAWS }, () =>
		of(counts.map(() => counts[random.integer(counts.length)] ?? []))
	);
	const values = drawn.filter((one) => one !== null).sort((a, b) => a - b);
	if (values.length < ENOUGH * drawn.length) return { value, interval: null };
	const at = (share: number): number => values[Math.round(share * (values.length - 1))] ?? value;
	return { value, interval: [at((1 - LEVEL) / 2), at((1 + LEVEL) / 2)] };
}

/** Rows that differ, and how often each occurs with each person: there are few, whatever the number of cases. */
function counted(persons: readonly (readonly Row[])[]) {
	const places = new Map<string, number>();
	const rows: Row[] = [];
	const counts = persons.map((own) => {
		const times: number[] = [];
		for (const row of own) {
			const key = row.join();
			const place = places.get(key) ?? rows.push(row) - 1;
			places.set(key, place);
			times[place] = (times[place] ?? 0) + 1;
		}
		return times;
	});
	return { rows, counts };
}
