/**
 * A channel of a chart, filtered once and ready to be measured at any time.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import { featureOf, type FeatureId } from '../features.ts';
import type { ChannelMeasure, RecordedChannel } from './channel-measure.ts';
import { heartRateMean } from './heart-rate-mean.ts';
import { lineLengthMean } from './line-length-mean.ts';
import { lineExcursion } from './line-excursion.ts';
import { onsetRise } from './onset-rise.ts';
import { pulseRatio } from './pulse-ratio.ts';
import { scrAmplitude } from './scr-amplitude.ts';
import { featureSetOf, type MeasurementSettings } from './settings.ts';

/** What of a chart a channel needs to be made ready. */
interface AskedChart {
	readonly rateHz: number;
	readonly presentations: readonly { readonly askedSample: number | null }[];
}

/**
 * Makes a channel ready.
 *
 * @throws {LabError} `signal/no-feature` for a kind of sensor that is not scored; `signal/…` when it cannot be
 * filtered (too short, rate too low)
 */
export function prepared(
	channel: RecordedChannel,
	chart: AskedChart,
	settings: MeasurementSettings
): ChannelMeasure {
	const feature = featureOf(channel.kind, featureSetOf(settings));
	if (feature === null)
		throw new LabError('signal/no-feature', `expected a scored channel, got ${channel.kind}`);
	const asked = chart.presentations.flatMap(({ askedSample }) => askedSample ?? []);
	const exam = { from: Math.min(...asked) / chart.rateHz, to: Math.max(...asked) / chart.rateHz };
	return makers[feature](channel, chart.rateHz, settings, exam);
}

type Maker = (
	channel: RecordedChannel,
	rateHz: number,
	settings: MeasurementSettings,
	exam: { readonly from: number; readonly to: number }
) => ChannelMeasure;

const makers: Readonly<Record<FeatureId, Maker>> = {
	'scr-amplitude': scrAmplitude,
	'heart-rate-change': heartRateMean,
	'line-length': lineLengthMean,
	'eda-rise': onsetRise,
	'cardio-rise': onsetRise,
	'line-excursion': lineExcursion,
	'pulse-ratio': pulseRatio
};
