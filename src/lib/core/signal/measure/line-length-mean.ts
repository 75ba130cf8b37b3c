/**
 * Respiration line length after a question.
 *
 * @module
 */
import { meanLineLength } from '../respiration/line-length.ts';
import type { ChannelMeasure, RecordedChannel } from './channel-measure.ts';
import { respirationTrace } from './respiration-trace.ts';
import type { MeasurementSettings } from './settings.ts';

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
	const { durationS } = settings.lineLength;
	const { trace, toHz, startS } = respirationTrace(channel, rateHz, settings, {
		from: exam.from,
		to: exam.to + durationS + LAST_SHIFT_S
	});
	return {
		feature: 'line-length',
		from: 0,
		to: durationS + LAST_SHIFT_S,
		valueAt: (time) => {
			const window = { time: time - startS, duration: durationS };
			const length = meanLineLength(trace, toHz, window);
			return length === null || Number.isNaN(length) ? { exclusion: 'gap' } : { value: length };
		},
		between: (points) => {
			// the ten windows end where the points end; what is left of the duration is scaled to the standard one
			const duration = (points.to - points.from) / rateHz - LAST_SHIFT_S;
			const window = { time: points.from / rateHz - startS, duration };
			const length = duration > 0 ? meanLineLength(trace, toHz, window) : null;
			if (length === null || Number.isNaN(length)) return { exclusion: 'gap' };
			return (length * durationS) / duration;
		}
	};
}
