/**
 * The one place that says yes or no to an event of an interview.
 *
 * @module
 */
import type { Role } from '../roles.ts';
import {
	no,
	noContext,
	type DecisionContext,
	type GridContent,
	type InterviewDecision
} from './decision.ts';
import { codingAfterClosing, codingRoles, decideCoding } from './decide-coding.ts';
import { formRefusal, levelsRefusal } from './decide-coding.ts';
import { decideLaw, lawRefusal, lawRoles } from './decide-law.ts';
import { decideLabels, labelRoles } from './decide-labels.ts';
import { decidePlan } from './decide-plan.ts';
import { decideRecord, recordAfterClosing, recordRoles } from './decide-record.ts';
import { alarmOf, gateObstacles } from './gate.ts';
import type { InterviewData, ProposedInterviewEvent } from './interview-event.ts';
import type { InterviewState } from './interview-state.ts';
import { isLawStep } from './law.ts';
import { isLabelStep } from './labels.ts';
import { isPlanStep } from './plan.ts';
import { hasOpenCoercion, isRecordStep } from './record.ts';

export type { GridContent, InterviewDecision } from './decision.ts';

/** Who may write what beside the interviewers. */
const OTHERS: Partial<Record<ProposedInterviewEvent['type'], readonly Role[]>> = {
	// a second rater looks at the recording
	'slice-rated': ['reviewer', 'supervisor'],
	'guidance-opened': ['supervisor', 'reviewer'],
	// somebody else than the drafter finds it true
	'ladder-checked': ['supervisor', 'reviewer'],
	...codingRoles,
	...recordRoles,
	...labelRoles,
	...lawRoles
};

/** What may come when the interview itself is over. */
const afterClosing: ReadonlySet<ProposedInterviewEvent['type']> = new Set([
	...(['slice-rated', 'guidance-opened'] as const),
	...codingAfterClosing,
	...recordAfterClosing,
	...(['slice-labelled', 'volunteer-noted'] as const)
]);

/** Whether an event may be written after those in the state. */
export function decideInterview(
	state: InterviewState,
	event: ProposedInterviewEvent,
	role: Role,
	grid: GridContent,
	context: DecisionContext = noContext
): InterviewDecision {
	const { type } = event;
	if (role !== 'interviewer' && OTHERS[type]?.includes(role) !== true)
		return no('interview/role', `${type} is not for the ${role}`);
	if ((state.opened === null) !== (type === 'interview-opened'))
		return no('interview/order', `expected interview-opened once and first, got ${type}`);
	if (state.record.sealed !== null)
		return no('interview/sealed', `the interview is sealed, got ${type}`);
	// ratings of a recording may be handed in after the interview
	if (state.closed !== null && !afterClosing.has(type))
		return no('interview/closed', `the interview is closed, got ${type}`);
	const law = { law: grid.law ?? null, role, nowMs: context.nowMs ?? Date.parse(event.at) };
	if (isLawStep(event)) return decideLaw(state, event, law);
	if (isLabelStep(event)) return decideLabels(state, event, role);
	if (isRecordStep(event)) return decideRecord(state, event, grid);
	const gate = gateOf(event.type, state) ?? lawRefusal(state, event, law);
	if (gate !== null) return gate;
	if (isPlanStep(event)) return decidePlan(state, event, { ...context, frame: grid.frame });
	switch (event.type) {
		case 'slice-rated':
			return (
				ratedRightly(state, event.data, grid) ??
				formRefusal(state, event.data, context.actorId) ?? { ok: true }
			);
		case 'baseline-recorded':
			return levelsRefusal(event.data, grid) ?? { ok: true };
		case 'behaviour-marked':
		case 'recording-named':
		case 'behaviour-mark-withdrawn':
		case 'results-opened':
			return decideCoding(state, event, grid, context.actorId);
		case 'guidance-opened':
			return guidanceOpen(state, event.data, grid) ?? { ok: true };
		case 'alarm-answered':
			return alarmOf(state, grid.frame).level === 'none'
				? no('interview/no-alarm', 'expected an alarm to answer, got none')
				: { ok: true };
		default:
			return { ok: true };
	}
}

/** What needs rights, fitness and recording first; ratings need a baseline too. */
const GATED: Partial<Record<ProposedInterviewEvent['type'], 'rated' | 'other'>> = {
	...{ 'slice-rated': 'rated', 'behaviour-marked': 'rated' },
	...{ 'statement-recorded': 'other', 'guidance-opened': 'other' }
};

function gateOf(
	type: ProposedInterviewEvent['type'],
	state: InterviewState
): InterviewDecision | null {
	const what = GATED[type];
	if (what === undefined) return null;
	const missing = gateObstacles(state).filter((one) => one !== 'baseline' || what === 'rated');
	if (missing.length === 0) return null;
	return no(
		'interview/gate',
		`expected rights and fitness first, got ${missing.join(', ')}`,
		missing
	);
}

function ratedRightly(
	state: InterviewState,
	{ slice, ratings, safeguards }: InterviewData<'slice-rated'>,
	{ cells, frame }: GridContent
): InterviewDecision | null {
	const last = Math.max(0, ...state.slices.map((one) => one.slice));
	if (slice > last + 1) return no('interview/slice', `expected slice 1…${last + 1}, got ${slice}`);
	const items = new Set(cells.flatMap(({ indicators }) => indicators.map(({ id }) => id)));
	const signs = new Set(frame.safeguards.items.map(({ id }) => id));
	const names = [...ratings.map(({ item }) => item), ...safeguards.map(({ item }) => item)];
	const unknown = names.find((name) => !items.has(name) && !signs.has(name));
	if (unknown !== undefined)
		return no('interview/item', `expected an indicator of the grid, got ${unknown}`);
	if (new Set(names).size !== names.length)
		return no('interview/item', 'expected each indicator once');
	const bare = ratings.find(({ value, alternative }) => value === 3 && alternative === '');
	if (bare !== undefined)
		return no('interview/alternative', `expected another explanation beside the 3 of ${bare.item}`);
	return null;
}

function guidanceOpen(
	state: InterviewState,
	{ cell }: InterviewData<'guidance-opened'>,
	{ frame, cells }: GridContent
): InterviewDecision | null {
	if (hasOpenCoercion(state.record))
		return no('interview/coercion', 'expected the claim of coercion to be referred first');
	if (alarmOf(state, frame).level !== 'none')
		return no('interview/alarm', 'expected no open alarm, got one: safeguards come first');
	if (!cells.some(({ stage, dimension }) => `${stage}${dimension}` === cell))
		return no('interview/cell', `expected a cell of the grid, got ${cell}`);
	return null;
}
