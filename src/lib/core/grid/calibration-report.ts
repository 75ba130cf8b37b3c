/**
 * A calibration from the coded interviews of a laboratory.
 *
 * @module
 */
import { itemPlaces, personsIn, type CodedInterview } from './calibration-data.ts';
import {
	calibratedTables,
	calibrationCounts,
	calibratedModel,
	tableFaults
} from './calibration.ts';
import type { GridCell } from './cell.ts';
import { coderCertification } from './coder-certification.ts';
import { groupCounts, harmCounts, volunteerCounts } from './harm-counts.ts';
import { itemAgreement, ordinalAlpha, unitsOf, type ItemAgreement } from './item-agreement.ts';
import { labelCalibration } from './label-calibration.ts';
import type { GridLaboratory } from './laboratory.ts';
import type { CalibrationReport } from './local-calibration.ts';
import type { GridModel } from './model.ts';
import { yieldPrediction } from './yield-prediction.ts';

/** What a calibration starts from. */
export interface CalibrationBasis {
	readonly cells: readonly GridCell[];
	/** The priors, without anything local. */
	readonly prior: GridModel;
	readonly rules: GridLaboratory;
}

/** Agreement on each indicator, one after the other: a caller that must not block stops between them. */
export function* itemAgreements(
	interviews: readonly CodedInterview[],
	{ cells, prior, rules }: CalibrationBasis
): Generator<ItemAgreement> {
	for (const item of itemPlaces(cells).keys())
		yield itemAgreement(interviews, item, rules, prior.reliability);
}

/**
 * Everything that follows from the data.
 *
 * @param items what `itemAgreements` gave
 */
export function calibrationReport(
	interviews: readonly CodedInterview[],
	{ cells, prior, rules }: CalibrationBasis,
	items: readonly ItemAgreement[]
): CalibrationReport {
	const places = itemPlaces(cells);
	const counts = calibrationCounts(interviews, places);
	const tables = calibratedTables(counts, prior);
	const reliabilities = weightsOf(items);
	const local = calibratedModel(prior, tables, reliabilities);
	const double = interviews.map((one) => ({
		...one,
		segments: one.segments.filter(({ forms }) => forms.length > 1)
	}));
	const units = [...places.keys()].flatMap((item) => unitsOf(interviews, item).flat());
	return {
		...{ counts, tables, faults: tableFaults(tables) },
		agreement: {
			items,
			segments: double.flatMap(({ segments }) => segments).length,
			persons: personsIn(double.filter(({ segments }) => segments.length > 0)),
			alpha: ordinalAlpha(units),
			coders: coderCertification(interviews, rules),
			groups: groupCounts(interviews)
		},
		validation: {
			yield: yieldPrediction(interviews, places, local),
			labels: labelCalibration(interviews, places, prior, reliabilities),
			harm: harmCounts(interviews),
			volunteers: volunteerCounts(interviews, places, local)
		}
	};
}

/** Weights of indicators two raters have seen; the others keep the default. */
export function weightsOf(items: readonly ItemAgreement[]): Record<string, number> {
	return Object.fromEntries(
		items.flatMap(({ item, alpha, weight }) => (alpha === null ? [] : [[item, weight]]))
	);
}
