/**
 * Rise of skin conductance, or of the cardio baseline, by onset and peak.
 *
 * @module
 */
import { cleanEda } from '../eda/clean.ts';
import { bridged, overGaps } from '../filter/over-gaps.ts';
import { midline } from '../pulse/lines.ts';
import { onsetPeakRise, type RiseWindows } from '../response/onset-peak-rise.ts';
import type { ChannelMeasure, RecordedChannel } from './channel-measure.ts';
import type { ComparisonMeasures } from './comparison-settings.ts';
import { comparisonOf } from './comparison-of.ts';
import type { MeasurementSettings } from './settings.ts';

/** Samples the filter of skin conductance needs; a midline needs some seconds. */
const SHORTEST = 16;
const SHORTEST_CARDIO_S = 5;

/** Largest rise from an onset in the onset window to a later peak; 0 without an onset, which is "no response". */
export function onsetRise(
	channel: RecordedChannel,
	rateHz: number,
	settings: MeasurementSettings
): ChannelMeasure {
	const isEda = channel.kind === 'eda';
	const windows = riseWindows(comparisonOf(settings).rise);
	const joined = bridged(channel.values, Math.floor(settings.bridgeS * rateHz));
	const shortest = isEda ? SHORTEST : SHORTEST_CARDIO_S * rateHz;
	const trace = overGaps(joined, shortest, (part) =>
		isEda ? cleanEda(part, rateHz, settings.scrAmplitude.cutoffHz) : midline(part, rateHz)
	);
	return {
		feature: isEda ? 'eda-rise' : 'cardio-rise',
		from: windows.latency,
		to: windows.evaluation,
		valueAt: (time, answer) => {
			const event = { time, answer };
			const found = onsetPeakRise(trace, rateHz, event, { withInflection: isEda, windows });
			const { amplitude, onset, peak } = found;
			if (onset === null || peak === null) return { value: 0 };
			return { value: amplitude, rise: { from: onset, to: peak } };
		},
		between: ({ from, to }) => {
			if (trace.subarray(from, to + 1).some(Number.isNaN)) return { exclusion: 'gap' };
			const rise = (trace[to] ?? Number.NaN) - (trace[from] ?? Number.NaN);
			return rise >= 0 ? rise : { exclusion: 'falling' };
		}
	};
}

function riseWindows(rise: ComparisonMeasures['rise']): RiseWindows {
	return {
		latency: rise.latencyS,
		onsetAfterAnswer: rise.onsetAfterAnswerS,
		evaluation: rise.evaluationS,
		lateOnset: rise.lateOnsetS,
		extra: rise.extraS,
		ripple: rise.rippleS,
		inflectionAfter: rise.inflectionAfterS
	};
}
