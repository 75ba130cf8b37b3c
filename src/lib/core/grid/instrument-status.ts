/**
 * What the grid may be used for in a laboratory. Nobody types it: it follows from what the laboratory has measured.
 *
 * @module
 */
import type { GridLaboratory } from './laboratory.ts';
import type { AgreementReport, ValidationReport } from './local-calibration.ts';

/** What stands against more than training, planning and review. */
export const statusGaps = [
	'no-calibration',
	'withdrawn',
	'segments',
	'persons',
	'coders',
	'agreement',
	'yield',
	'labels',
	'harm',
	'volunteers'
] as const;
/** One of them. */
export type StatusGap = (typeof statusGaps)[number];

/** What the grid may be used for. */
export interface InstrumentStatus {
	/** `training` = training, planning and review only. */
	readonly use: 'training' | 'calibrated';
	/** What is missing; empty for `calibrated`. */
	readonly gaps: readonly StatusGap[];
}

/** One validation target. */
export interface ValidationTarget {
	readonly target: 'agreement' | 'yield' | 'labels' | 'harm' | 'volunteers';
	/** `missing` = too little data; `unmet` = measured, and not what it should be. */
	readonly is: 'missing' | 'unmet' | 'met';
}

/**
 * The five targets. They ask for the sample of the laboratory's rules; agreement for a lower limit of use, predictions
 * for being better than those without ratings, volunteers for a share below the limit; harm is counted, without a limit.
 *
 * @source interview reference §3.7 (a)–(e); what counts as met is a laboratory default
 */
export function validationTargets(
	{ segments, persons, alpha }: Pick<AgreementReport, 'segments' | 'persons' | 'alpha'>,
	validation: ValidationReport,
	rules: GridLaboratory
): ValidationTarget[] {
	const isSample = (segmentCount: number, personCount: number): boolean =>
		segmentCount >= rules.leastSegments.value && personCount >= rules.leastPersons.value;
	const judged = (isThere: boolean, isMet: boolean): ValidationTarget['is'] =>
		!isThere ? 'missing' : isMet ? 'met' : 'unmet';
	const { yield: told, labels, harm, volunteers } = validation;
	return [
		{
			target: 'agreement',
			is: judged(
				isSample(segments, persons) && alpha !== null,
				(alpha ?? 0) >= rules.usedFrom.value
			)
		},
		{
			target: 'yield',
			is: judged(
				told !== null &&
					told.pairs >= rules.leastPairs.value &&
					told.persons >= rules.leastPersons.value,
				(told?.withState ?? 1) < (told?.lastAlone ?? 0)
			)
		},
		{
			target: 'labels',
			is: judged(
				labels !== null && isSample(labels.segments, labels.persons),
				(labels?.local ?? 1) < (labels?.shares ?? 0)
			)
		},
		{ target: 'harm', is: judged(harm.persons >= rules.leastPersons.value, true) },
		{
			target: 'volunteers',
			is: judged(
				volunteers !== null && volunteers.persons >= rules.leastPersons.value,
				(volunteers?.placed ?? 1) / Math.max(1, volunteers?.persons ?? 0) <=
					rules.mostVolunteers.value
			)
		}
	];
}

/**
 * What is missing before a calibration stands for more than training.
 *
 * @source interview reference §3.7; rule DA-04
 */
export function calibrationGaps(
	agreement: AgreementReport,
	validation: ValidationReport,
	rules: GridLaboratory
): StatusGap[] {
	const certified = agreement.coders.filter(({ isCertified }) => isCertified).length;
	const gaps: readonly (readonly [StatusGap, boolean])[] = [
		['segments', agreement.segments < rules.leastSegments.value],
		['persons', agreement.persons < rules.leastPersons.value],
		['coders', certified < rules.coders.value]
	];
	return [
		...gaps.filter(([, isMissing]) => isMissing).map(([gap]) => gap),
		...validationTargets(agreement, validation, rules)
			.filter(({ is }) => is !== 'met')
			.map(({ target }) => target)
	];
}

/**
 * The status from the calibration in use.
 *
 * @param gaps what was missing when it was made; null = none is adopted
 */
export function instrumentStatus(
	gaps: readonly string[] | null,
	isWithdrawn = false
): InstrumentStatus {
	if (gaps === null) return { use: 'training', gaps: ['no-calibration'] };
	if (isWithdrawn) return { use: 'training', gaps: ['withdrawn'] };
	// a gap this program does not know is still a gap
	const known = gaps.map((gap) => statusGaps.find((one) => one === gap) ?? 'no-calibration');
	return { use: known.length === 0 ? 'calibrated' : 'training', gaps: known };
}
