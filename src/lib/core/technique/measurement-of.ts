/**
 * The windows a technique is measured in.
 *
 * @module
 */
import { LabError } from '../errors.ts';
import { isSeries, type Technique } from '../protocols/technique.ts';
import type { ComparisonMeasures } from '../signal/measure/comparison-settings.ts';
import type { MeasurementSettings } from '../signal/measure/settings.ts';

/**
 * Windows of details, or where questions are compared with the windows of comparison tests.
 *
 * @param comparison null = the session was opened without them
 * @throws {LabError} `protocols/missing` when the technique compares questions and there are none
 */
export function measurementOf(
	technique: Technique,
	settings: MeasurementSettings,
	comparison: ComparisonMeasures | null
): MeasurementSettings {
	if (!isSeries(technique)) return settings;
	if (comparison !== null) return { ...settings, comparison };
	throw new LabError('protocols/missing', `expected comparison-measures for ${technique.id}`);
}
