/**
 * Permutation distribution of the largest item mean.
 *
 * @module
 */
import { createRandom } from '#lib/core/random.ts';

/** Up to this many relabellings are enumerated; beyond, they are drawn. */
const MOST_ENUMERATED = 200_000;
const DRAWN = 20_000;
/** Means closer than this count as equal, so that rounding never makes p smaller. */
const SAME = 1e-9;

type Row = readonly (number | null)[];

/**
 * Share of all relabellings within each repetition whose largest mean is at least `reached`.
 *
 * The first repetition stays as it is: turning all repetitions in the same way changes no maximum.
 *
 * @param repetitions shape [repetitions][items], null = not scorable
 * @param seed for the drawn relabellings, 0…2³²−1
 */
export function maximumShare(
	repetitions: readonly Row[],
	reached: number,
	seed: number
): { readonly p: number; readonly pKind: 'exact' | 'monte-carlo' } {
	const [first = [], ...others] = repetitions;
	const orders = factorial(first.length);
	const isReached = (rows: readonly Row[]): boolean => largestMean(rows) >= reached - SAME;
	if (orders ** others.length <= MOST_ENUMERATED) {
		let hits = 0;
		const turned = others.map((row) => permutations(row));
		const walk = (at: number, rows: readonly Row[]): void => {
			const options = turned[at];
			if (options === undefined) hits += isReached(rows) ? 1 : 0;
			else for (const row of options) walk(at + 1, [...rows, row]);
		};
		walk(0, [first]);
		return { p: hits / orders ** others.length, pKind: 'exact' };
	}
	const random = createRandom(seed);
	let hits = 0;
	for (let drawn = 0; drawn < DRAWN; drawn++)
		if (isReached([first, ...others.map((row) => random.shuffle(row))])) hits++;
	return { p: (hits + 1) / (DRAWN + 1), pKind: 'monte-carlo' };
}

function largestMean(rows: readonly Row[]): number {
	let largest = -Infinity;
	for (let item = 0; item < (rows[0]?.length ?? 0); item++) {
		let sum = 0;
		let n = 0;
		for (const row of rows) {
			const value = row[item];
			if (typeof value !== 'number') continue;
			sum += value;
			n++;
		}
		if (n > 0) largest = Math.max(largest, sum / n);
	}
	return largest;
}

function permutations(row: Row): Row[] {
	if (row.length <= 1) return [row];
	return row.flatMap((value, i) =>
		permutations(row.filter((_, j) => j !== i)).map((rest) => [value, ...rest])
	);
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
