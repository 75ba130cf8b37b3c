/**
 * A calibration as a page is given it.
 *
 * @module
 */
import type { CalibratedTables, TableFault } from '#lib/core/grid/calibration.ts';
import type { AgreementReport, ValidationReport } from '#lib/core/grid/local-calibration.ts';

/** One calibration, with what was decided about it. */
export interface ShownCalibration {
	readonly id: string;
	readonly madeMs: number;
	/** Name. */
	readonly madeBy: string;
	readonly segments: number;
	readonly persons: number;
	readonly inputs: string;
	readonly tables: CalibratedTables;
	readonly faults: readonly TableFault[];
	/** Coders by name, or empty where the reader need not know them. */
	readonly agreement: AgreementReport;
	readonly validation: ValidationReport;
	readonly gaps: readonly string[];
	readonly standing: 'computed' | 'adopted' | 'replaced' | 'withdrawn';
	readonly acts: readonly {
		readonly act: 'adopted' | 'withdrawn';
		readonly atMs: number;
		/** Name. */
		readonly by: string;
		readonly reason: string;
	}[];
}
