/**
 * Where a trace turns upwards and downwards, without ripples.
 *
 * @module
 */

/** A turn of the trace. */
export interface Turn {
	/** Sample at which the trace turns. */
	readonly at: number;
	/** Whether it rises from here on. */
	readonly rises: boolean;
}

/**
 * Turns between rising and not rising; runs shorter than `least` steps are ripples and belong to the run before.
 *
 * @param first, last samples looked at, inclusive
 * @returns alternating; the first says what the trace does at `first`
 */
export function slopeTurns(
	trace: Float64Array,
	first: number,
	last: number,
	least: number
): Turn[] {
	const turns: Turn[] = [];
	for (let i = first; i < last;) {
		const rises = (trace[i + 1] as number) > (trace[i] as number);
		let end = i + 1;
		while (end < last && (trace[end + 1] as number) > (trace[end] as number) === rises) end++;
		const isRipple = turns.length > 0 && end - i < least && end < last;
		if (!isRipple && turns.at(-1)?.rises !== rises) turns.push({ at: i, rises });
		i = end;
	}
	return turns;
}
