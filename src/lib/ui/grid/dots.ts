/**
 * The cloud: a hundred dots shared among the cells, each one percent of probability. What is likely is crowded, what is
 * uncertain is spread.
 *
 * @module
 */

/** Dots of a whole. */
export const DOTS = 100;

/**
 * A hundred dots shared out by largest remainder, so that they always are a hundred.
 *
 * @param shares probabilities that sum to 1
 */
export function dotsOf(shares: readonly number[]): number[] {
	const exact = shares.map((share) => share * DOTS);
	const counts = exact.map(Math.floor);
	let rest = DOTS - counts.reduce((sum, count) => sum + count, 0);
	const order = exact
		.map((value, index) => ({ index, rest: value - Math.floor(value) }))
		.sort((a, b) => b.rest - a.rest || a.index - b.index);
	for (const { index } of order) {
		if (rest <= 0) break;
		counts[index] = (counts[index] ?? 0) + 1;
		rest--;
	}
	return counts;
}

/** Place of a dot in its cell, 0…1 each way: evenly scattered, the same every time. @source R₂ sequence, Roberts 2018 */
export function dotPlace(index: number): { readonly x: number; readonly y: number } {
	const [a, b] = [0.7548776662466927, 0.5698402909980532];
	return { x: (0.5 + a * (index + 1)) % 1, y: (0.5 + b * (index + 1)) % 1 };
}
