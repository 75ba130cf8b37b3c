/**
 * The value of a presentation between two points that a person chose on the trace.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import { featureOf, type FeatureId } from '../features.ts';
import type { MarkedChart } from '../measure.ts';
import { prepared } from './prepared.ts';
import { featureSetOf, type MeasurementSettings } from './settings.ts';

/** Which value, and the two samples it is measured between. */
export interface ChosenPoints {
	readonly presentation: number;
	readonly channel: string;
	readonly from: number;
	readonly to: number;
}

/**
 * Closest that two points may be [s]. Heart and breathing need some beats, a good part of a breath.
 *
 * @source rises: laboratory default; others: narrower than 2 s is no score (field drafts for calipers); the sliding
 * line excursion needs more than one of its windows (3.75 s)
 */
export const LEAST_WIDTH_S: Readonly<Record<FeatureId, number>> = {
	'scr-amplitude': 0.5,
	'heart-rate-change': 2,
	'line-length': 2,
	'eda-rise': 0.5,
	'cardio-rise': 0.5,
	'line-excursion': 5,
	'pulse-ratio': 2
};

/**
 * The channel's feature between two points: the rise of skin conductance, the mean change of heart rate against the
 * seconds before the question, the line length of breathing scaled to the standard duration.
 *
 * Both points belong to the question: not before its onset, not after the onset of the next one.
 *
 * @returns in the unit of the automatic value; between the automatic points it is the automatic value
 * @throws {LabError} `signal/no-presentation` (not asked, or taken back), `signal/no-feature`,
 * `signal/outside-recording`, `signal/too-narrow` (details: seconds), `signal/other-question`, `signal/gap`,
 * `signal/falling` (skin conductance is lower at the second point), `signal/beats-unclear`, or a filter's own
 */
export function measureBetween(
	chart: MarkedChart,
	settings: MeasurementSettings,
	{ presentation, channel: name, from, to }: ChosenPoints
): number {
	const channel = chart.channels.find((one) => one.name === name);
	const feature = featureOf(channel?.kind ?? '', featureSetOf(settings));
	if (channel === undefined || feature === null)
		throw new LabError('signal/no-feature', `expected a scored channel, got ${name}`);
	const asked = chart.presentations.find((one) => one.presentation === presentation);
	if (asked === undefined || asked.askedSample === null || asked.voided)
		throw new LabError('signal/no-presentation', `expected an asked question, got ${presentation}`);
	if (from < 0 || to >= channel.values.length)
		throw new LabError(
			'signal/outside-recording',
			`expected samples 0 to ${channel.values.length - 1}, got ${from} and ${to}`
		);
	const least = LEAST_WIDTH_S[feature];
	if (to - from < least * chart.rateHz)
		throw new LabError(
			'signal/too-narrow',
			`expected ${least} s or more, got ${((to - from) / chart.rateHz).toFixed(3)} s`,
			{ details: { seconds: least } }
		);
	if (from < asked.askedSample || to > nextAsked(chart, asked.askedSample))
		throw new LabError(
			'signal/other-question',
			'expected both points between the onset of the question and that of the next'
		);
	const measure = prepared(channel, chart, settings);
	const { askedSample, answerSample } = asked;
	const answer = answerSample === null ? null : answerSample / chart.rateHz;
	const found = measure.between({ from, to }, askedSample / chart.rateHz, answer);
	if (typeof found === 'number') return found;
	throw new LabError(
		`signal/${found.exclusion}`,
		`expected a measurable stretch, got ${found.exclusion}`
	);
}

function nextAsked({ presentations }: MarkedChart, asked: number): number {
	const later = presentations.flatMap(({ askedSample }) =>
		askedSample !== null && askedSample > asked ? [askedSample] : []
	);
	return Math.min(...later);
}
