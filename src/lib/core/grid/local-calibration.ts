/**
 * A calibration as it is kept: tables, agreement and validation of a laboratory's own ratings, never changed afterwards.
 *
 * @module
 */
import { z } from 'zod';
import type { CalibratedTables, CalibrationCounts, TableFault } from './calibration.ts';
import type { CoderCertification } from './coder-certification.ts';
import type { GroupCounts, HarmCounts, VolunteerCounts } from './harm-counts.ts';
import type { ItemAgreement } from './item-agreement.ts';
import type { LabelCalibration } from './label-calibration.ts';
import { probabilityRow, stickyRows, type GridModel } from './model.ts';
import type { YieldPrediction } from './yield-prediction.ts';

const four = z.tuple([
	z.number().positive(),
	z.number().positive(),
	z.number().positive(),
	z.number().positive()
]);

/**
 * The file an interview keeps of the calibration it was opened with: `grid/local-calibration.json`, written by the
 * server when the interview is opened.
 */
export const gridLocal = z.strictObject({
	id: z.string().min(8).max(64),
	madeMs: z.number().int(),
	/** Hash of the data it was made from. */
	inputs: z.string().regex(/^[0-9a-f]{64}$/),
	segments: z.number().int().min(0),
	persons: z.number().int().min(0),
	tables: z.strictObject({
		start: probabilityRow,
		transition: stickyRows,
		emission: z.strictObject({
			match: probabilityRow,
			adjacent: probabilityRow,
			far: probabilityRow,
			off: probabilityRow
		}),
		strengths: z.strictObject({
			start: z.number().positive(),
			transition: four,
			emission: z.strictObject({
				match: z.number().positive(),
				adjacent: z.number().positive(),
				far: z.number().positive(),
				off: z.number().positive()
			})
		})
	}),
	/** Weight of each indicator, 0…1. */
	reliabilities: z.record(z.string().max(40), z.number().min(0).max(1)),
	/** What was missing for more than training when it was adopted. */
	gaps: z.array(z.string().max(40))
});
/** A calibration in an interview. */
export type GridLocal = z.infer<typeof gridLocal>;

/** Agreement of a laboratory's raters. */
export interface AgreementReport {
	readonly items: readonly ItemAgreement[];
	/** Segments two raters or more have rated, and persons they come from. */
	readonly segments: number;
	readonly persons: number;
	/** Ordinal alpha over all indicators; null = not defined. */
	readonly alpha: number | null;
	readonly coders: readonly CoderCertification[];
	/** Interviews read. */
	readonly groups: readonly GroupCounts[];
}

/** What the five validation targets came to; null = no data for it. */
export interface ValidationReport {
	readonly yield: YieldPrediction | null;
	readonly labels: LabelCalibration | null;
	readonly harm: HarmCounts;
	readonly volunteers: VolunteerCounts | null;
}

/** Everything computed from the data of one moment. */
export interface CalibrationReport {
	readonly counts: CalibrationCounts;
	readonly tables: CalibratedTables;
	/** Why the tables may not be adopted; empty = they may. */
	readonly faults: readonly TableFault[];
	readonly agreement: AgreementReport;
	readonly validation: ValidationReport;
}

/** The model an interview is read with. */
export function modelWith(prior: GridModel, local: GridLocal | null): GridModel {
	if (local === null) return prior;
	const {
		tables: { strengths, ...tables },
		reliabilities
	} = local;
	return { ...prior, ...tables, local: { strengths, reliabilities } };
}
