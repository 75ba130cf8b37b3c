/**
 * Whether what the events of step 4 (formal test) say fits what is known.
 *
 * @module
 */
import type { EventData } from '../event.ts';
import type { testPayloads } from '../payloads-test.ts';
import type { Chart, SessionState } from '../state.ts';
import { purposeRefusal } from './acquaintance.ts';
import {
	chartOf,
	firstRefusal,
	presentationOf,
	refuse,
	type Checks,
	type Refusal
} from './check.ts';
import {
	askable,
	correctable,
	markable,
	markableOnce,
	placeable,
	unknownPresentation
} from './marks.ts';
import { orderRefusal } from './order.ts';

function startable(state: SessionState, data: EventData<'chart-started'>): Refusal | null {
	const next = state.charts.length + 1;
	const open = state.charts.find(({ status }) => status === 'running' || status === 'paused');
	if (open !== undefined)
		return refuse('session/chart-running', `chart ${open.chart} has not been stopped`);
	if (data.chart !== next)
		return refuse('session/chart-number', `expected chart ${next}, got ${data.chart}`);
	if (state.sensors?.accepted !== true)
		return refuse('session/sensors-not-accepted', 'expected accepted sensors before a chart');
	// what is read out: the small list of an acquaintance chart, or the locked one
	const read = { ...state, questions: data.list ?? state.questions };
	return firstRefusal(
		() => purposeRefusal(state, data),
		() => listOfNow(state, data),
		() => orderRefusal(read, data.order)
	);
}

/** A chart is read out from the list of now. */
function listOfNow(
	{ listVersion }: SessionState,
	data: EventData<'chart-started'>
): Refusal | null {
	if (data.listVersion === undefined || data.listVersion === listVersion) return null;
	return refuse(
		'session/list-version',
		`expected list version ${listVersion}, got ${data.listVersion}`
	);
}

function inStatus(
	state: SessionState,
	number: number,
	...wanted: readonly Chart['status'][]
): Refusal | null {
	const chart = chartOf(state, number);
	if (chart === undefined)
		return refuse('session/unknown-chart', `expected a started chart, got chart ${number}`);
	if (wanted.includes(chart.status)) return null;
	return refuse(
		'session/chart-status',
		`expected chart ${number} to be ${wanted.join(' or ')}, it is ${chart.status}`
	);
}

export const testChecks: Checks<keyof typeof testPayloads> = {
	'chart-started': startable,
	'chart-announced': (state, { chart, what, sample }) =>
		firstRefusal(
			() => markable(state, chart, sample),
			() => {
				const found = chartOf(state, chart);
				const mark = what === 'X' ? found?.announcedStart : found?.announcedEnd;
				if (mark === null || mark?.voided === true) return null;
				return refuse('session/already-marked', `chart ${chart} has its ${what}: correct that one`);
			}
		),
	'question-asked': (state, data) =>
		firstRefusal(
			() => markable(state, data.chart, data.sample),
			() => askable(state, data)
		),
	'question-ended': (state, data) =>
		firstRefusal(
			() => markable(state, data.chart, data.sample),
			() => markableOnce(state, data, 'ended')
		),
	'answer-marked': (state, data) =>
		firstRefusal(
			() => markable(state, data.chart, data.sample),
			() => markableOnce(state, data, 'answer')
		),
	'presentation-voided': (state, data) => {
		const presentation = presentationOf(state, data);
		if (presentation === undefined) return unknownPresentation(data.presentation);
		if (presentation.voided === null) return null;
		return refuse('session/presentation-voided', `presentation ${data.presentation} was voided`);
	},
	// looking at a trace shows what was not noticed in the room: taken after measuring too, which is then done again
	'artifact-marked': (state, { chart, sample }) => placeable(state, chart, sample),
	'remark-made': (state, { chart, sample }) =>
		chart === null ? null : markable(state, chart, sample),
	'mark-corrected': correctable,
	'chart-paused': (state, { chart }) => inStatus(state, chart, 'running'),
	'chart-resumed': (state, { chart }) => inStatus(state, chart, 'paused'),
	'gap-declared': (state, { chart }) => inStatus(state, chart, 'running', 'paused', 'stopped'),
	'clock-paired': (state, { chart }) => inStatus(state, chart, 'running', 'paused', 'stopped'),
	'chart-stopped': (state, { chart }) => inStatus(state, chart, 'running', 'paused'),
	'chart-sealed': (state, { chart }) => inStatus(state, chart, 'stopped')
};
