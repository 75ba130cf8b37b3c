/**
 * A closed interview as a calibration reads it: ratings, labels and codes, no text.
 *
 * @module
 */
import type { CodedInterview, CodedSegment } from '../grid/calibration-data.ts';
import type { InterviewState, RatedSlice } from './interview-state.ts';
import type { SliceLabel } from './labels.ts';

/**
 * The coded interview; null = it is not closed, or nothing was rated.
 *
 * Left out: forms handed in after the label (their rater could know it), of raters who had seen results of a test, and
 * the form that holds agreed ratings.
 *
 * @param codes person and interview, as hashes
 */
export function codedInterview(
	state: Pick<InterviewState, 'opened' | 'closed' | 'gate' | 'slices' | 'statements' | 'labels'>,
	codes: Pick<CodedInterview, 'person' | 'interview'>
): CodedInterview | null {
	const { opened, closed, gate, slices, labels } = state;
	if (opened === null || closed === null || slices.length === 0) return null;
	const last = Math.max(...slices.map(({ slice }) => slice));
	return {
		...codes,
		isVolunteer: labels.isVolunteer,
		hasInterpreter: gate?.interpreter === 'present',
		hasAdult: gate?.appropriateAdult === 'present',
		hasComplaint: closed.complaints !== '',
		minutes: Math.max(0, (Date.parse(closed.at) - Date.parse(opened.at)) / 60_000),
		segments: Array.from({ length: last }, (_, index) => segmentOf(state, index + 1))
	};
}

function segmentOf(
	{ slices, labels, ...rest }: Pick<InterviewState, 'slices' | 'labels' | 'closed' | 'statements'>,
	slice: number
): CodedSegment {
	const all = slices.filter((one) => one.slice === slice);
	const label = labels.slices.find((one) => one.slice === slice);
	const agreed = all.find(({ rater }) => rater === label?.agreedForm);
	return {
		slice,
		breakMinutes: all[0]?.breakMinutes ?? 0,
		label: label?.stage ?? null,
		forms: all
			.filter((form) => isIndependent(form, label))
			.map((form) => ({ rater: form.rater, values: valuesOf(form) })),
		agreed: agreed === undefined ? null : valuesOf(agreed),
		details: detailsOf({ slices, ...rest }, slice)
	};
}

function isIndependent(form: RatedSlice, label: SliceLabel | undefined): boolean {
	if (form.unblinded === true) return false;
	return label === undefined || (form.seq < label.seq && form.rater !== label.agreedForm);
}

const valuesOf = ({ ratings }: RatedSlice) =>
	Object.fromEntries(ratings.map(({ item, value }) => [item, value]));

/** Checkable details recorded between the first live form of the slice before and that of this one. */
function detailsOf(
	{ slices, statements, closed }: Pick<InterviewState, 'slices' | 'statements' | 'closed'>,
	slice: number
): number | null {
	const end = Date.parse(closed?.at ?? '');
	const firstOf = (wanted: number): number | null => {
		const live = slices.filter((one) => one.slice === wanted && Date.parse(one.at) <= end);
		return live.length === 0 ? null : Math.min(...live.map(({ at }) => Date.parse(at)));
	};
	const to = firstOf(slice);
	const from = slice === 1 ? -Infinity : firstOf(slice - 1);
	if (to === null || from === null) return null;
	return statements
		.filter(({ at }) => Date.parse(at) > from && Date.parse(at) <= to)
		.reduce((sum, { checkableDetails }) => sum + checkableDetails, 0);
}
