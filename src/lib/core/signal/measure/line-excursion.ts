/**
 * Respiration line excursion after a question, in a sliding window of about one breath.
 *
 * @module
 */
import { slidingLineLength } from '../respiration/sliding-line-length.ts';
import type { ChannelMeasure, RecordedChannel } from './channel-measure.ts';
import { comparisonOf } from './comparison-of.ts';
import { respirationTrace } from './respiration-trace.ts';
import type { MeasurementSettings } from './settings.ts';

/**
 * Mean of the sliding sums, in SDs of the trace between the first and the last question; smaller = stronger.
 *
 * @param exam first and last time that counts for the scale [s]
 */
export function lineExcursion(
	channel: RecordedChannel,
	rateHz: number,
	settings: MeasurementSettings,
	exam: { readonly from: number; readonly to: number }
): ChannelMeasure {
	const windows = comparisonOf(settings).lineExcursion;
	const { trace, toHz, startS } = respirationTrace(channel, rateHz, settings, {
		from: exam.from,
		to: exam.to + windows.evaluationS
	});
	const length = (fromS: number, evaluationS: number, answer: number | null) => {
		const event = { time: fromS - startS, answer: answer === null ? null : answer - startS };
		const value = slidingLineLength(trace, toHz, event, { ...windows, evaluationS });
		return value === null || Number.isNaN(value) ? { exclusion: 'gap' } : value;
	};
	return {
		feature: 'line-excursion',
		from: 0,
		to: windows.evaluationS,
		valueAt: (time, answer) => {
			const value = length(time, windows.evaluationS, answer);
			return typeof value === 'number' ? { value } : value;
		},
		between: ({ from, to }, _time, answer) => length(from / rateHz, (to - from) / rateHz, answer)
	};
}
