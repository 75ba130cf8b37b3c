/**
 * How well the raters of an interview agree on what they saw, before anything is made of it.
 *
 * @module
 */
import type { Estimate } from '../agreement/estimate.ts';
import { cohenKappa, quadratic } from '../agreement/kappa.ts';
import { krippendorffAlpha } from '../agreement/krippendorff.ts';
import { isLabError } from '../errors.ts';
import type { InterviewState } from './interview-state.ts';

/** Agreement of one interview's raters. */
export interface RaterAgreement {
	/** Quadratic weighted kappa of the two raters; null = not two, or too little that varies. */
	readonly kappa: Estimate | null;
	/** Krippendorff's ordinal alpha of all raters; null = too little that varies. */
	readonly alpha: Estimate | null;
	/** Indicators of a slice that two raters or more have rated. */
	readonly cases: number;
	/** Share of these on which all who rated said the same. */
	readonly exact: number;
}

/**
 * Agreement over every indicator of every slice that at least two raters could see; null = there is none.
 * “Not seen” is missing, never a value.
 *
 * @source interview reference §3.7: both are reported
 */
export function raterAgreement({ slices }: Pick<InterviewState, 'slices'>): RaterAgreement | null {
	const raters = [...new Set(slices.map(({ rater }) => rater))].sort();
	const cases = casesOf(slices, raters).filter(
		(row) => row.filter((value) => value !== null).length >= 2
	);
	if (cases.length === 0) return null;
	const pairs = cases.flatMap(([a, b]): [number, number][] =>
		a === null || b === null || a === undefined || b === undefined ? [] : [[a, b]]
	);
	const said = cases.map((row) => new Set(row.filter((value) => value !== null)));
	return {
		kappa: raters.length === 2 ? estimated(() => cohenKappa(pairs, quadratic)) : null,
		alpha: estimated(() => krippendorffAlpha(cases, 'ordinal')),
		cases: cases.length,
		exact: said.filter(({ size }) => size === 1).length / cases.length
	};
}

/** One row for each indicator of each slice, one column for each rater. */
function casesOf(slices: InterviewState['slices'], raters: readonly string[]): (number | null)[][] {
	const rows = new Map<string, (number | null)[]>();
	for (const { slice, rater, ratings } of slices)
		for (const { item, value } of ratings) {
			const key = `${slice}/${item}`;
			const row = rows.get(key) ?? raters.map(() => null);
			row[raters.indexOf(rater)] = value;
			rows.set(key, row);
		}
	return [...rows.values()];
}

/** Too few cases, or all the same, is no agreement that could be told; anything else is a bug. */
function estimated(make: () => Estimate): Estimate | null {
	try {
		return make();
	} catch (error) {
		if (isLabError(error) && error.code.startsWith('agreement/')) return null;
		throw error;
	}
}
