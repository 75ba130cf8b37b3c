/**
 * The schema of protocols/scoring/cit-measures.yaml: windows, filters and quality limits of the measurement.
 *
 * @module
 */
import { parse } from 'yaml';
import { z } from 'zod';
import { LabError } from '../../errors.ts';
import { artifactCodes } from '../../session/payloads-test.ts';
import { bilingualText } from '../../text.ts';
import type { FeatureSet } from '../features.ts';
import type { ComparisonMeasures } from './comparison-settings.ts';
import { sourced } from './sourced.ts';

const seconds = sourced.pipe(z.number().min(0));
const positive = sourced.pipe(z.number().positive());
const share = sourced.pipe(z.number().min(0).max(1));

/** The whole file. Times in seconds from the onset of the question. */
export const measurementSettings = z.strictObject({
	id: z.literal('cit-measures'),
	title: bilingualText,
	source: z.string().min(1),
	bridgeS: seconds,
	scrAmplitude: z.strictObject({
		cutoffHz: positive,
		onsetFromS: seconds,
		onsetToS: seconds,
		extraS: seconds,
		thresholdUs: sourced.pipe(z.number().min(0))
	}),
	heartRateChange: z.strictObject({
		beforeS: positive,
		fromS: sourced.pipe(z.number().int().min(0)),
		toS: sourced.pipe(z.number().int().positive()),
		leastCovered: share,
		leastSeconds: share
	}),
	lineLength: z.strictObject({
		durationS: positive,
		lowpassHz: positive,
		rateHz: positive,
		marginS: seconds
	}),
	quality: z.strictObject({
		leastPresent: share,
		longestGapS: seconds,
		mostClipped: share,
		flatS: z.strictObject({ eda: positive, ppg: positive, ecg: positive, rsp: positive }),
		edaLeastUs: sourced,
		edaMostUs: sourced,
		edaSteepestUsPerS: positive
	}),
	artifacts: z.strictObject({ reachS: seconds, codes: z.array(z.enum(artifactCodes)) }),
	movement: z.strictObject({
		factor: positive,
		leastRatio: positive,
		forS: positive,
		quality: share
	})
});
/** What is measured with: the file, and for tests that compare questions the windows of theirs. */
export type MeasurementSettings = z.infer<typeof measurementSettings> & {
	readonly comparison?: ComparisonMeasures;
};

/** Which features are measured with these settings. */
export function featureSetOf({ comparison }: Pick<MeasurementSettings, 'comparison'>): FeatureSet {
	return comparison === undefined ? 'details' : 'comparison';
}

/**
 * Reads the settings from the text of their file.
 *
 * @throws {LabError} `signal/settings` naming the first place that is wrong
 */
export function parseMeasurementSettings(text: string): MeasurementSettings {
	const read = measurementSettings.safeParse(parse(text));
	if (read.success) return read.data;
	const [issue] = read.error.issues;
	const where = issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`;
	throw new LabError('signal/settings', `expected measurement settings, got ${where}`);
}
