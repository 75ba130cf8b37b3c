/**
 * Where the two points of a value stand before a person moves them.
 *
 * @module
 */
import { featureOf, type FeatureId } from '../features.ts';
import type { Measurement } from '../measure.ts';
import { sampleIndex } from '../sample-index.ts';
import type { Points } from './channel-measure.ts';
import type { ComparisonMeasures } from './comparison-settings.ts';
import { LAST_SHIFT_S } from './line-length-mean.ts';
import { featureSetOf, type MeasurementSettings } from './settings.ts';

/**
 * The points the automatic value is measured between: low and high point of the rise, or where none was found the
 * window it was looked for in; the seconds after the onset for the heart; the window of the line length for breathing.
 *
 * @param asked sample of the question's onset
 * @param rateHz effective rate of the recording
 * @returns null for a kind of sensor that is not scored
 */
export function automaticPoints(
	{
		kind,
		asked,
		rateHz
	}: { readonly kind: string; readonly asked: number; readonly rateHz: number },
	settings: MeasurementSettings,
	measurement: Pick<Measurement, 'rise'> | null = null
): Points | null {
	const feature = featureOf(kind, featureSetOf(settings));
	const after = (fromS: number, toS: number): Points => ({
		from: Math.max(asked, sampleIndex(asked / rateHz + fromS, rateHz)),
		to: sampleIndex(asked / rateHz + toS, rateHz)
	});
	if (feature === null) return null;
	const { comparison } = settings;
	if (comparison !== undefined) return comparedPoints(feature, comparison, after, measurement);
	if (feature === 'line-length') return after(0, settings.lineLength.durationS + LAST_SHIFT_S);
	if (feature === 'heart-rate-change')
		return after(settings.heartRateChange.fromS, settings.heartRateChange.toS);
	const { onsetFromS, onsetToS, extraS } = settings.scrAmplitude;
	return measurement?.rise ?? after(onsetFromS, onsetToS + extraS);
}

/** Where the points stand for the features of comparison tests. */
function comparedPoints(
	feature: FeatureId,
	{ rise, lineExcursion, pulseRatio }: ComparisonMeasures,
	after: (fromS: number, toS: number) => Points,
	measurement: Pick<Measurement, 'rise'> | null
): Points {
	if (feature === 'pulse-ratio') return after(pulseRatio.fromS, pulseRatio.toS);
	if (feature === 'line-excursion') return after(0, lineExcursion.evaluationS);
	return measurement?.rise ?? after(rise.latencyS, rise.evaluationS);
}
