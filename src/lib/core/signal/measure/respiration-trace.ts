/**
 * The breathing trace that line lengths are taken from.
 *
 * @module
 */
import { butterworth } from '../filter/butterworth.ts';
import { bridged, overGaps } from '../filter/over-gaps.ts';
import { zeroPhase } from '../filter/zero-phase.ts';
import { cleanRespiration } from '../respiration/clean.ts';
import { standardisedTrace } from '../respiration/line-length.ts';
import { resampled } from '../sampling/resampled.ts';
import type { RecordedChannel } from './channel-measure.ts';
import type { MeasurementSettings } from './settings.ts';

/** Continuation of both ends for the 0.05 Hz edge, and the least stretch that is filtered. [s] */
const PAD_S = 20;
const SHORTEST_S = 5;

/** A trace at its own rate that starts some time into the recording. */
export interface RespirationTrace {
	/** In SDs, NaN in gaps, shape [samples]. */
	readonly trace: Float64Array;
	readonly toHz: number;
	/** Time of its first sample [s from the first sample of the recording]. */
	readonly startS: number;
}

/**
 * Cleaned, smoothed, resampled, and in SDs of the part that is measured: what happens before and after the test must
 * not set the scale.
 *
 * @param measured first and last time a value rests on [s]; the margin of the settings is added
 */
export function respirationTrace(
	channel: RecordedChannel,
	rateHz: number,
	{ bridgeS, lineLength }: MeasurementSettings,
	measured: { readonly from: number; readonly to: number }
): RespirationTrace {
	const { lowpassHz, marginS } = lineLength;
	const toHz = Math.min(rateHz, lineLength.rateHz);
	const joined = bridged(channel.values, Math.floor(bridgeS * rateHz));
	const smooth = butterworth({ pass: 'low', order: 2, cutoffHz: lowpassHz, rateHz });
	const clean = overGaps(joined, SHORTEST_S * rateHz, (part) =>
		zeroPhase(cleanRespiration(part, rateHz, { padS: PAD_S }), smooth)
	);
	const slow = resampled(clean, rateHz, toHz);
	const from = Math.max(0, Math.floor((measured.from - marginS) * toHz));
	const to = Math.ceil((measured.to + marginS) * toHz);
	return { trace: standardisedTrace(slow.subarray(from, to)), toHz, startS: from / toHz };
}
