/**
 * The view every page reads: `events.reduce(apply, emptyState)`. Shape only; see reduce.ts.
 *
 * @module
 */
import type { RecordedDetail, RecordedLead } from './casework-state.ts';
import type { EventData, EventTime, SessionEvent } from './event.ts';
import type { Seat } from '../sheet/sheet.ts';
import type { StepId } from './payloads-conclusion.ts';
import type { Question } from './question.ts';
import type { SessionLawState } from './law/law-state.ts';
import type { KeptText } from './texts/kept-text.ts';

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
	/** Number of the voided presentation that is asked again here; null = it is of the drawn order. */
	readonly repeats: number | null;
	/** How it was put when no voice in the room did; null = read out. */
	readonly given: Pick<EventData<'stimulus-given'>, 'by' | 'uncertaintyS'> | null;
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

/** A pause within a chart; the recording goes on. */
export interface Pause {
	readonly from: EventTime;
	readonly to: EventTime | null;
	/** Empty until somebody said why. */
	readonly reason: string;
}

/** One chart: one recording file and everything marked on it. */
export interface Chart {
	readonly chart: number;
	readonly started: EventData<'chart-started'>;
	readonly status: 'running' | 'paused' | 'stopped' | 'sealed';
	readonly presentations: readonly Presentation[];
	readonly artifacts: readonly (PlacedMark & { readonly code: string; readonly note: string })[];
	readonly remarks: readonly (PlacedMark & { readonly text: string })[];
	/** In order; `to` null = it goes on. */
	readonly pauses: readonly Pause[];
	readonly gaps: readonly EventData<'gap-declared'>[];
	readonly clock: readonly EventData<'clock-paired'>[];
	readonly announcedStart: PlacedMark | null;
	readonly announcedEnd: PlacedMark | null;
	readonly startedAt: EventTime;
	readonly stoppedAt: EventTime | null;
	readonly stopped: EventData<'chart-stopped'> | null;
	readonly sealed: EventData<'chart-sealed'> | null;
	/** Version of the question list it was recorded with: charts of one series only are measured together. */
	readonly series: number;
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

/** What people who know nothing of the case chose. */
export type PanelResult = EventData<'panel-recorded'>;

/** A blind review of a question list, bound to its hash. */
export type ListReview = EventData<'list-reviewed'> & {
	readonly reviewerId: string;
	readonly at: EventTime;
};

/** A list as it was locked. Its version is the number of the series of charts recorded with it. */
export interface LockedList {
	readonly version: number;
	readonly sha256: string;
	readonly questions: readonly Question[];
}

/** The written report: what is typed for it, its versions, and who signed which. */
export interface WrittenReport {
	readonly draft: EventData<'report-drafted'> | null;
	readonly issued: readonly (EventData<'report-issued'> & Made)[];
	readonly signatures: readonly (EventData<'report-signed'> & Made)[];
}

/** When and by whom. */
interface Made {
	readonly at: EventTime;
	readonly actorId: string;
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
	/** What facts were set to be kept for, the latest of each; see fact-use.ts. */
	readonly factUses: readonly EventData<'fact-use-set'>[];
	/** Who was told of a fact. */
	readonly disclosures: readonly Corrected<EventData<'disclosure-recorded'>>[];
	/** How hypotheses stand, the latest of each; none = open. */
	readonly hypothesisStates: readonly EventData<'hypothesis-state-set'>[];
	readonly questions: readonly Corrected<EventData<'question-drafted'>>[];
	readonly lock: EventData<'question-list-locked'> | null;
	/** Version of the last lock, kept when the list is unlocked; 0 before the first. */
	readonly listVersion: number;
	/** Every list that was locked, with its words, in order: what charts of an earlier series were read out from. */
	readonly lockedLists: readonly LockedList[];
	/** Ids of everybody who wrote or changed a question: none of them is blind to its key. */
	readonly drafters: readonly string[];
	/** Standing ones; whether their words are those of now: list-review.ts. */
	readonly panels: readonly PanelResult[];
	/** Reviews asked for and not in yet. */
	readonly reviewTasks: readonly EventData<'review-requested'>[];
	readonly listReviews: readonly ListReview[];
	readonly reviewWaivers: readonly (EventData<'review-waived'> & Made)[];
	/** Ids of withdrawn facts and questions: never given out again. */
	readonly withdrawn: readonly string[];
	readonly identity: EventData<'identity-checked'> | null;
	readonly rights: EventData<'rights-explained'> | null;
	/** `refused` and `revoked` are final for a session. */
	readonly consent: 'none' | 'given' | 'refused' | 'revoked';
	readonly fitness: EventData<'fitness-recorded'> | null;
	readonly priorKnowledge: EventData<'prior-knowledge-recorded'> | null;
	/** Parts of the pre-test script that were said. */
	readonly explained: readonly string[];
	/** Questions gone through with the person; the last review of each. */
	readonly reviews: readonly EventData<'question-reviewed'>[];
	readonly consentForm: EventData<'consent-form-kept'> | null;
	/** What acquaintance charts showed, one for each. */
	readonly acquaintance: readonly EventData<'acquaintance-concluded'>[];
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
	readonly details: readonly RecordedDetail[];
	readonly leads: readonly RecordedLead[];
	readonly interview: EventData<'interview-closed'> | null;
	readonly report: WrittenReport;
	readonly notes: readonly { readonly eventId: string; readonly text: string }[];
	/** Remarks that belong to no chart. */
	readonly remarks: readonly { readonly eventId: string; readonly text: string }[];
	/** Steps completed, in order; the open step is the first one not in here. */
	readonly completed: readonly StepId[];
	readonly abandoned: string | null;
	readonly sealed: EventData<'session-sealed'> | null;
	/** Every free text of the log, in its order; see `texts/free-text.ts`. */
	readonly texts: readonly KeptText[];
	/** What the law asks of it. */
	readonly law: SessionLawState;
}

/** Folds one event into the state. */
export type Apply = (state: SessionState, event: SessionEvent) => SessionState;
