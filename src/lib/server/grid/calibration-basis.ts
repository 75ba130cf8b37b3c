/**
 * What calibrations start from: the grid's files of the laboratory.
 *
 * @module
 */
import type { CalibrationBasis } from '#lib/core/grid/calibration-report.ts';
import { withIndicators } from '#lib/core/grid/laboratory-indicators.ts';
import { protocolOf, protocolsOf, type Catalogue } from '../protocols.ts';

/**
 * Cells with the laboratory's own indicators, priors and rules.
 *
 * @throws {LabError} `protocols/missing`
 */
export function calibrationBasis(catalogue: Catalogue): CalibrationBasis {
	const added = protocolsOf(catalogue, 'grid-indicators');
	return {
		cells: withIndicators(protocolsOf(catalogue, 'grid-cell'), added, new Set()),
		prior: protocolOf(catalogue, 'grid-model'),
		rules: protocolOf(catalogue, 'grid-laboratory')
	};
}
