/**
 * What is known of an interview: its events folded.
 *
 * @module
 */
import { FIRST_HASH } from '../audit/link.ts';
import { emptyCoding, foldCoding, foldWithheld, isWithheld } from './coding.ts';
import type { CodingState, VisibleInterviewEvent } from './coding.ts';
import type { InterviewData, InterviewEvent } from './interview-event.ts';
import { emptyLaw, foldLaw, isLawStep, type LawState } from './law.ts';
import { applyLabels, emptyLabels, isLabelStep, type LabelState } from './labels.ts';
import { applyPlan, emptyPlan, isPlanStep, type PlanState } from './plan.ts';
import { applyRecord, emptyRecord, isRecordStep, type RecordState } from './record.ts';

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
	readonly coding: CodingState;
	readonly plan: PlanState;
	/** What three coders agreed on. */
	readonly labels: LabelState;
	/** Corrections, retractions, checks, evaluations and the seal. */
	readonly record: RecordState;
	/** How the person came, breaks, requests, answers to questions of law. */
	readonly law: LawState;
}

/** An interview of which nothing is known yet. */
export function emptyInterview(interviewId: string): InterviewState {
	return {
		...{ interviewId, seq: 0, lastHash: FIRST_HASH, opened: null, gate: null, baseline: null },
		...{ slices: [], answeredSeq: 0, statements: [], guidance: [], closed: null },
		coding: emptyCoding,
		plan: emptyPlan,
		labels: emptyLabels,
		record: emptyRecord,
		law: emptyLaw
	};
}

/** Folds one event of the log into the state. */
export function applyInterview(
	state: InterviewState,
	event: VisibleInterviewEvent
): InterviewState {
	const place = { seq: event.seq, lastHash: event.hash };
	if (isWithheld(event)) return { ...state, ...place, coding: foldWithheld(state.coding, event) };
	const [coding, law] = [foldCoding(state.coding, event), foldLaw(state.law, event)];
	return { ...folded(state, event), ...place, coding, law };
}

function folded(state: InterviewState, event: InterviewEvent): InterviewState {
	const { at, seq, actor } = event;
	if (isLabelStep(event)) return { ...state, labels: applyLabels(state.labels, event) };
	if (isPlanStep(event)) return { ...state, plan: applyPlan(state.plan, event) };
	if (isLawStep(event)) return state;
	if (isRecordStep(event)) return { ...state, record: applyRecord(state.record, event, state) };
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
		// of the coding part
		case 'recording-named':
		case 'behaviour-marked':
		case 'behaviour-mark-withdrawn':
		case 'results-opened':
			return state;
	}
}

/** The state after all these events, in order from the first. */
export function interviewOf(
	events: readonly VisibleInterviewEvent[],
	interviewId: string
): InterviewState {
	return events.reduce(applyInterview, emptyInterview(interviewId));
}
