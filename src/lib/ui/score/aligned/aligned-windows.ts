/**
 * The windows of the measurement, as they are shaded behind aligned lines.
 *
 * @module
 */
import { featureOf } from '#lib/core/signal/features.ts';
import { LAST_SHIFT_S } from '#lib/core/signal/measure/line-length-mean.ts';
import type { ComparisonMeasures } from '#lib/core/signal/measure/comparison-settings.ts';
import type { MeasurementSettings } from '#lib/core/signal/measure/settings.ts';

/** A stretch from the onset of the question [s]. */
export interface AlignedWindow {
	/** `onset`: the response begins in it; `value`: the value is taken from it; `before`: what it is compared with. */
	readonly kind: 'onset' | 'value' | 'before';
	readonly fromS: number;
	readonly toS: number;
}

/** The windows for a kind of sensor; none for one that is not measured. */
export function windowsOf(kind: string, settings: MeasurementSettings): AlignedWindow[] {
	const { scrAmplitude: scr, heartRateChange: heart, lineLength } = settings;
	if (settings.comparison !== undefined) return comparedWindows(kind, settings.comparison);
	switch (featureOf(kind)) {
		case 'scr-amplitude':
			return [
				{ kind: 'onset', fromS: scr.onsetFromS, toS: scr.onsetToS },
				{ kind: 'value', fromS: scr.onsetToS, toS: scr.onsetToS + scr.extraS }
			];
		case 'heart-rate-change':
			return [
				{ kind: 'before', fromS: -heart.beforeS, toS: 0 },
				{ kind: 'value', fromS: heart.fromS, toS: heart.toS }
			];
		case 'line-length':
			return [{ kind: 'value', fromS: 0, toS: lineLength.durationS + LAST_SHIFT_S }];
		default:
			return [];
	}
}

/** Those of comparison tests. */
function comparedWindows(
	kind: string,
	{ rise, lineExcursion, pulseRatio }: ComparisonMeasures
): AlignedWindow[] {
	switch (featureOf(kind, 'comparison')) {
		case 'eda-rise':
		case 'cardio-rise':
			return [
				{ kind: 'onset', fromS: rise.latencyS, toS: rise.onsetAfterAnswerS },
				{ kind: 'value', fromS: rise.onsetAfterAnswerS, toS: rise.evaluationS }
			];
		case 'pulse-ratio':
			return [
				{ kind: 'before', fromS: -pulseRatio.beforeS, toS: 0 },
				{ kind: 'value', fromS: pulseRatio.fromS, toS: pulseRatio.toS }
			];
		case 'line-excursion':
			return [{ kind: 'value', fromS: 0, toS: lineExcursion.evaluationS }];
		default:
			return [];
	}
}
