/**
 * Beats in a finger pulse.
 *
 * @module
 */
import { butterworth } from '../filter/butterworth.ts';
import { zeroPhase } from '../filter/zero-phase.ts';
import { mostProminent } from '../peaks.ts';
import { roundHalfEven } from '../sample-index.ts';
import { SquareMeans } from './square-means.ts';
import { trueRuns } from './true-runs.ts';

/** Length of a systolic peak, length of a beat, and least time between two beats. [s] */
const PEAK_S = 0.111;
const BEAT_S = 0.667;
const REFRACTORY_S = 0.3;
/** Share of the mean square added to the threshold. */
const OFFSET = 0.02;

/**
 * Band-pass of order 2, 0.5–8 Hz, zero-phase.
 *
 * @throws {LabError} `signal/filter-design` when the rate is 16 Hz or less, `signal/too-short`
 * @source Elgendi et al. 2013; NeuroKit2 `ppg_clean(method="elgendi")`
 */
export function cleanPpg(ppg: Float64Array, rateHz: number): Float64Array {
	return zeroPhase(ppg, butterworth({ pass: 'band', order: 2, fromHz: 0.5, toHz: 8, rateHz }));
}

/**
 * Sample of each systolic peak.
 *
 * @param ppg cleaned pulse, finite
 * @source Elgendi, Norton, Brearley, Abbott & Schuurmans 2013, PLoS ONE 8(10): e76585
 */
export function ppgBeats(ppg: Float64Array, rateHz: number): number[] {
	const peakLength = roundHalfEven(PEAK_S * rateHz);
	const means = new SquareMeans(ppg, {
		peak: Math.max(1, peakLength),
		beat: Math.max(1, roundHalfEven(BEAT_S * rateHz))
	});
	const offset = OFFSET * meanSquare(ppg);
	const refractory = roundHalfEven(REFRACTORY_S * rateHz);
	const beats: number[] = [];
	for (const { begin, end } of trueRuns(ppg.length, (i) => means.isAbove(i, offset))) {
		if (end - begin < peakLength) continue;
		const peak = mostProminent(ppg, begin, end);
		if (peak !== null && peak - (beats.at(-1) ?? -Infinity) > refractory) beats.push(peak);
	}
	return beats;
}

/** Mean of the squares, those of negative values taken as 0. */
function meanSquare(signal: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < signal.length; i++) {
		const value = signal[i] as number;
		if (value > 0) sum += value * value;
	}
	return sum / signal.length;
}
