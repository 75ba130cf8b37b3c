/**
 * What is known of an interview: its events folded.
 *
 * @module
 */
import { FIRST_HASH } from '../audit/link.ts';
import type { InterviewData, InterviewEvent } from './interview-event.ts';

/** One rater's form of one slice, with when and by whom it was handed in. */
export interface RatedSlice extends InterviewData<'slice-rated'> {
	readonly rater: string;
	/** Wall clock of the rater, ISO 8601 UTC. */
	readonly at: string;
	readonly seq: number;
}

/** Something said, with its number in the log. */
export interface Statement extends InterviewData<'statement-recorded'> {
	readonly at: string;
	readonly seq: number;
}

/** The state of one interview. */
export interface InterviewState {
	readonly interviewId: string;
	readonly seq: number;
	readonly lastHash: string;
	readonly opened: (InterviewData<'interview-opened'> & { readonly at: string }) | null;
	/** The latest. */
	readonly gate: InterviewData<'gate-recorded'> | null;
	readonly baseline: InterviewData<'baseline-recorded'> | null;
	/** A form handed in again replaces the rater's earlier one of that slice; the log keeps both. */
	readonly slices: readonly RatedSlice[];
	/** Number of the last event that answered an alarm; 0 = none. */
	readonly answeredSeq: number;
	readonly statements: readonly Statement[];
	/** Cells whose guidance was opened, in order. */
	readonly guidance: readonly { readonly cell: string; readonly seq: number }[];
	readonly closed: (InterviewData<'interview-closed'> & { readonly at: string }) | null;
}

/** An interview of which nothing is known yet. */
export function emptyInterview(interviewId: string): InterviewState {
	return {
		...{ interviewId, seq: 0, lastHash: FIRST_HASH, opened: null, gate: null, baseline: null },
		...{ slices: [], answeredSeq: 0, statements: [], guidance: [], closed: null }
	};
}

/** Folds one event of the log into the state. */
export function applyInterview(state: InterviewState, event: InterviewEvent): InterviewState {
	return { ...folded(state, event), seq: event.seq, lastHash: event.hash };
}

function folded(state: InterviewState, event: InterviewEvent): InterviewState {
	const { at, seq, actor } = event;
	switch (event.type) {
		case 'interview-opened':
			return { ...state, opened: { ...event.data, at } };
		case 'gate-recorded':
			return { ...state, gate: event.data };
		case 'baseline-recorded':
			return { ...state, baseline: event.data };
		case 'slice-rated': {
			const isOther = (one: RatedSlice): boolean =>
				one.slice !== event.data.slice || one.rater !== actor.id;
			const form = { ...event.data, rater: actor.id, at, seq };
			return { ...state, slices: [...state.slices.filter(isOther), form] };
		}
		case 'alarm-answered':
			return { ...state, answeredSeq: seq };
		case 'guidance-opened':
			return { ...state, guidance: [...state.guidance, { cell: event.data.cell, seq }] };
		case 'statement-recorded':
			return { ...state, statements: [...state.statements, { ...event.data, at, seq }] };
		case 'interview-closed':
			return { ...state, closed: { ...event.data, at } };
	}
}

/** The state after all these events, in order from the first. */
export function interviewOf(
	events: readonly InterviewEvent[],
	interviewId: string
): InterviewState {
	return events.reduce(applyInterview, emptyInterview(interviewId));
}
