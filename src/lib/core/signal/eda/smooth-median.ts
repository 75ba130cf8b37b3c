/**
 * Level of skin conductance as its running median.
 *
 * @module
 */
import { runningMedian, type MedianEdges } from '../sampling/running-median.ts';
import type { TonicPhasic } from './tonic-phasic.ts';

/** Length of the window. [s] */
const WINDOW_S = 4;

/**
 * Tonic = median over 4 s, phasic = the rest. Use it on at most 50 Hz.
 *
 * @param eda cleaned skin conductance, finite
 * @param edges `zero` repeats the reference's mistake of the first and last two seconds
 * @source NeuroKit2 `eda_phasic(method="smoothmedian")`; edges repeat here
 */
export function smoothMedian(
	eda: Float64Array,
	rateHz: number,
	edges: MedianEdges = 'nearest'
): TonicPhasic {
	const samples = Math.max(1, Math.round(WINDOW_S * rateHz));
	const tonic = runningMedian(eda, samples % 2 === 1 ? samples : samples + 1, edges);
	return { tonic, phasic: eda.map((value, i) => value - (tonic[i] as number)) };
}
