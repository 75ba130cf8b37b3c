/**
 * The response of the skin to an event.
 *
 * @module
 */
import { largestRise } from '../eda/largest-rise.ts';
import { onsetPeakRise } from '../response/onset-peak-rise.ts';
import { sampleIndex } from '../sample-index.ts';
import type { EdaAnalysis, TimedResponse } from './eda-analysis.ts';

/** Windows of the onset of a response to an event, and how long after it the peak may come. [s] */
const ONSET = { onsetFrom: 0.5, onsetTo: 5, extra: 5 } as const;

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
	event: { readonly time: number; readonly answer: number | null }
): EdaEventFeatures {
	const { measured, measuredHz: rateHz } = found;
	const { time } = event;
	const none = { latency: null, riseTime: null, recoveryTime: null };
	const isThere = (from: number, to: number): boolean => {
		const [first, last] = [sampleIndex(time + from, rateHz), sampleIndex(time + to, rateHz)];
		if (first < 0 || last >= measured.length) return false;
		return !measured.subarray(first, last + 1).some(Number.isNaN);
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
	const rise = largestRise(measured, rateHz, { time, ...ONSET });
	return {
		amplitude: rise.amplitude >= found.threshold ? rise.amplitude : 0,
		onsetPeakAmplitude: isThere(onsetFrom, 15)
			? onsetPeakRise(measured, rateHz, event, { withInflection: true }).amplitude
			: null,
		magnitude: largest?.amplitude ?? 0,
		latency: largest === null ? null : largest.onset - time,
		riseTime: largest?.riseTime ?? null,
		recoveryTime: largest?.recoveryTime ?? null
	};
}
