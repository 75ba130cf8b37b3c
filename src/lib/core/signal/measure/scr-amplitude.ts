/**
 * Amplitude of the skin conductance response to a question.
 *
 * @module
 */
import { cleanEda } from '../eda/clean.ts';
import { largestRise } from '../eda/largest-rise.ts';
import { bridged, overGaps } from '../filter/over-gaps.ts';
import type { ChannelMeasure, RecordedChannel } from './channel-measure.ts';
import type { MeasurementSettings } from './settings.ts';

/** Samples the filter needs. */
const SHORTEST = 16;

/** Largest rise that begins in the onset window; below the threshold 0, which is "no response", not "not scorable". */
export function scrAmplitude(
	channel: RecordedChannel,
	rateHz: number,
	settings: MeasurementSettings
): ChannelMeasure {
	const { cutoffHz, onsetFromS, onsetToS, extraS, thresholdUs } = settings.scrAmplitude;
	const joined = bridged(channel.values, Math.floor(settings.bridgeS * rateHz));
	const clean = overGaps(joined, SHORTEST, (part) => cleanEda(part, rateHz, cutoffHz));
	const threshold = channel.unit === 'uS' ? thresholdUs : 0;
	return {
		feature: 'scr-amplitude',
		from: onsetFromS,
		to: onsetToS + extraS,
		valueAt: (time) => {
			const window = { time, onsetFrom: onsetFromS, onsetTo: onsetToS, extra: extraS };
			const { amplitude, from, to } = largestRise(clean, rateHz, window);
			if (amplitude < threshold || from === null || to === null) return { value: 0 };
			return { value: amplitude, rise: { from, to } };
		},
		between: ({ from, to }) => {
			if (clean.subarray(from, to + 1).some(Number.isNaN)) return { exclusion: 'gap' };
			const rise = (clean[to] ?? Number.NaN) - (clean[from] ?? Number.NaN);
			return rise >= 0 ? rise : { exclusion: 'falling' };
		}
	};
}
