/**
 * R waves in an electrocardiogram.
 *
 * @module
 */
import { butterworth } from '../filter/butterworth.ts';
import { causal, zeroPhase } from '../filter/zero-phase.ts';
import { localMaxima } from '../peaks.ts';

const REFRACTORY_S = 0.3;
const MISSED_REFRACTORY_S = 0.25;
/** A pause this many times the mean interval is searched again. */
const MISSED_AFTER = 1.66;
/** Intervals in that mean. */
const INTERVALS = 8;
/** Where the R wave lies before (after) the maximum of the integrated signal. [s] */
const REFINE_S = { before: 0.12, after: 0.03 };

/**
 * Sample of each R wave, of either polarity.
 *
 * Pan–Tompkins detection on the integrated slope, then the largest deflection of a 5–25 Hz zero-phase trace nearby: the
 * detector alone is some 40 ms late.
 *
 * @param ecg raw or cleaned, finite
 * @throws {LabError} `signal/filter-design` when the rate is 50 Hz or less, `signal/too-short`
 * @source Pan & Tompkins 1985, IEEE Trans. Biomed. Eng. 32: 230–236 (thresholds); refinement is ours
 */
export function rPeaks(ecg: Float64Array, rateHz: number): number[] {
	const sharp = zeroPhase(
		ecg,
		butterworth({ pass: 'band', order: 2, fromHz: 5, toHz: 25, rateHz })
	);
	const refined = detections(integratedSlope(ecg, rateHz), rateHz).map((detection) => {
		const from = Math.max(0, detection - Math.round(REFINE_S.before * rateHz));
		const to = Math.min(ecg.length - 1, detection + Math.round(REFINE_S.after * rateHz));
		let best = from;
		for (let i = from; i <= to; i++)
			if (Math.abs(sharp[i] as number) > Math.abs(sharp[best] as number)) best = i;
		return best;
	});
	return [...new Set(refined)].sort((a, b) => a - b);
}

/** Squared slope of the 5–15 Hz trace, averaged over the last 0.12 s. */
function integratedSlope(ecg: Float64Array, rateHz: number): Float64Array {
	const band = butterworth({ pass: 'band', order: 1, fromHz: 5, toHz: 15, rateHz });
	const mean = ecg.reduce((sum, value) => sum + value, 0) / ecg.length;
	const filtered = causal(ecg, band, mean);
	const squared = Float64Array.from(
		{ length: ecg.length - 1 },
		(_, i) => ((filtered[i + 1] as number) - (filtered[i] as number)) ** 2
	);
	const size = Math.trunc(0.12 * rateHz);
	const result = new Float64Array(squared.length);
	let sum = 0;
	for (let i = 0; i < squared.length; i++) {
		sum += (squared[i] as number) - (i >= size ? (squared[i - size] as number) : 0);
		result[i] = i < Math.trunc(0.2 * rateHz) ? 0 : Math.max(0, sum) / Math.min(i + 1, size);
	}
	return result;
}

/** Pan–Tompkins thresholds over the maxima of the integrated slope. */
function detections(slope: Float64Array, rateHz: number): number[] {
	const candidates = localMaxima(slope);
	const beats: number[] = [];
	let signalLevel = 0;
	let noiseLevel = 0;
	for (const peak of candidates) {
		const height = slope[peak] as number;
		const threshold = noiseLevel + 0.25 * (signalLevel - noiseLevel);
		const rested = peak - (beats.at(-1) ?? -Infinity) > Math.trunc(REFRACTORY_S * rateHz);
		if (!(height > threshold && rested)) {
			noiseLevel = 0.125 * height + 0.875 * noiseLevel;
			continue;
		}
		signalLevel = 0.125 * height + 0.875 * signalLevel;
		const missed = missedBeat(slope, candidates, beats, peak, {
			least: 0.5 * threshold,
			rest: Math.trunc(MISSED_REFRACTORY_S * rateHz)
		});
		if (missed !== null) beats.push(missed);
		beats.push(peak);
	}
	return beats;
}

/** The largest maximum in a pause before `peak` that is too long for the rhythm so far; null when there is none. */
function missedBeat(
	slope: Float64Array,
	candidates: readonly number[],
	beats: readonly number[],
	peak: number,
	limits: { readonly least: number; readonly rest: number }
): number | null {
	const before = beats.at(-1);
	const first = beats.at(-1 - INTERVALS);
	if (before === undefined || first === undefined) return null;
	if (peak - before <= Math.trunc(MISSED_AFTER * ((before - first) / INTERVALS))) return null;
	let best: number | null = null;
	for (const candidate of candidates) {
		if (candidate - before <= limits.rest || peak - candidate <= limits.rest) continue;
		const height = slope[candidate] as number;
		if (height > limits.least && height > (best === null ? 0 : (slope[best] as number)))
			best = candidate;
	}
	return best;
}
