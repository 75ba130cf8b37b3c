/**
 * Ranks with ties.
 *
 * @module
 */

/** Where a value stands among others. */
export interface Standing {
	/** Mid-rank, 1 = largest; tied values share the mean of the ranks they fill. */
	readonly rank: number;
	/** How many values are larger. */
	readonly larger: number;
	/** How many values are equal, itself included, ≥ 1. */
	readonly tied: number;
}

/**
 * Standing of each value, the largest first.
 *
 * @param values finite, shape [values]
 * @returns shape [values]
 */
export function standings(values: readonly number[]): Standing[] {
	return values.map((value) => {
		const larger = values.filter((other) => other > value).length;
		const tied = values.filter((other) => other === value).length;
		return { rank: larger + (tied + 1) / 2, larger, tied };
	});
}
