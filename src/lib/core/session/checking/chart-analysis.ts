/**
 * Whether what the events of step 5 (chart analysis) say fits what is known.
 *
 * @module
 */
import { isBasis } from '../basis.ts';
import type { EventData } from '../event.ts';
import type { analysisPayloads } from '../payloads-analysis.ts';
import { formalCharts } from '../formal-charts.ts';
import type { Procedure } from '../procedure.ts';
import type { SessionState } from '../state.ts';
import { isMet } from '../steps.ts';
import {
	chartOf,
	firstRefusal,
	presentationOf,
	refuse,
	unknownIn,
	type Checks,
	type Refusal
} from './check.ts';
import { unknownPresentation } from './marks.ts';
import { sheetChecks } from './sheets.ts';

/** Which value of the measurement table. */
type Cell = Pick<EventData<'measurement-restored'>, 'chart' | 'presentation' | 'channel'>;

function measurable(
	state: SessionState,
	{ measurements }: EventData<'chart-measured'>
): Refusal | null {
	if (state.charts.some(({ status }) => status !== 'sealed'))
		return refuse('session/chart-not-sealed', 'expected every chart to be sealed before measuring');
	const formal = formalCharts(state);
	for (const one of measurements) {
		if (!formal.some(({ chart }) => chart === one.chart))
			return refuse('session/chart-not-formal', `expected a chart of the test, got ${one.chart}`);
		const presentation = presentationOf(state, one);
		if (presentation === undefined) return unknownPresentation(one.presentation);
		if (presentation.questionId === one.questionId && presentation.itemId === one.itemId) continue;
		return refuse(
			'session/wrong-item',
			`expected ${presentation.questionId}/${presentation.itemId}, got ${one.questionId}/${one.itemId}`
		);
	}
	return null;
}

/** A person judges a value that was measured. */
function measuredCell(state: SessionState, cell: Cell): Refusal | null {
	if (presentationOf(state, cell) === undefined) return unknownPresentation(cell.presentation);
	const found = state.measured?.measurements.some(
		(one) =>
			one.chart === cell.chart &&
			one.presentation === cell.presentation &&
			one.channel === cell.channel
	);
	if (found === true) return null;
	return refuse('session/not-measured', `expected a measured value, got ${cell.channel}`);
}

function overridable(
	state: SessionState,
	data: EventData<'measurement-overridden'>
): Refusal | null {
	const { fromSample, toSample } = data;
	const samples = chartOf(state, data.chart)?.sealed?.samples ?? 0;
	if (fromSample < toSample && toSample < samples) return measuredCell(state, data);
	return refuse(
		'session/sample-outside',
		`expected two samples in order below ${samples}, got ${fromSample} and ${toSample}`
	);
}

function restorable(state: SessionState, cell: Cell): Refusal | null {
	const stands = [...state.exclusions, ...state.overrides].some(
		(one) =>
			one.chart === cell.chart &&
			one.presentation === cell.presentation &&
			one.channel === cell.channel
	);
	if (stands) return null;
	return refuse('session/nothing-to-restore', 'expected an exclusion or an override, got neither');
}

/** An outcome rests on a score of this session, with its exact p; one that decides nothing leaves it open. */
function grounded(
	state: SessionState,
	{ basis, outcome }: EventData<'conclusion-recorded'>
): Refusal | null {
	const score = state.scores?.scores.find((one) => isBasis(one, basis));
	if (score === undefined || score.p !== basis.p)
		return refuse(
			'session/no-such-score',
			`expected a recorded score as basis, got ${basis.method} on ${basis.channel}`
		);
	if (score.rule !== 'none' || outcome === 'inconclusive') return null;
	return refuse('session/decides-nothing', `expected inconclusive, got ${outcome}`);
}

/** Where the procedure asks for a second scorer, nothing is concluded before. */
function secondScored(state: SessionState, procedure: Procedure): Refusal | null {
	const gates = procedure.steps.find(({ id }) => id === 'chart-analysis')?.gates ?? [];
	const open = gates.find(
		(gate) => gate.condition === 'second-score-agreed' && !isMet(state, gate)
	);
	if (open === undefined) return null;
	return refuse(
		'session/second-score-missing',
		'expected a blind second score that agrees, or a settled disagreement, before the conclusion',
		[open.id]
	);
}

export const analysisChecks: Checks<keyof typeof analysisPayloads> = {
	...sheetChecks,
	'chart-measured': measurable,
	'measurement-excluded': (state, data) =>
		presentationOf(state, data) === undefined ? unknownPresentation(data.presentation) : null,
	'measurement-overridden': overridable,
	'measurement-restored': restorable,
	'score-recorded': (state, { scores }) => {
		if (state.measured === null)
			return refuse('session/not-measured', 'expected the charts to be measured before scoring');
		return unknownIn(
			'question',
			scores.flatMap(({ perQuestion }) => perQuestion.map(({ questionId }) => questionId)),
			state.questions.map(({ questionId }) => questionId)
		);
	},
	'conclusion-recorded': (state, data, { procedure }) =>
		firstRefusal(
			() => secondScored(state, procedure),
			() => grounded(state, data)
		)
};
