/**
 * A test as quality review and statistics see it: what happened to it, never who did it.
 *
 * @module
 */
import type { SessionEvent } from '../session/event.ts';
import { stepIds, type StepId } from '../session/payloads-conclusion.ts';
import { apply, emptyState } from '../session/reduce.ts';
import type { SessionState } from '../session/state.ts';
import { endedBy, openStep } from '../session/steps.ts';
import type { REVIEW_CONDITIONS } from './laboratory-payloads.ts';

/** Why a finished test is looked at closely. */
export type ReviewCondition = (typeof REVIEW_CONDITIONS)[number];

/** Figures of one test. No field names a person. */
export interface SessionSummary {
	readonly sessionId: string;
	readonly technique: string;
	readonly demonstration: boolean;
	readonly openStep: StepId | null;
	readonly ended: 'sealed' | 'abandoned' | 'withdrawn' | null;
	/** ISO 8601 UTC; null while it goes on. */
	readonly endedAt: string | null;
	/** Whether consent was refused or revoked. */
	readonly withdrew: boolean;
	/** Hours from the completion of the step before (from the opening) to that of each step that was completed. */
	readonly stepHours: Readonly<Partial<Record<StepId, number>>>;
	readonly presentations: number;
	readonly exclusions: number;
	readonly overrides: number;
	readonly lostSamples: number;
	readonly completedSteps: number;
	readonly inconclusive: boolean | null;
	/** Weighted kappa of the first two sheets; null = not compared, or too few cells. */
	readonly kappa: number | null;
	/** null = not compared. */
	readonly agreed: boolean | null;
}

/** The figures of a test from its log. */
export function summariseSession(
	events: readonly SessionEvent[],
	sessionId: string
): SessionSummary {
	let state = emptyState(sessionId);
	let endedAt: string | null = null;
	let lastStepAt = events[0]?.recordedAt ?? '';
	const stepHours: Partial<Record<StepId, number>> = {};
	for (const event of events) {
		state = apply(state, event);
		// a test that is sealed after it was withdrawn ended when it was withdrawn
		if (endedAt === null && endedBy(state) !== null) endedAt = event.recordedAt;
		if (event.type !== 'step-completed') continue;
		const hours = (Date.parse(event.recordedAt) - Date.parse(lastStepAt)) / 3_600_000;
		stepHours[event.data.step] = Math.max(0, hours);
		lastStepAt = event.recordedAt;
	}
	return { ...figuresOf(state), endedAt, stepHours };
}

function figuresOf(state: SessionState): Omit<SessionSummary, 'endedAt' | 'stepHours'> {
	const { compared, conclusion } = state;
	return {
		sessionId: state.sessionId,
		technique: state.opened?.technique ?? '',
		demonstration: state.opened?.demonstration ?? false,
		openStep: openStep(state),
		ended: endedBy(state),
		withdrew: state.consent === 'refused' || state.consent === 'revoked',
		presentations: state.charts.reduce((sum, one) => sum + one.presentations.length, 0),
		exclusions: state.exclusions.length,
		overrides: state.overrides.length,
		lostSamples: state.charts.reduce((sum, one) => sum + (one.sealed?.lost ?? 0), 0),
		completedSteps: stepIds.filter((id) => state.completed.includes(id)).length,
		inconclusive: conclusion === null ? null : conclusion.outcome === 'inconclusive',
		kappa: compared?.pairs[0]?.weightedKappa?.value ?? null,
		agreed: compared === null ? null : compared.agreedOutcome !== null
	};
}

/**
 * Why a test is one to look at closely.
 *
 * @param exclusionShare from this share of excluded presentations on
 */
export function reviewConditions(
	summary: SessionSummary,
	exclusionShare: number
): ReviewCondition[] {
	const { presentations, exclusions, completedSteps, ended, lostSamples, overrides } = summary;
	const holds: Readonly<Record<ReviewCondition, boolean>> = {
		overrides: overrides > 0,
		exclusions: exclusions > 0 && exclusions >= exclusionShare * presentations,
		disagreement: summary.agreed === false,
		'incomplete-steps': completedSteps < stepIds.length,
		'lost-samples': lostSamples > 0,
		'ended-early': summary.withdrew || ended === 'abandoned'
	};
	return (Object.keys(holds) as ReviewCondition[]).filter((one) => holds[one]);
}

/** Everybody who took part in a test: who wrote in its log, and who was named to score it. */
export function participants(events: readonly SessionEvent[]): ReadonlySet<string> {
	const people = events.flatMap((event) => [
		...(event.actor.role === 'system' ? [] : [event.actor.id]),
		...(event.type === 'scorer-named' ? [event.data.scorerId] : [])
	]);
	return new Set(people);
}
