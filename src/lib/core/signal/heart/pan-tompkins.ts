/**
 * Detection of heart beats on the integrated slope of an electrocardiogram.
 *
 * Causal, so the same can run live; each detection comes some 40 ms after the R wave.
 *
 * @module
 */
import { butterworth } from '../filter/butterworth.ts';
import { causal } from '../filter/zero-phase.ts';
import { firstAbove, localMaxima } from '../peaks.ts';

const REFRACTORY_S = 0.3;
const MISSED_REFRACTORY_S = 0.25;
/** A pause this many times the mean interval is searched again. */
const MISSED_AFTER = 1.66;
/** Intervals in that mean. */
const INTERVALS = 8;

/** The levels start from this much of the trace. [s] */
const LEARNING_S = 2;

/**
 * Sample of the greatest integrated slope of each beat.
 *
 * @param ecg raw, finite
 * @param options isLearning: levels of signal and noise start from the first two seconds; without it from 0, as in the
 * published reference, which takes noise before the first beat for beats
 * @throws {LabError} `signal/filter-design` when the rate is 30 Hz or less
 * @source Pan & Tompkins 1985, IEEE Trans. Biomed. Eng. 32: 230–236 (thresholds, search back)
 */
export function slopeBeats(
	ecg: Float64Array,
	rateHz: number,
	options: { readonly isLearning?: boolean } = {}
): number[] {
	const slope = integratedSlope(slopeBand(ecg, rateHz), rateHz);
	const levels =
		options.isLearning === true ? learnt(slope, rateHz) : { signal: 0, noise: 0, before: 0 };
	return detections(slope, rateHz, levels);
}

/** A third of the largest slope is signal, half of the mean is noise. */
function learnt(slope: Float64Array, rateHz: number): Levels {
	const part = slope.subarray(0, Math.round(LEARNING_S * rateHz));
	const most = part.reduce((largest, value) => Math.max(largest, value), 0);
	const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
	return { signal: most / 3, noise: mean / 2, before: -Infinity };
}

interface Levels {
	readonly signal: number;
	readonly noise: number;
	/** Sample of a beat before the first, from which it must keep its distance. */
	readonly before: number;
}

/** The 5–15 Hz band, causal, steady at the mean before the first sample. */
export function slopeBand(ecg: Float64Array, rateHz: number): Float64Array {
	const band = butterworth({ pass: 'band', order: 1, fromHz: 5, toHz: 15, rateHz });
	let sum = 0;
	for (let i = 0; i < ecg.length; i++) sum += ecg[i] as number;
	return causal(ecg, band, sum / ecg.length);
}

/** Squared slope of the 5–15 Hz trace, averaged over the last 0.12 s. The trace is used up. */
function integratedSlope(filtered: Float64Array, rateHz: number): Float64Array {
	// in place: a long recording has no room for every intermediate trace
	const result = filtered.subarray(0, filtered.length - 1);
	const size = Math.trunc(0.12 * rateHz);
	const learning = Math.trunc(0.2 * rateHz);
	/** The last `size` squares: what leaves the mean is no longer in the trace. */
	const squares = new Float64Array(size);
	let sum = 0;
	for (let i = 0, slot = 0; i < result.length; i++) {
		const step = (filtered[i + 1] as number) - (filtered[i] as number);
		const square = step * step;
		sum += square - (squares[slot] as number);
		squares[slot] = square;
		slot = slot + 1 === size ? 0 : slot + 1;
		result[i] = i < learning ? 0 : Math.max(0, sum) / Math.min(i + 1, size);
	}
	return result;
}

/** Pan–Tompkins thresholds over the maxima of the integrated slope. */
function detections(slope: Float64Array, rateHz: number, start: Levels): number[] {
	const candidates = localMaxima(slope);
	const beats: number[] = [];
	let signalLevel = start.signal;
	let noiseLevel = start.noise;
	for (const peak of candidates) {
		const height = slope[peak] as number;
		const threshold = noiseLevel + 0.25 * (signalLevel - noiseLevel);
		const rested = peak - (beats.at(-1) ?? start.before) > Math.trunc(REFRACTORY_S * rateHz);
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
	for (let k = firstAbove(candidates, before + limits.rest); k < candidates.length; k++) {
		const candidate = candidates[k] as number;
		if (peak - candidate <= limits.rest) break;
		const height = slope[candidate] as number;
		if (height > limits.least && height > (best === null ? 0 : (slope[best] as number)))
			best = candidate;
	}
	return best;
}
