/**
 * The record of an interview folded: what was corrected, taken back, checked, evaluated, and whether it is sealed.
 *
 * @module
 */
import type { InterviewData, InterviewEvent } from './interview-event.ts';
import { recordPayloads } from './record-payloads.ts';
import { interviewFigures, type FigureSources, type InterviewFigures } from './record-figures.ts';
import { retractionSteps, type RetractionStep } from './record-rules.ts';

/** Who wrote it, and when. */
export interface Written {
	readonly seq: number;
	/** Wall clock of the maker, ISO 8601 UTC. */
	readonly at: string;
	/** Id of the account. */
	readonly by: string;
}

/** A correction. */
export type Correction = InterviewData<'statement-corrected'> & Written;
/** A step that was done. */
export type DoneStep = InterviewData<'retraction-step-done'> & Written;
/** A check of a detail. */
export type DetailCheck = InterviewData<'detail-checked'> & Written;
/** A detail with its latest check. */
export interface Detail extends InterviewData<'detail-recorded'>, Written {
	readonly checks: readonly DetailCheck[];
	/** Of the latest check; null = not checked. */
	readonly outcome: DetailCheck['outcome'] | null;
}
/** A statement taken back. */
export interface Retraction extends InterviewData<'statement-retracted'>, Written {
	readonly done: readonly DoneStep[];
}
/** A check of an admission. */
export type AdmissionCheck = InterviewData<'admission-checked'> & Written;
/** An evaluation with the figures as they were then. */
export interface Evaluation extends InterviewData<'interview-evaluated'>, Written {
	readonly role: InterviewEvent['actor']['role'];
	readonly figures: InterviewFigures;
}

/** The record so far. */
export interface RecordState {
	readonly corrections: readonly Correction[];
	readonly retractions: readonly Retraction[];
	readonly details: readonly Detail[];
	/** Later ones of the same statement stand beside the earlier. */
	readonly admissions: readonly AdmissionCheck[];
	/** The latest. */
	readonly readBack: (InterviewData<'record-read-back'> & Written) | null;
	/** The latest of each person. */
	readonly evaluations: readonly Evaluation[];
	readonly sealed: (InterviewData<'interview-sealed'> & Written) | null;
}

/** A record in which nothing stands. */
export const emptyRecord: RecordState = {
	...{ corrections: [], retractions: [], details: [], admissions: [] },
	...{ readBack: null, evaluations: [], sealed: null }
};

/** An event of the record, as it stands in the log. */
export type RecordEvent = Extract<InterviewEvent, { type: keyof typeof recordPayloads }>;

/** Whether an event belongs to the record. */
export function isRecordStep<T extends { readonly type: string }>(
	event: T
): event is Extract<T, { type: keyof typeof recordPayloads }> {
	return event.type in recordPayloads;
}

/** Folds an event of the record. */
export function applyRecord(
	record: RecordState,
	event: RecordEvent,
	sources: Omit<FigureSources, 'details'>
): RecordState {
	const written = { seq: event.seq, at: event.at, by: event.actor.id };
	switch (event.type) {
		case 'statement-corrected':
			return { ...record, corrections: [...record.corrections, { ...event.data, ...written }] };
		case 'statement-retracted': {
			const retraction = { ...event.data, ...written, done: [] };
			return { ...record, retractions: [...record.retractions, retraction] };
		}
		case 'retraction-step-done': {
			const step = { ...event.data, ...written };
			const retractions = record.retractions.map((one) =>
				one.seq === step.retraction ? { ...one, done: [...one.done, step] } : one
			);
			return { ...record, retractions };
		}
		case 'detail-recorded': {
			const detail = { ...event.data, ...written, checks: [], outcome: null };
			return { ...record, details: [...record.details, detail] };
		}
		case 'detail-checked': {
			const check = { ...event.data, ...written };
			const details = record.details.map((one) =>
				one.seq === check.detail
					? { ...one, checks: [...one.checks, check], outcome: check.outcome }
					: one
			);
			return { ...record, details };
		}
		case 'admission-checked':
			return { ...record, admissions: [...record.admissions, { ...event.data, ...written }] };
		case 'record-read-back':
			return { ...record, readBack: { ...event.data, ...written } };
		case 'interview-evaluated': {
			const figures = interviewFigures({ ...sources, details: record.details }, event.data);
			const evaluation = { ...event.data, ...written, role: event.actor.role, figures };
			const others = record.evaluations.filter(({ by }) => by !== written.by);
			return { ...record, evaluations: [...others, evaluation] };
		}
		case 'interview-sealed':
			return { ...record, sealed: { ...event.data, ...written } };
	}
}

/** Steps of a retraction that are still to be done, in their order. */
export function openSteps({ reasons, coercion, done }: Retraction): RetractionStep[] {
	return retractionSteps.filter(
		(step) =>
			!(step === 'referred' && !coercion) &&
			!(step === 'reasons' && reasons !== '') &&
			!done.some((one) => one.step === step)
	);
}

/** Whether somebody says they were coerced and it has not been referred yet: guidance stays hidden. */
export function hasOpenCoercion({ retractions }: Pick<RecordState, 'retractions'>): boolean {
	return retractions.some((one) => one.coercion && openSteps(one).includes('referred'));
}

/** What is missing before an interview can be sealed. */
export type SealObstacle = 'not-closed' | 'read-back' | 'lead' | 'supervisor' | 'retraction';

/** What is missing, in the order in which it is done. */
export function sealObstacles({
	closed,
	record
}: {
	readonly closed: object | null;
	readonly record: RecordState;
}): SealObstacle[] {
	const hasEvaluated = (role: Evaluation['role']): boolean =>
		record.evaluations.some((one) => one.role === role);
	const all: readonly (readonly [SealObstacle, boolean])[] = [
		['not-closed', closed === null],
		['read-back', record.readBack === null],
		['lead', !hasEvaluated('interviewer')],
		['supervisor', !hasEvaluated('supervisor')],
		['retraction', record.retractions.some((one) => openSteps(one).length > 0)]
	];
	return all.filter(([, isMissing]) => isMissing).map(([obstacle]) => obstacle);
}
