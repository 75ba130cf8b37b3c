/**
 * Respiration line length that does not depend on where in the breath the question fell.
 *
 * @module
 */
import { sampleIndex } from '../sample-index.ts';

/**
 * Line length per second over whole breaths: each breath that overlaps the window counts with its own length per
 * second, weighted by its share of the window.
 *
 * @param trace standardised trace, finite
 * @param troughs of `breaths` [samples]
 * @param window time: its start [s]; duration [s]
 * @returns [SD/s]; null when breaths cover less than `leastCovered` (0.8) of the window
 * @source Matsuda & Ogawa 2011, Int. J. Psychophysiol. 80: 12–17 (weighted average of respiratory cycles)
 */
export function cycleLineLength(
	trace: Float64Array,
	rateHz: number,
	troughs: readonly number[],
	window: { readonly time: number; readonly duration: number; readonly leastCovered?: number }
): number | null {
	const from = sampleIndex(window.time, rateHz);
	const to = sampleIndex(window.time + window.duration, rateHz);
	if (from < 0 || to > trace.length - 1) return null;
	let [weighted, covered] = [0, 0];
	for (let k = 0; k + 1 < troughs.length; k++) {
		const [begin, end] = [troughs[k] as number, troughs[k + 1] as number];
		const overlap = Math.min(to, end) - Math.max(from, begin);
		if (overlap <= 0) continue;
		let length = 0;
		for (let i = begin; i < end; i++)
			length += Math.abs((trace[i + 1] as number) - (trace[i] as number));
		weighted += (overlap * length * rateHz) / (end - begin);
		covered += overlap;
	}
	return covered >= (window.leastCovered ?? 0.8) * (to - from) ? weighted / covered : null;
}
