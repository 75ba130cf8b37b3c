/**
 * The windows a session is measured in, of the protocols it was opened with.
 *
 * @module
 */
import type { MeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import { measurementOf } from '#lib/core/technique/measurement-of.ts';
import type { SessionProtocols } from './session-values.ts';

/** @throws {LabError} `protocols/missing` */
export function sessionMeasurement({ one, maybe }: SessionProtocols): MeasurementSettings {
	return measurementOf(one('technique'), one('measurement'), maybe('comparison-measurement'));
}
