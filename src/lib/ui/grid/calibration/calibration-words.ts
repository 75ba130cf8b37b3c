/**
 * Words and figures of a laboratory's calibrations.
 *
 * @module
 */
import type { Relation, TableFault } from '#lib/core/grid/calibration.ts';
import type { SubjectEstimate } from '#lib/core/agreement/by-subject.ts';
import type { GroupCounts } from '#lib/core/grid/harm-counts.ts';
import type {
	InstrumentStatus,
	StatusGap,
	ValidationTarget
} from '#lib/core/grid/instrument-status.ts';
import type { GridLaboratory } from '#lib/core/grid/laboratory.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { listed } from '../grid-words.ts';

/** What a gap needs, in words. */
type Needs = Pick<GridLaboratory, 'leastSegments' | 'leastPersons' | 'coders'>;

/** Numbers of the reference where a page does not have the laboratory's file. */
const REFERENCE = { leastSegments: 50, leastPersons: 10, coders: 3 };

const gapWords: Readonly<Record<StatusGap, (needs: typeof REFERENCE) => string>> = {
	'no-calibration': () => m.calibration_gap_no_calibration(),
	withdrawn: () => m.calibration_gap_withdrawn(),
	segments: ({ leastSegments }) => m.calibration_gap_segments({ count: leastSegments }),
	persons: ({ leastPersons }) => m.calibration_gap_persons({ count: leastPersons }),
	coders: ({ coders }) => m.calibration_gap_coders({ count: coders }),
	agreement: () => m.calibration_gap_agreement(),
	yield: () => m.calibration_gap_yield(),
	labels: () => m.calibration_gap_labels(),
	harm: () => m.calibration_gap_harm(),
	volunteers: () => m.calibration_gap_volunteers()
};

/** What the grid may be used for, as one sentence. */
export function statusSentence({ use, gaps }: InstrumentStatus, rules?: Needs): string {
	if (use === 'calibrated') return m.calibration_ready();
	if (gaps.length === 1 && gaps[0] === 'no-calibration') return m.grid_status();
	const needs =
		rules === undefined
			? REFERENCE
			: {
					leastSegments: rules.leastSegments.value,
					leastPersons: rules.leastPersons.value,
					coders: rules.coders.value
				};
	return m.calibration_training({ what: listed(gaps.map((gap) => gapWords[gap](needs))) });
}

/** Rows of the emission table. */
export const relationWords: Readonly<Record<Relation, () => string>> = {
	match: m.calibration_rel_match,
	adjacent: m.calibration_rel_adjacent,
	far: m.calibration_rel_far,
	off: m.calibration_rel_off
};

/** Names of the validation targets. */
export const targetWords: Readonly<Record<ValidationTarget['target'], () => string>> = {
	agreement: m.calibration_target_agreement,
	yield: m.calibration_target_yield,
	labels: m.calibration_target_labels,
	harm: m.calibration_target_harm,
	volunteers: m.calibration_target_volunteers
};

/** Whether a target is there. */
export const reachedWords: Readonly<Record<ValidationTarget['is'], () => string>> = {
	missing: m.calibration_is_missing,
	unmet: m.calibration_is_unmet,
	met: m.calibration_is_met
};

/** What stands against tables. */
export const faultWords: Readonly<Record<TableFault, () => string>> = {
	'not-sticky': m.calibration_fault_not_sticky,
	'not-ordered': m.calibration_fault_not_ordered
};

/** Groups that the log tells apart. */
export const groupWords: Readonly<Record<GroupCounts['group'], () => string>> = {
	interpreter: m.calibration_group_interpreter,
	'no-interpreter': m.calibration_group_no_interpreter,
	adult: m.calibration_group_adult,
	'no-adult': m.calibration_group_no_adult
};

/** Where a calibration stands. */
export const standingWords = {
	computed: m.calibration_standing_computed,
	adopted: m.calibration_standing_adopted,
	replaced: m.calibration_standing_replaced,
	withdrawn: m.calibration_standing_withdrawn
} as const;

/** Two decimals with a true minus; — for what is not known. */
export function figure(value: number | null): string {
	return value === null ? '—' : value.toFixed(2).replace('-', '−');
}

/** A measure with its interval. */
export function measured(estimate: SubjectEstimate | null): string {
	if (estimate === null) return m.calibration_unknown();
	const { value, interval } = estimate;
	return interval === null
		? figure(value)
		: `${figure(value)} (${figure(interval[0])} … ${figure(interval[1])})`;
}

/** A day. */
export function dayOf(ms: number): string {
	return new Date(ms).toLocaleDateString(getLocale(), { dateStyle: 'medium' });
}
