/**
 * Whether a trace is upside down.
 *
 * @module
 */

/** Share of samples below the compared height. */
const QUANTILE = 0.999;
/** So much from the middle of the trace tells enough. */
const MOST_SAMPLES = 60_000;

/**
 * Whether the sharp deflections of an electrocardiogram, or the upstrokes of a pulse, point downwards.
 *
 * For an electrocardiogram give the 5–25 Hz trace; for a pulse its first difference (the upstroke is the steepest part,
 * whatever the wave looks like). Used for drawing and for telling the operator; R waves are found either way.
 *
 * @param trace finite, around 0
 */
export function isInverted(trace: Float64Array): boolean {
	const from = Math.max(0, (trace.length - MOST_SAMPLES) >> 1);
	const sorted = trace.subarray(from, from + MOST_SAMPLES).toSorted();
	const far = Math.floor(QUANTILE * (sorted.length - 1));
	return -(sorted[sorted.length - 1 - far] ?? 0) > (sorted[far] ?? 0);
}
