/**
 * Whether a trace is upside down.
 *
 * @module
 */

/** Share of samples below the compared height. */
const QUANTILE = 0.999;

/**
 * Whether the sharp deflections of an electrocardiogram, or the upstrokes of a pulse, point downwards.
 *
 * For an electrocardiogram give the 5–25 Hz trace; for a pulse its first difference (the upstroke is the steepest part,
 * whatever the wave looks like). Used for drawing and for telling the operator; R waves are found either way.
 *
 * @param trace finite, around 0
 */
export function isInverted(trace: Float64Array): boolean {
	return quantile(trace.map((value) => -value)) > quantile(trace);
}

function quantile(values: Float64Array): number {
	const sorted = values.toSorted();
	return sorted[Math.floor(QUANTILE * (sorted.length - 1))] ?? Number.NaN;
}
