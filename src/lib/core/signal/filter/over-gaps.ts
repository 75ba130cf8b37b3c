/**
 * Filters do not cross gaps: they run on each stretch between them.
 *
 * @module
 */

/** A run of samples that were recorded; `end` is the first index after it. */
export interface Stretch {
	readonly begin: number;
	readonly end: number;
}

/** Stretches without a NaN. */
export function stretches(signal: Float64Array): Stretch[] {
	const found: Stretch[] = [];
	let begin = -1;
	for (let i = 0; i <= signal.length; i++) {
		const there = i < signal.length && !Number.isNaN(signal[i]);
		if (there && begin === -1) begin = i;
		if (!there && begin !== -1) {
			found.push({ begin, end: i });
			begin = -1;
		}
	}
	return found;
}

/**
 * A copy in which gaps of at most `most` samples between two recorded samples are bridged by a line.
 *
 * For filtering only: measurement still counts the bridged samples as missing.
 */
export function bridged(signal: Float64Array, most: number): Float64Array {
	const result = signal.slice();
	const parts = stretches(signal);
	parts.slice(1).forEach(({ begin: to }, i) => {
		const from = (parts[i]?.end ?? 0) - 1;
		if (to - from - 1 > most) return;
		const [a, b] = [signal[from] as number, signal[to] as number];
		for (let k = from + 1; k < to; k++) result[k] = a + ((b - a) * (k - from)) / (to - from);
	});
	return result;
}

/**
 * Applies a filter to every stretch; gaps, and stretches too short to filter, stay NaN.
 *
 * @param shortest samples a stretch must have
 */
export function overGaps(
	signal: Float64Array,
	shortest: number,
	filter: (stretch: Float64Array) => Float64Array
): Float64Array {
	const result = new Float64Array(signal.length).fill(Number.NaN);
	for (const { begin, end } of stretches(signal))
		if (end - begin >= shortest) result.set(filter(signal.slice(begin, end)), begin);
	return result;
}
