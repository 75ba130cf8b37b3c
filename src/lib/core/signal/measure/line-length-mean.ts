/**
 * Respiration line length after a question.
 *
 * @module
 */
import { butterworth } from '../filter/butterworth.ts';
import { bridged, overGaps } from '../filter/over-gaps.ts';
import { resampled } from '../sampling/resampled.ts';
import { zeroPhase } from '../filter/zero-phase.ts';
import { cleanRespiration } from '../respiration/clean.ts';
import { meanLineLength, standardisedTrace } from '../respiration/line-length.ts';
import type { ChannelMeasure, RecordedChannel } from './channel-measure.ts';
import type { MeasurementSettings } from './settings.ts';

/** Continuation of both ends for the 0.05 Hz edge, and the least stretch that is filtered. [s] */
const PAD_S = 20;
const SHORTEST_S = 5;
/** The ten averaged windows start up to this long after the onset. [s] */
export const LAST_SHIFT_S = 1;

/**
 * Mean of ten shifted line lengths, in SDs of the trace between the first and the last question (what happens before
 * and after the test must not set the scale).
 *
 * @param exam first and last time that counts for the scale [s]
 */
export function lineLengthMean(
	channel: RecordedChannel,
	rateHz: number,
	settings: MeasurementSettings,
	exam: { readonly from: number; readonly to: number }
): ChannelMeasure {
	const { durationS, lowpassHz, marginS } = settings.lineLength;
	const toHz = Math.min(rateHz, settings.lineLength.rateHz);
	const joined = bridged(channel.values, Math.floor(settings.bridgeS * rateHz));
	const smooth = butterworth({ pass: 'low', order: 2, cutoffHz: lowpassHz, rateHz });
	const clean = overGaps(joined, SHORTEST_S * rateHz, (part) =>
		zeroPhase(cleanRespiration(part, rateHz, { padS: PAD_S }), smooth)
	);
	const slow = resampled(clean, rateHz, toHz);
	const from = Math.max(0, Math.floor((exam.from - marginS) * toHz));
	const to = Math.ceil((exam.to + durationS + LAST_SHIFT_S + marginS) * toHz);
	const trace = standardisedTrace(slow.subarray(from, to));
	return {
		feature: 'line-length',
		from: 0,
		to: durationS + LAST_SHIFT_S,
		valueAt: (time) => {
			const window = { time: time - from / toHz, duration: durationS };
			const length = meanLineLength(trace, toHz, window);
			return length === null || Number.isNaN(length) ? { exclusion: 'gap' } : { value: length };
		},
		between: (points) => {
			// the ten windows end where the points end; what is left of the duration is scaled to the standard one
			const duration = (points.to - points.from) / rateHz - LAST_SHIFT_S;
			const window = { time: points.from / rateHz - from / toHz, duration };
			const length = duration > 0 ? meanLineLength(trace, toHz, window) : null;
			if (length === null || Number.isNaN(length)) return { exclusion: 'gap' };
			return (length * durationS) / duration;
		}
	};
}
