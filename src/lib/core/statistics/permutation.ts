/**
 * Permutation probability of a mean: one value is taken from each list, all combinations equally likely.
 *
 * @module
 */
import { createRandom } from '../random.ts';

/** Up to this many combinations are enumerated; beyond, they are drawn. */
export const MOST_ENUMERATED = 1_000_000;
/** Combinations drawn when there are too many to enumerate. */
export const DRAWN = 20_000;
/** Sums closer than this count as equal, so that rounding never makes p smaller. */
const SAME = 1e-9;

/** A permutation probability. */
export interface PermutationShare {
	/** 0 < p ≤ 1. */
	readonly p: number;
	readonly pKind: 'exact' | 'monte-carlo';
	/** Combinations at least as large as the observed one, and combinations looked at. */
	readonly atLeast: number;
	readonly of: number;
}

/**
 * Share of all combinations whose sum is at least that of the observed one.
 *
 * @param lists shape [draws][choices], finite
 * @param observed index of the observed choice in each list, shape [draws]
 * @param seed for the drawn combinations, 0…2³²−1
 * @returns exact p = #/N when Π choices ≤ 1e6; otherwise (#+1)/(20 000+1) of drawn combinations
 */
export function permutationShare(
	lists: readonly (readonly number[])[],
	observed: readonly number[],
	seed: number
): PermutationShare {
	const reached = lists.reduce((sum, list, i) => sum + (list[observed[i] ?? 0] ?? 0), 0) - SAME;
	const combinations = lists.reduce((product, list) => product * list.length, 1);
	if (combinations <= MOST_ENUMERATED) {
		const atLeast = enumerateSums(lists).reduce((n, sum) => n + (sum >= reached ? 1 : 0), 0);
		return { p: atLeast / combinations, pKind: 'exact', atLeast, of: combinations };
	}
	const random = createRandom(seed);
	let atLeast = 0;
	for (let drawn = 0; drawn < DRAWN; drawn++) {
		let sum = 0;
		for (const list of lists) sum += list[random.integer(list.length)] ?? 0;
		if (sum >= reached) atLeast++;
	}
	return { p: (atLeast + 1) / (DRAWN + 1), pKind: 'monte-carlo', atLeast, of: DRAWN };
}

/** Sums of all combinations, shape [Π choices]. */
function enumerateSums(lists: readonly (readonly number[])[]): Float64Array {
	let sums = new Float64Array(1);
	for (const list of lists) {
		const next = new Float64Array(sums.length * list.length);
		let at = 0;
		for (const value of list) for (const sum of sums) next[at++] = sum + value;
		sums = next;
	}
	return sums;
}
