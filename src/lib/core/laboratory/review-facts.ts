/**
 * What the record of a finished test says about the items of the checklist. Made field by field: a reviewer who does
 * not work on the case sees no name, no fact of the case and no wording of a question.
 *
 * @module
 */
import { stepIds } from '../session/payloads-conclusion.ts';
import type { SessionEvent } from '../session/event.ts';
import { apply, emptyState } from '../session/reduce.ts';
import type { Chart, SessionState } from '../session/state.ts';
import { endedBy } from '../session/steps.ts';
import type { ReviewFactId } from './quality-checklist.ts';

/** One fact: figures, words of the record (reasons, wording), or that there is nothing. */
export interface ReviewFact {
	/** null = nothing is on record. */
	readonly value: string | number | boolean | null;
	/** Further words as they stand in the record, e.g. each reason. */
	readonly texts: readonly string[];
}

/** All facts of a test. */
export type ReviewFacts = Readonly<Record<ReviewFactId, ReviewFact>>;

const fact = (value: ReviewFact['value'], texts: readonly string[] = []): ReviewFact => {
	return { value, texts };
};
const total = (charts: readonly Chart[], of: (chart: Chart) => number): number =>
	charts.reduce((sum, chart) => sum + of(chart), 0);

/** The facts of a test from its log. */
export function reviewFacts(events: readonly SessionEvent[], sessionId: string): ReviewFacts {
	const state = events.reduce(apply, emptyState(sessionId));
	const reasonsOf = (type: SessionEvent['type']): string[] =>
		events.flatMap((event) =>
			event.type === type && 'reason' in event.data ? [event.data.reason] : []
		);
	return {
		...preparationFacts(state),
		...chartFacts(state),
		...analysisFacts(state),
		overrides: fact(state.overrides.length, reasonsOf('measurement-overridden')),
		reopened: fact(reasonsOf('step-reopened').length, reasonsOf('step-reopened')),
		ended: fact(endedBy(state), [
			...reasonsOf('consent-revoked'),
			...reasonsOf('session-abandoned')
		])
	};
}

type Facts<T extends ReviewFactId> = Pick<ReviewFacts, T>;

function preparationFacts(
	state: SessionState
): Facts<
	| 'identity'
	| 'rights'
	| 'consent'
	| 'fitness'
	| 'interview'
	| 'questions'
	| 'prior-knowledge'
	| 'sensors'
> {
	const { fitness, interview, priorKnowledge, questions, sensors } = state;
	const asked = questions.filter(
		({ questionId }) =>
			priorKnowledge?.entries.some((entry) => entry.questionId === questionId) ?? false
	);
	return {
		identity: fact(state.identity !== null),
		rights: fact(state.rights?.points.length ?? null),
		consent: fact(state.consent),
		fitness: fact(fitness?.fit ?? null),
		interview: fact(interview === null ? null : interview.breaksOffered, [
			...(interview === null || interview.complaints === '' ? [] : [interview.complaints])
		]),
		questions: fact(questions.length),
		'prior-knowledge': fact(asked.length),
		sensors: fact(sensors?.accepted ?? null)
	};
}

function chartFacts({
	charts
}: SessionState): Facts<
	| 'charts'
	| 'lost'
	| 'gaps'
	| 'profile'
	| 'instrument'
	| 'self-test'
	| 'presentations'
	| 'voided'
	| 'unanswered'
	| 'artifacts'
> {
	const voided = charts.flatMap(({ presentations }) =>
		presentations.flatMap((one) => one.voided ?? [])
	);
	// the last chart is the one nearest to a date that ran out
	const kept = charts.at(-1)?.started.instrument;
	const unanswered = total(
		charts,
		({ presentations }) =>
			presentations.filter((one) => one.voided === null && one.answer === null).length
	);
	return {
		charts: fact(charts.filter(({ status }) => status === 'sealed').length),
		lost: fact(total(charts, ({ sealed }) => sealed?.lost ?? 0)),
		gaps: fact(total(charts, ({ gaps }) => gaps.length)),
		instrument: fact(kept?.calibratedUntil ?? null, kept?.certificate ? [kept.certificate] : []),
		'self-test': fact(kept?.selfTestAt ?? null),
		profile: fact([...new Set(charts.map(({ started }) => started.profile))].join(', ') || null),
		presentations: fact(total(charts, ({ presentations }) => presentations.length)),
		voided: fact(voided.length, voided),
		unanswered: fact(unanswered),
		artifacts: fact(total(charts, ({ artifacts }) => artifacts.length))
	};
}

function analysisFacts(
	state: SessionState
): Facts<
	| 'exclusions'
	| 'sheets'
	| 'agreement'
	| 'settled'
	| 'conclusion'
	| 'limits'
	| 'alternatives'
	| 'steps'
> {
	const { compared, conclusion, settled, completed } = state;
	return {
		exclusions: fact(
			state.exclusions.length,
			state.exclusions.map(({ reason }) => reason)
		),
		sheets: fact(state.sheets.length),
		agreement: fact(compared?.pairs[0]?.weightedKappa?.value ?? null),
		settled: fact(settled?.outcome ?? null, settled === null ? [] : [settled.reason]),
		conclusion: fact(conclusion?.outcome ?? null),
		limits: fact(conclusion === null ? null : true, conclusion === null ? [] : [conclusion.limits]),
		alternatives: fact(
			conclusion === null ? null : true,
			conclusion === null ? [] : [conclusion.alternatives]
		),
		steps: fact(stepIds.filter((id) => completed.includes(id)).length)
	};
}
