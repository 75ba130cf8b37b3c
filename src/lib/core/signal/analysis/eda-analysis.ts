/**
 * A skin conductance channel: level, responses, and the response to an event.
 *
 * @module
 */
import { cleanEda } from '../eda/clean.ts';
import { largestRise } from '../eda/largest-rise.ts';
import { measuredResponses, type ResponseFlag } from '../eda/response-features.ts';
import { skinResponses } from '../eda/scr.ts';
import { onsetPeakRise } from '../response/onset-peak-rise.ts';
import { decimated, factorTo } from '../sampling/decimated.ts';
import { sampleIndex } from '../sample-index.ts';
import { partsOf, whole } from './stretch-analysis.ts';

/** Smallest response [uS], @source Boucsein et al. 2012: 0.01–0.05 uS. */
export const LEAST_RESPONSE_US = 0.02;
/** In a trace that is not in uS: share of the range between its 1st and 99th percentile. Lab decision 2026-11. */
const LEAST_SHARE = 0.02;
/** Rate of everything that does not need more. [Hz] */
const SLOW_HZ = 25;
/** Windows of the onset of a response to an event, and how long after it the peak may come. [s] */
const ONSET = { onsetFrom: 0.5, onsetTo: 5, extra: 5 } as const;
const SHORTEST_S = 2;

/** A response [s from the first sample]. */
export interface TimedResponse {
	readonly onset: number;
	readonly peak: number;
	/** [unit of the channel] */
	readonly amplitude: number;
	readonly riseTime: number;
	readonly recoveryTime: number | null;
	readonly flag: ResponseFlag;
}

/** What is known of the channel. */
export interface EdaAnalysis {
	/** Cleaned trace, NaN in gaps, shape [samples]. */
	readonly clean: Float64Array;
	readonly tonicMean: number | null;
	/** Change of the level [unit/min]. */
	readonly tonicSlope: number | null;
	/** Smallest response that counts [unit of the channel]. */
	readonly threshold: number;
	readonly scrs: readonly TimedResponse[];
	/** Responses per minute of recorded signal. */
	readonly scrRate: number | null;
}

/**
 * Analyses a channel.
 *
 * @param eda raw, NaN where nothing was recorded
 * @param options isCalibrated: in uS; threshold: smallest response [unit of the channel], else by the unit
 */
export function analyseEda(
	eda: Float64Array,
	rateHz: number,
	options: { readonly isCalibrated: boolean; readonly threshold?: number }
): EdaAnalysis {
	const parts = partsOf(eda, rateHz, SHORTEST_S).map(({ begin, values }) => ({
		begin,
		trace: cleanEda(values, rateHz)
	}));
	const factor = factorTo(rateHz, SLOW_HZ);
	const slow = parts.map(({ begin, trace }) => ({
		begin: begin / rateHz,
		trace: decimated(trace, factor, { isSmooth: true })
	}));
	const all = slow.flatMap(({ trace }) => [...trace]);
	const threshold =
		options.threshold ?? (options.isCalibrated ? LEAST_RESPONSE_US : LEAST_SHARE * spread(all));
	const scrs = parts.flatMap(({ begin, trace }) =>
		measuredResponses(trace, rateHz, skinResponses(trace, threshold), options).map(
			({ onset, peak, ...rest }): TimedResponse => ({
				...{ onset: (begin + onset) / rateHz, peak: (begin + peak) / rateHz },
				...{ amplitude: rest.amplitude, riseTime: rest.riseTime },
				...{ recoveryTime: rest.recoveryTime, flag: rest.flag }
			})
		)
	);
	const minutes = (all.length * factor) / rateHz / 60;
	return {
		...{ clean: whole(eda.length, parts), threshold, scrs },
		tonicMean: all.length > 0 ? all.reduce((sum, value) => sum + value, 0) / all.length : null,
		tonicSlope: slopeOf(slow, rateHz / factor),
		scrRate: minutes > 0 ? scrs.length / minutes : null
	};
}

function spread(values: readonly number[]): number {
	const sorted = Float64Array.from(values).sort();
	const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
	return Math.max(at(0.99) - at(0.01), Number.MIN_VALUE);
}

/** Least-squares line through the slow parts. [unit/min] */
function slopeOf(
	parts: readonly { readonly begin: number; readonly trace: Float64Array }[],
	rateHz: number
): number | null {
	let [n, t, y, tt, ty] = [0, 0, 0, 0, 0];
	for (const { begin, trace } of parts)
		for (let i = 0; i < trace.length; i++) {
			const [at, value] = [begin + i / rateHz, trace[i] as number];
			n++;
			t += at;
			y += value;
			tt += at * at;
			ty += at * value;
		}
	const spreadOfTime = tt - (t * t) / n;
	return spreadOfTime > 0 ? (60 * (ty - (t * y) / n)) / spreadOfTime : null;
}

/** The response to an event; null values where the recording does not reach or has a gap. */
export interface EdaEventFeatures {
	/** Largest low-to-high rise that begins 0.5–5 s after the event [unit of the channel]. */
	readonly amplitude: number | null;
	/** The same by onset and peak turns (0.5 s … 5 s after the answer, peak within 15 s). */
	readonly onsetPeakAmplitude: number | null;
	/** Largest detected response whose onset lies in the window; 0 when there is none. */
	readonly magnitude: number | null;
	/** [s]; null without a response. */
	readonly latency: number | null;
	readonly riseTime: number | null;
	readonly recoveryTime: number | null;
}

/** Features of one event. */
export function edaEventFeatures(
	found: EdaAnalysis,
	rateHz: number,
	event: { readonly time: number; readonly answer: number | null }
): EdaEventFeatures {
	const { time } = event;
	const none = { latency: null, riseTime: null, recoveryTime: null };
	const isThere = (from: number, to: number): boolean => {
		const [first, last] = [sampleIndex(time + from, rateHz), sampleIndex(time + to, rateHz)];
		if (first < 0 || last >= found.clean.length) return false;
		return !found.clean.subarray(first, last + 1).some(Number.isNaN);
	};
	const { onsetFrom, onsetTo, extra } = ONSET;
	if (!isThere(onsetFrom, onsetTo + extra))
		return { amplitude: null, onsetPeakAmplitude: null, magnitude: null, ...none };
	const inWindow = found.scrs.filter(
		({ onset }) => onset >= time + onsetFrom && onset <= time + onsetTo
	);
	const largest = inWindow.reduce<TimedResponse | null>(
		(best, one) => (best === null || one.amplitude > best.amplitude ? one : best),
		null
	);
	const rise = largestRise(found.clean, rateHz, { time, ...ONSET });
	return {
		amplitude: rise.amplitude >= found.threshold ? rise.amplitude : 0,
		onsetPeakAmplitude: isThere(onsetFrom, 15)
			? onsetPeakRise(found.clean, rateHz, event, { withInflection: true }).amplitude
			: null,
		magnitude: largest?.amplitude ?? 0,
		latency: largest === null ? null : largest.onset - time,
		riseTime: largest?.riseTime ?? null,
		recoveryTime: largest?.recoveryTime ?? null
	};
}
