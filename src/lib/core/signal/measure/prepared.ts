/**
 * A channel of a chart, filtered once and ready to be measured at any time.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import { featureOf } from '../features.ts';
import type { ChannelMeasure, RecordedChannel } from './channel-measure.ts';
import { heartRateMean } from './heart-rate-mean.ts';
import { lineLengthMean } from './line-length-mean.ts';
import { scrAmplitude } from './scr-amplitude.ts';
import type { MeasurementSettings } from './settings.ts';

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
	const feature = featureOf(channel.kind);
	if (feature === null)
		throw new LabError('signal/no-feature', `expected a scored channel, got ${channel.kind}`);
	if (feature === 'scr-amplitude') return scrAmplitude(channel, chart.rateHz, settings);
	if (feature === 'heart-rate-change') return heartRateMean(channel, chart.rateHz, settings);
	const asked = chart.presentations.flatMap(({ askedSample }) => askedSample ?? []);
	const exam = { from: Math.min(...asked) / chart.rateHz, to: Math.max(...asked) / chart.rateHz };
	return lineLengthMean(channel, chart.rateHz, settings, exam);
}
