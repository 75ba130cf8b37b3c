/**
 * The windows of a comparison test among the settings.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import type { ComparisonMeasures } from './comparison-settings.ts';
import type { MeasurementSettings } from './settings.ts';

/** @throws {LabError} `signal/settings` when the settings are those of details only */
export function comparisonOf({ comparison }: MeasurementSettings): ComparisonMeasures {
	if (comparison !== undefined) return comparison;
	throw new LabError('signal/settings', 'expected windows of a comparison test, got none');
}
