/**
 * Mean change of heart rate after a question.
 *
 * @module
 */
import { bridged, stretches } from '../filter/over-gaps.ts';
import { rPeaks } from '../heart/ecg.ts';
import { beatIntervals, heartRateChange, type BeatInterval } from '../heart/heart-rate.ts';
import { cleanPpg, ppgBeats } from '../heart/ppg.ts';
import { refinedPeak } from '../peaks.ts';
import type { ChannelMeasure, RecordedChannel } from './channel-measure.ts';
import type { MeasurementSettings } from './settings.ts';

/** A stretch shorter than this has no rhythm to speak of. [s] */
const SHORTEST_S = 3;

/** Mean of the seconds after the onset minus the mean of the seconds before [bpm]; null-like when beats are unclear. */
export function heartRateMean(
	channel: RecordedChannel,
	rateHz: number,
	settings: MeasurementSettings
): ChannelMeasure {
	const { beforeS, fromS, toS, leastCovered, leastSeconds } = settings.heartRateChange;
	const joined = bridged(channel.values, Math.floor(settings.bridgeS * rateHz));
	const intervals = stretches(joined)
		.filter(({ begin, end }) => end - begin >= SHORTEST_S * rateHz)
		.flatMap(({ begin, end }) =>
			intervalsIn(channel.kind, joined.slice(begin, end), rateHz, begin / rateHz)
		);
	return {
		feature: 'heart-rate-change',
		from: -beforeS,
		to: toS,
		valueAt: (time) => {
			const window = { before: beforeS, seconds: toS, leastCovered };
			const { change } = heartRateChange(intervals, time, window);
			const seconds = change.slice(fromS).filter((value) => value !== null);
			if (seconds.length < leastSeconds * (toS - fromS) || seconds.length === 0)
				return { exclusion: 'beats-unclear' };
			return seconds.reduce((sum, value) => sum + value, 0) / seconds.length;
		}
	};
}

/** Intervals between the beats of one stretch; beats are placed between samples. */
function intervalsIn(
	kind: string,
	part: Float64Array,
	rateHz: number,
	start: number
): BeatInterval[] {
	const trace = kind === 'ecg' ? part : cleanPpg(part, rateHz);
	const beats = kind === 'ecg' ? rPeaks(part, rateHz) : ppgBeats(trace, rateHz);
	return beatIntervals(beats.map((beat) => start + refinedPeak(trace, beat) / rateHz));
}
