/**
 * How well a laboratory's raters agree on each indicator, and what the indicator counts for it.
 *
 * @module
 */
import { bySubject, type SubjectEstimate } from '../agreement/by-subject.ts';
import { cohenKappa, quadratic } from '../agreement/kappa.ts';
import { alphaOf } from '../agreement/krippendorff.ts';
import { isLabError } from '../errors.ts';
import { byPerson, type CodedInterview, type CodedSegment } from './calibration-data.ts';
import type { GridLaboratory } from './laboratory.ts';

/** Values of all raters of one segment who saw the indicator; at least two. */
export type RatedUnit = readonly number[];

/** Agreement on one indicator. */
export interface ItemAgreement {
	readonly item: string;
	/** Segments in which two raters or more saw it. */
	readonly segments: number;
	readonly persons: number;
	/** Share of these on which all said the same; null without any. */
	readonly exact: number | null;
	/** Quadratic weighted kappa of the first two raters of each segment; null = not defined. */
	readonly kappa: SubjectEstimate | null;
	/** Krippendorff's ordinal alpha of all raters; null = not defined. */
	readonly alpha: SubjectEstimate | null;
	/** What it counts, 0…1. */
	readonly weight: number;
}

/** Units of an indicator, by person. Raters stand in the order of their ids. */
export function unitsOf(interviews: readonly CodedInterview[], item: string): RatedUnit[][] {
	return byPerson(interviews)
		.map((own) => own.flatMap(({ segments }) => segments.flatMap((one) => unitOf(one, item))))
		.filter((units) => units.length > 0);
}

function unitOf({ forms }: CodedSegment, item: string): RatedUnit[] {
	const values = forms
		.toSorted((a, b) => (a.rater < b.rater ? -1 : 1))
		.flatMap(({ values: { [item]: value } }) =>
			value === null || value === undefined ? [] : [value]
		);
	return values.length < 2 ? [] : [values];
}

const once = (units: readonly RatedUnit[]): number[] => units.map(() => 1);

/** Krippendorff's ordinal alpha; null when nothing varies or there are fewer than two units. */
export function ordinalAlpha(
	units: readonly RatedUnit[],
	times: readonly number[] = once(units)
): number | null {
	const count = times.reduce((sum, one) => sum + one, 0);
	const value = count < 2 ? Number.NaN : alphaOf(units, 'ordinal', times);
	return Number.isNaN(value) ? null : value;
}

/** Quadratic weighted kappa of the first two values of each unit; null when it is not defined. */
export function weightedKappa(
	units: readonly RatedUnit[],
	times: readonly number[] = once(units)
): number | null {
	const pairs = units.map(([a = 0, b = 0]): [number, number] => [a, b]);
	try {
		return cohenKappa(pairs, quadratic, 0.95, times).value;
	} catch (error) {
		if (isLabError(error) && error.code.startsWith('agreement/')) return null;
		throw error;
	}
}

/**
 * Agreement on an indicator with intervals by person.
 *
 * @param rules thresholds of the laboratory
 * @param reliability weight of an indicator without local data
 * @source interview reference §3.7
 */
export function itemAgreement(
	interviews: readonly CodedInterview[],
	item: string,
	rules: GridLaboratory,
	reliability: number
): ItemAgreement {
	const persons = unitsOf(interviews, item);
	const units = persons.flat();
	const same = units.filter((values) => new Set(values).size === 1).length;
	const alpha = bySubject(persons, ordinalAlpha);
	const found = { segments: units.length, persons: persons.length };
	return {
		...{ item, ...found, alpha, kappa: bySubject(persons, weightedKappa) },
		exact: units.length === 0 ? null : same / units.length,
		weight: itemWeight(alpha?.value ?? null, found, rules, reliability)
	};
}

/**
 * Weight of an indicator by its alpha: full from .80, its alpha from .667, none below. With fewer segments or persons
 * than a laboratory needs, agreement may take weight away and never gives any.
 *
 * @param alpha null = not known: the default stays
 * @source interview reference §3.7 (thresholds); that little data give no weight is a laboratory default
 */
export function itemWeight(
	alpha: number | null,
	{ segments, persons }: { readonly segments: number; readonly persons: number },
	rules: Pick<GridLaboratory, 'fullFrom' | 'usedFrom' | 'leastSegments' | 'leastPersons'>,
	reliability: number
): number {
	if (alpha === null) return reliability;
	const earned = alpha >= rules.fullFrom.value ? 1 : alpha >= rules.usedFrom.value ? alpha : 0;
	const isEnough = segments >= rules.leastSegments.value && persons >= rules.leastPersons.value;
	return isEnough ? earned : Math.min(earned, reliability);
}
