/**
 * The view every page reads: `events.reduce(apply, emptyState)`. Shape only; see reduce.ts.
 *
 * @module
 */
import type { EventData, EventTime, SessionEvent } from './event.ts';
import type { Seat } from '../sheet/sheet.ts';
import type { StepId } from './payloads-conclusion.ts';

/** A record that can be corrected: the value now, and every event that shaped it. */
export type Corrected<T> = T & { readonly history: readonly string[] };

/** One presentation of one item within a chart. */
export interface Presentation {
	readonly chart: number;
	readonly presentation: number;
	readonly questionId: string;
	readonly itemId: string;
	readonly asked: PlacedMark | null;
	readonly ended: PlacedMark | null;
	readonly answer: (PlacedMark & { readonly answer: 'yes' | 'no' | 'silent' }) | null;
	readonly voided: string | null;
}

/** A mark on the recording: where it is now, and where it was first put. */
export interface PlacedMark {
	readonly eventId: string;
	readonly at: EventTime;
	/** Index from the recording's first sample; null = not placed yet. */
	readonly sample: number | null;
	readonly firstSample: number | null;
	readonly voided: boolean;
}

/** One chart: one recording file and everything marked on it. */
export interface Chart {
	readonly chart: number;
	readonly started: EventData<'chart-started'>;
	readonly status: 'running' | 'paused' | 'stopped' | 'sealed';
	readonly presentations: readonly Presentation[];
	readonly artifacts: readonly (PlacedMark & { readonly code: string; readonly note: string })[];
	readonly remarks: readonly (PlacedMark & { readonly text: string })[];
	readonly gaps: readonly EventData<'gap-declared'>[];
	readonly clock: readonly EventData<'clock-paired'>[];
	readonly announcedStart: PlacedMark | null;
	readonly announcedEnd: PlacedMark | null;
	readonly startedAt: EventTime;
	readonly stoppedAt: EventTime | null;
	readonly stopped: EventData<'chart-stopped'> | null;
	readonly sealed: EventData<'chart-sealed'> | null;
}

/** A finished score sheet. */
export interface CommittedSheet {
	readonly seat: Seat;
	readonly scorerId: string;
	readonly commitment: string;
	readonly at: EventTime;
	/** null until every sheet that is asked for is committed. */
	readonly revealed: EventData<'sheet-revealed'> | null;
}

/** Everything known about a session. */
export interface SessionState {
	readonly sessionId: string;
	/** Number of events folded in. */
	readonly seq: number;
	readonly lastHash: string;
	readonly opened: EventData<'session-opened'> | null;
	readonly subject: EventData<'subject-described'> | null;
	readonly facts: readonly Corrected<EventData<'fact-recorded'>>[];
	readonly hypotheses: readonly Corrected<EventData<'hypothesis-recorded'>>[];
	readonly questions: readonly Corrected<EventData<'question-drafted'>>[];
	readonly lock: EventData<'question-list-locked'> | null;
	/** Version of the last lock, kept when the list is unlocked; 0 before the first. */
	readonly listVersion: number;
	/** Ids of withdrawn facts and questions: never given out again. */
	readonly withdrawn: readonly string[];
	readonly identity: EventData<'identity-checked'> | null;
	readonly rights: EventData<'rights-explained'> | null;
	/** `refused` and `revoked` are final for a session. */
	readonly consent: 'none' | 'given' | 'refused' | 'revoked';
	readonly fitness: EventData<'fitness-recorded'> | null;
	readonly priorKnowledge: EventData<'prior-knowledge-recorded'> | null;
	readonly sensors: EventData<'sensors-checked'> | null;
	readonly charts: readonly Chart[];
	readonly measured: EventData<'chart-measured'> | null;
	/** Standing ones; what was restored is no longer here. */
	readonly exclusions: readonly EventData<'measurement-excluded'>[];
	/** Standing ones, at most one for each presentation and channel. */
	readonly overrides: readonly EventData<'measurement-overridden'>[];
	/** People who score blind and were not withdrawn. */
	readonly scorers: readonly EventData<'scorer-named'>[];
	readonly sheets: readonly CommittedSheet[];
	readonly compared: EventData<'sheets-compared'> | null;
	readonly settled: EventData<'disagreement-settled'> | null;
	readonly scores: EventData<'score-recorded'> | null;
	readonly conclusion: EventData<'conclusion-recorded'> | null;
	readonly clarifications: readonly EventData<'clarification-recorded'>[];
	readonly interview: EventData<'interview-closed'> | null;
	readonly notes: readonly { readonly eventId: string; readonly text: string }[];
	/** Remarks that belong to no chart. */
	readonly remarks: readonly { readonly eventId: string; readonly text: string }[];
	/** Steps completed, in order; the open step is the first one not in here. */
	readonly completed: readonly StepId[];
	readonly abandoned: string | null;
	readonly sealed: EventData<'session-sealed'> | null;
}

/** Folds one event into the state. */
export type Apply = (state: SessionState, event: SessionEvent) => SessionState;
