/**
 * Which windows of the evaluation are drawn over which strips, for every presentation of a chart.
 *
 * @module
 */
import { featureOf, type FeatureId, type FeatureSet } from '#lib/core/signal/features.ts';
import { LAST_SHIFT_S } from '#lib/core/signal/measure/line-length-mean.ts';
import type { Measurement } from '#lib/core/signal/measure.ts';
import type { ComparisonMeasures } from '#lib/core/signal/measure/comparison-settings.ts';
import type { MeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import type { OverlayKind, TraceOverlay } from '../../trace/overlays/shapes.ts';
import type { ReviewedChart, ReviewFocus } from './reviewed-chart.ts';

/** What can be switched on and off; `measured` stands for window, baseline and rise of the value looked at. */
export const overlayChoices = [
	...(['latency', 'onset', 'evaluation'] as const),
	...(['answer', 'pulse', 'measured'] as const)
];
export type OverlayChoice = (typeof overlayChoices)[number];

/** Windows in seconds from the onset of the question. */
export interface ReviewWindows {
	/** A rise that begins before is no response. */
	readonly latencyS: number;
	/** Last moment a response may begin. */
	readonly onsetToS: number;
	/** End of what the value rests on. */
	readonly evaluationToS: Readonly<Record<FeatureId, number>>;
	/** Which features are measured. */
	readonly set: FeatureSet;
}

/** @source polygraph field drafts: latency 0.5 s, responses begin until 5 s, evaluation 15 s */
const FIELD: ReviewWindows = {
	...{ latencyS: 0.5, onsetToS: 5 },
	evaluationToS: {
		...{ 'scr-amplitude': 15, 'heart-rate-change': 15, 'line-length': 15 },
		...{ 'eda-rise': 15, 'cardio-rise': 15, 'line-excursion': 15, 'pulse-ratio': 10 }
	},
	set: 'details'
};
/** Speaking disturbs breathing this long before and after the answer [s]. @source polygraph field drafts */
const ANSWER_S = 1.5;
/** Where the pulse's height is compared, from the onset [s]. @source polygraph field drafts */
const PULSE_S = [
	[-3, 0],
	[5, 10]
] as const;

/** The windows a session is measured with; those of the field where nothing is measured (blind scorers). */
export function reviewWindows(settings: MeasurementSettings | null): ReviewWindows {
	if (settings === null) return FIELD;
	const { scrAmplitude, heartRateChange, lineLength, comparison } = settings;
	if (comparison !== undefined) return comparisonWindows(comparison);
	return {
		...FIELD,
		latencyS: scrAmplitude.onsetFromS,
		onsetToS: scrAmplitude.onsetToS,
		evaluationToS: {
			...FIELD.evaluationToS,
			'scr-amplitude': scrAmplitude.onsetToS + scrAmplitude.extraS,
			'heart-rate-change': heartRateChange.toS,
			'line-length': lineLength.durationS + LAST_SHIFT_S
		}
	};
}

/** Where the value looked at was measured. */
export type MeasuredPlace = Pick<Measurement, 'window' | 'rise'>;

/** Those of comparison tests; the onset window is drawn from the question, it reaches to some seconds after the answer. */
function comparisonWindows({ rise, lineExcursion, pulseRatio }: ComparisonMeasures): ReviewWindows {
	return {
		latencyS: rise.latencyS,
		onsetToS: rise.onsetAfterAnswerS,
		evaluationToS: {
			...FIELD.evaluationToS,
			...{ 'eda-rise': rise.evaluationS, 'cardio-rise': rise.evaluationS },
			...{ 'line-excursion': lineExcursion.evaluationS, 'pulse-ratio': pulseRatio.toS }
		},
		set: 'comparison'
	};
}

/**
 * The overlays of a chart.
 *
 * @param shown what is switched on
 * @param focus with the place its value was measured at; null = nothing is looked at, or it must not be seen
 */
export function reviewOverlays(
	chart: ReviewedChart,
	windows: ReviewWindows,
	shown: ReadonlySet<OverlayChoice>,
	focus: (ReviewFocus & { readonly measured: MeasuredPlace }) | null = null
): TraceOverlay[] {
	const overlays = chart.columns.flatMap(({ name, kind }) => {
		const feature = featureOf(kind, windows.set);
		return chart.presentations.flatMap((one): TraceOverlay[] => {
			if (one.askedSample === null) return [];
			const { askedSample, answerSample } = one;
			const at = (overlay: OverlayKind, from: number, fromS: number, toS: number) => ({
				...{ kind: overlay, channel: name },
				from: Math.round(from + fromS * chart.rateHz),
				to: Math.round(from + toS * chart.rateHz)
			});
			return [
				...(feature === null
					? []
					: [at('evaluation', askedSample, 0, windows.evaluationToS[feature])]),
				...(!isRise(feature)
					? []
					: [
							at('latency', askedSample, 0, windows.latencyS),
							at('onset', askedSample, windows.latencyS, windows.onsetToS)
						]),
				...(kind === 'rsp' && answerSample !== null
					? [at('answer', answerSample, -ANSWER_S, ANSWER_S)]
					: []),
				...(kind === 'ppg' ? PULSE_S : []).map(([from, to]) => at('pulse', askedSample, from, to))
			];
		});
	});
	const all = focus === null ? overlays : [...overlays, ...measuredOverlays(chart, focus)];
	return all.filter(({ kind }) => shown.has(choiceOf(kind)));
}

function measuredOverlays(
	chart: ReviewedChart,
	{ presentation, channel, measured: { window, rise } }: ReviewFocus & { measured: MeasuredPlace }
): TraceOverlay[] {
	const asked = chart.presentations.find((one) => one.presentation === presentation)?.askedSample;
	if (window === undefined || asked === null || asked === undefined) return [];
	const from = Math.max(window.from, asked);
	return [
		...(window.from < asked
			? [{ kind: 'baseline' as const, channel, from: window.from, to: asked }]
			: []),
		{ kind: 'measured', channel, from, to: window.to },
		...(rise === undefined ? [] : [{ kind: 'rise' as const, channel, ...rise }])
	];
}

/** Whether a response has an onset that is looked for. */
const isRise = (feature: FeatureId | null): boolean =>
	feature === 'scr-amplitude' || feature === 'eda-rise' || feature === 'cardio-rise';

/** The switch an overlay belongs to. */
export function choiceOf(kind: OverlayKind): OverlayChoice {
	return kind === 'rise' || kind === 'baseline' ? 'measured' : kind;
}
