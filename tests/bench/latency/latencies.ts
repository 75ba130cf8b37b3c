/**
 * Which drawn jump shows which written one.
 *
 * @module
 */

/** Times from write to pixel. */
export interface Latencies {
	/** Of the jumps that were drawn [ms]. */
	readonly took: readonly number[];
	/** Jumps that no drawn one follows before the next was written. */
	readonly unmatched: number;
}

/**
 * The first jump drawn after each written one and before the next.
 *
 * @param written times of the writes [ms], rising; jumps lie farther apart than any picture takes
 * @param drawn times of the paints [ms], rising
 */
export function latencies(written: readonly number[], drawn: readonly number[]): Latencies {
	const took: number[] = [];
	written.forEach((writeMs, index) => {
		const until = written[index + 1] ?? Infinity;
		const painted = drawn.find((paintMs) => paintMs > writeMs && paintMs < until);
		if (painted !== undefined) took.push(painted - writeMs);
	});
	return { took, unmatched: written.length - took.length };
}
