/**
 * R waves by the steepness of the trace: a second opinion beside `rPeaks`.
 *
 * @module
 */
import { runningMean } from '../filter/running-mean.ts';
import { mostProminent } from '../peaks.ts';
import { roundHalfEven } from '../sample-index.ts';
import { trueRuns } from './true-runs.ts';

/** Windows over which steepness is averaged, and least time between beats. [s] */
const SHORT_S = 0.1;
const LONG_S = 0.75;
const REFRACTORY_S = 0.3;
/** A QRS is this much steeper than its surroundings, and at least this share of the mean QRS long. */
const STEEPER = 1.5;
const LEAST_LENGTH = 0.4;

/**
 * Sample of each R wave.
 *
 * Unlike the reference it also finds a beat in the first 0.3 s.
 *
 * @param ecg cleaned, of `cleanEcg`
 * @source NeuroKit2 `ecg_peaks(method="neurokit")`, described by its authors
 */
export function gradientPeaks(ecg: Float64Array, rateHz: number): number[] {
	const steepness = absoluteGradient(ecg);
	const short = runningMean(steepness, Math.max(1, roundHalfEven(SHORT_S * rateHz)));
	const long = runningMean(short, Math.max(1, roundHalfEven(LONG_S * rateHz)));
	const runs = trueRuns(ecg.length, (i) => (short[i] as number) > STEEPER * (long[i] as number));
	const mean = runs.reduce((sum, { begin, end }) => sum + end - begin, 0) / runs.length;
	const refractory = roundHalfEven(REFRACTORY_S * rateHz);
	const beats: number[] = [];
	for (const { begin, end } of runs) {
		if (end - begin < LEAST_LENGTH * mean) continue;
		const peak = mostProminent(ecg, begin, end);
		if (peak !== null && peak - (beats.at(-1) ?? -Infinity) > refractory) beats.push(peak);
	}
	return beats;
}

/** |x[i+1] − x[i−1]| / 2, one-sided at the ends. */
function absoluteGradient(signal: Float64Array): Float64Array {
	const last = signal.length - 1;
	const result = new Float64Array(signal.length);
	for (let i = 0; i <= last; i++) {
		const [before, after] = [Math.max(0, i - 1), Math.min(last, i + 1)];
		const rise = (signal[after] as number) - (signal[before] as number);
		result[i] = Math.abs(rise) / Math.max(1, after - before);
	}
	return result;
}
