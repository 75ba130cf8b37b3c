/**
 * Exact distribution of a sum of independent draws, each equally likely from its own list of integers.
 *
 * @module
 */

/** Number of ways (as a double: exact below 2⁵³, relative error 1e-13 above) of each sum. */
export type SumCounts = ReadonlyMap<number, number>;

/**
 * Convolves the lists: one value is taken from each, all combinations equally likely.
 *
 * @param lists integers, shape [draws][choices]; scale fractions to integers first
 */
export function sumCounts(lists: readonly (readonly number[])[]): SumCounts {
	let counts = new Map([[0, 1]]);
	for (const list of lists) {
		const next = new Map<number, number>();
		for (const [sum, ways] of counts)
			for (const value of list) next.set(sum + value, (next.get(sum + value) ?? 0) + ways);
		counts = next;
	}
	return counts;
}

/** Share of all combinations whose sum is at least `sum`. */
export function shareAtLeast(counts: SumCounts, sum: number): number {
	return share(counts, (value) => value >= sum);
}

/** Share of all combinations whose sum is at most `sum`. */
export function shareAtMost(counts: SumCounts, sum: number): number {
	return share(counts, (value) => value <= sum);
}

function share(counts: SumCounts, counted: (sum: number) => boolean): number {
	let inside = 0;
	let total = 0;
	for (const [sum, ways] of counts) {
		total += ways;
		if (counted(sum)) inside += ways;
	}
	return inside / total;
}
