/**
 * Pulse height before a question over that when the response is at its height.
 *
 * @module
 */
import { bridged, stretches } from '../filter/over-gaps.ts';
import { cleanPpg, ppgBeats } from '../heart/ppg.ts';
import { meanHeight } from '../pulse/finger-response.ts';
import { pulseLines, type PulseLines } from '../pulse/lines.ts';
import type { ChannelMeasure, RecordedChannel } from './channel-measure.ts';
import { comparisonOf } from './comparison-of.ts';
import type { MeasurementSettings } from './settings.ts';

/** A stretch shorter than this has no height to speak of. [s] */
const SHORTEST_S = 3;

/** Mean height before ÷ mean height in the window after; > 1 = the vessels narrowed. */
export function pulseRatio(
	channel: RecordedChannel,
	rateHz: number,
	settings: MeasurementSettings
): ChannelMeasure {
	const { beforeS, fromS, toS } = comparisonOf(settings).pulseRatio;
	const lines = channelLines(channel.values, rateHz, settings.bridgeS);
	const ratio = (time: number, from: number, to: number) => {
		const before = meanHeight(lines, rateHz, time - beforeS, time);
		const after = meanHeight(lines, rateHz, from, to);
		if (before !== null && after !== null && before > 0 && after > 0) return before / after;
		return { exclusion: 'beats-unclear' };
	};
	return {
		feature: 'pulse-ratio',
		from: -beforeS,
		to: toS,
		valueAt: (time) => {
			const value = ratio(time, time + fromS, time + toS);
			return typeof value === 'number' ? { value } : value;
		},
		between: ({ from, to }, time) => ratio(time, from / rateHz, to / rateHz)
	};
}

/** Both lines of a whole channel; NaN where no beats are. */
function channelLines(values: Float64Array, rateHz: number, bridgeS: number): PulseLines {
	const joined = bridged(values, Math.floor(bridgeS * rateHz));
	const lines = {
		systolic: new Float64Array(values.length).fill(Number.NaN),
		diastolic: new Float64Array(values.length).fill(Number.NaN)
	};
	for (const { begin, end } of stretches(joined)) {
		if (end - begin < SHORTEST_S * rateHz) continue;
		const trace = cleanPpg(joined.slice(begin, end), rateHz);
		const beats = ppgBeats(trace, rateHz);
		if (beats.length < 2) continue;
		const part = pulseLines(trace, beats);
		lines.systolic.set(part.systolic, begin);
		lines.diastolic.set(part.diastolic, begin);
	}
	return lines;
}
