/**
 * What coders agreed on about an interview.
 *
 * @module
 */
import type { InterviewData, InterviewEvent } from './interview-event.ts';
import { labelPayloads } from './label-payloads.ts';

/** A label, with its number in the log. */
export interface SliceLabel extends InterviewData<'slice-labelled'> {
	readonly seq: number;
}

/** Labels of an interview. */
export interface LabelState {
	/** The latest of each slice; the log keeps earlier ones. */
	readonly slices: readonly SliceLabel[];
	readonly isVolunteer: boolean;
}

/** Nothing agreed on. */
export const emptyLabels: LabelState = { slices: [], isVolunteer: false };

/** Events of this part. */
export type LabelStep = Extract<InterviewEvent, { type: keyof typeof labelPayloads }>;

/** Whether an event is of this part. */
export function isLabelStep<T extends { readonly type: string }>(
	event: T
): event is Extract<T, { type: keyof typeof labelPayloads }> {
	return event.type in labelPayloads;
}

/** Folds one event of this part. */
export function applyLabels(state: LabelState, { type, data, seq }: LabelStep): LabelState {
	if (type === 'volunteer-noted') return { ...state, isVolunteer: true };
	const others = state.slices.filter(({ slice }) => slice !== data.slice);
	return { ...state, slices: [...others, { ...data, seq }] };
}
