/**
 * Respiration line length: shorter when breathing is suppressed.
 *
 * @module
 */
import { sampleIndex } from '../sample-index.ts';

/** Start of each of the averaged windows after the event: ten, a tenth of a second apart. [s] */
const SHIFTS = Array.from({ length: 10 }, (_, k) => 0.1 * (k + 1));

/** `euclid`: length of the drawn curve, 1 s as wide as one SD is high; `abs`: up and down only. */
export type LengthMode = 'euclid' | 'abs';

/**
 * The trace in units of its own standard deviation (population), so that lengths compare within a chart.
 *
 * @param trace finite or NaN where nothing was recorded
 * @returns NaN stays NaN; all 0 when nothing varies
 */
export function standardisedTrace(trace: Float64Array): Float64Array {
	const finite = trace.filter((value) => !Number.isNaN(value));
	const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
	const variance = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0) / finite.length;
	const sd = Math.sqrt(variance);
	return trace.map((value) => (sd > 0 ? (value - mean) / sd : value - mean));
}

/**
 * Length of the trace over a window.
 *
 * Depends on the rate and on noise: compare within one channel of one person only.
 *
 * @param trace standardised trace, shape [samples]
 * @param window time: its start [s]; duration [s]
 * @returns null when the window is not inside the trace
 */
export function lineLength(
	trace: Float64Array,
	rateHz: number,
	window: { readonly time: number; readonly duration: number; readonly mode?: LengthMode }
): number | null {
	const from = sampleIndex(window.time, rateHz);
	const to = sampleIndex(window.time + window.duration, rateHz);
	if (from < 0 || to > trace.length - 1) return null;
	const dt = window.mode === 'abs' ? 0 : 1 / rateHz;
	let length = 0;
	for (let i = from; i < to; i++) {
		const dy = (trace[i + 1] as number) - (trace[i] as number);
		length += Math.sqrt(dy * dy + dt * dt);
	}
	return length;
}

/**
 * Mean of ten line lengths whose windows start 0.1, 0.2 … 1.0 s after the event, which evens out where in the breath
 * the question fell.
 *
 * @returns null when one of the windows is not inside the trace
 * @source Elaad, Ginton & Jungman 1992 (ten shifted windows)
 */
export function meanLineLength(
	trace: Float64Array,
	rateHz: number,
	window: { readonly time: number; readonly duration: number; readonly mode?: LengthMode }
): number | null {
	let sum = 0;
	for (const shift of SHIFTS) {
		const length = lineLength(trace, rateHz, { ...window, time: window.time + shift });
		if (length === null) return null;
		sum += length;
	}
	return sum / SHIFTS.length;
}
