/**
 * A rise that suddenly steepens counts as a new response.
 *
 * @module
 */

/** Length of the two compared windows, and how long before must have risen. [s] */
const WINDOW_S = 1;
const RISING_S = 2;
const LEAST_RISING = 0.9;
/** Normal deviate of a one-sided probability of 0.001. */
const DEVIATE = 3.0902;

/**
 * First sample in first…last at which an already rising trace steepens significantly.
 *
 * @returns null when there is none
 * @source Nelson, feature extraction of the published R code: adjacent 1 s windows of successive differences, α 0.001,
 * after 2 s of which 90 % rose
 */
export function inflection(
	trace: Float64Array,
	rateHz: number,
	first: number,
	last: number
): number | null {
	const window = Math.max(2, Math.round(WINDOW_S * rateHz));
	const before = Math.round(RISING_S * rateHz);
	const from = Math.max(first, before, window);
	for (let i = from; i <= Math.min(last, trace.length - 1 - window); i++) {
		const earlier = stepMoments(trace, i - window, i);
		const later = stepMoments(trace, i, i + window);
		const spread = Math.sqrt((earlier.variance + later.variance) / window);
		if (!(later.mean - earlier.mean > DEVIATE * spread && later.mean > earlier.mean)) continue;
		if (risingShare(trace, i - before, i) >= LEAST_RISING) return i;
	}
	return null;
}

/** Mean and variance of the steps between two samples. */
function stepMoments(trace: Float64Array, from: number, to: number) {
	const count = to - from;
	const mean = ((trace[to] as number) - (trace[from] as number)) / count;
	let squares = 0;
	for (let i = from; i < to; i++)
		squares += ((trace[i + 1] as number) - (trace[i] as number) - mean) ** 2;
	return { mean, variance: squares / (count - 1) };
}

function risingShare(trace: Float64Array, from: number, to: number): number {
	let rising = 0;
	for (let i = from; i < to; i++) if ((trace[i + 1] as number) > (trace[i] as number)) rising++;
	return rising / (to - from);
}
