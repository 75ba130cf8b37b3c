/**
 * Mean change of heart rate after a question.
 *
 * @module
 */
import { bridged, stretches } from '../filter/over-gaps.ts';
import { rPeaks } from '../heart/ecg.ts';
import {
	beatIntervals,
	heartRateChange,
	meanHeartRate,
	type BeatInterval
} from '../heart/heart-rate.ts';
import { cleanPpg, ppgBeats } from '../heart/ppg.ts';
import { refinedPeak } from '../peaks.ts';
import type { ChannelMeasure, NoValue, RecordedChannel } from './channel-measure.ts';
import type { MeasurementSettings } from './settings.ts';

/** A stretch shorter than this has no rhythm to speak of. [s] */
const SHORTEST_S = 3;
/** A rest of a second this short comes from rounding to samples. [s] */
const SLIVER_S = 0.02;

/** Mean of the seconds after the onset minus the mean of the seconds before [bpm]; null-like when beats are unclear. */
export function heartRateMean(
	channel: RecordedChannel,
	rateHz: number,
	settings: MeasurementSettings
): ChannelMeasure {
	const { beforeS, fromS, toS, leastCovered, leastSeconds } = settings.heartRateChange;
	const intervals = channelIntervals(channel, rateHz, settings.bridgeS);
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
			return { value: seconds.reduce((sum, value) => sum + value, 0) / seconds.length };
		},
		between: ({ from, to }, time) =>
			changeBetween(intervals, { from: from / rateHz, to: to / rateHz, time }, settings)
	};
}

/** Second by second as the automatic value is; a last second that is cut counts by its length. */
function changeBetween(
	intervals: readonly BeatInterval[],
	{ from, to, time }: { readonly from: number; readonly to: number; readonly time: number },
	{ heartRateChange: { beforeS, leastCovered, leastSeconds } }: MeasurementSettings
): number | NoValue {
	const rate = (begin: number, end: number): number | null => {
		const { bpm, covered } = meanHeartRate(intervals, begin, end);
		return covered >= leastCovered ? bpm : null;
	};
	const baseline = rate(time - beforeS, time);
	const parts = Array.from({ length: Math.ceil(to - from - SLIVER_S) }, (_, k) => {
		const [begin, end] = [from + k, Math.min(from + k + 1, to)];
		return { bpm: rate(begin, end), seconds: end - begin };
	});
	const clear = parts.flatMap(({ bpm, seconds }) => (bpm === null ? [] : [{ bpm, seconds }]));
	const seconds = clear.reduce((sum, part) => sum + part.seconds, 0);
	if (baseline === null || seconds === 0 || seconds < leastSeconds * (to - from))
		return { exclusion: 'beats-unclear' };
	return clear.reduce((sum, part) => sum + part.bpm * part.seconds, 0) / seconds - baseline;
}

/**
 * Intervals between the beats of a whole channel; none goes over a gap.
 *
 * @param bridgeS gaps up to this long are bridged [s]
 * @throws {LabError} `signal/filter-design` when the rate is too low
 */
export function channelIntervals(
	{ kind, values }: Pick<RecordedChannel, 'kind' | 'values'>,
	rateHz: number,
	bridgeS: number
): BeatInterval[] {
	const joined = bridged(values, Math.floor(bridgeS * rateHz));
	return stretches(joined)
		.filter(({ begin, end }) => end - begin >= SHORTEST_S * rateHz)
		.flatMap(({ begin, end }) =>
			intervalsIn(kind, joined.slice(begin, end), rateHz, begin / rateHz)
		);
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
