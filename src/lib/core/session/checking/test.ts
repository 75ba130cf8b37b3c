/**
 * Whether what the events of step 4 (formal test) say fits what is known.
 *
 * @module
 */
import type { EventData } from '../event.ts';
import type { testPayloads } from '../payloads-test.ts';
import type { Chart, SessionState } from '../state.ts';
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

function startable(state: SessionState, data: EventData<'chart-started'>): Refusal | null {
	const next = state.charts.length + 1;
	const open = state.charts.find(({ status }) => status === 'running' || status === 'paused');
	if (open !== undefined)
		return refuse('session/chart-running', `chart ${open.chart} has not been stopped`);
	if (data.chart !== next)
		return refuse('session/chart-number', `expected chart ${next}, got ${data.chart}`);
	if (state.sensors?.accepted !== true)
		return refuse('session/sensors-not-accepted', 'expected accepted sensors before a chart');
	return firstRefusal(
		() => askableOrder(state, data.order),
		() => keyNeverFirst(state, data.order)
	);
}

type Order = EventData<'chart-started'>['order'];

function itemRole(state: SessionState, { questionId, itemId }: Order[number]): string | undefined {
	const question = state.questions.find((one) => one.questionId === questionId);
	return question?.items.find((item) => item.itemId === itemId)?.role;
}

/** Presentations count 1, 2, 3 … and name items of the locked list. */
function askableOrder(state: SessionState, order: Order): Refusal | null {
	for (const [index, place] of order.entries()) {
		if (place.presentation !== index + 1)
			return refuse(
				'session/order-number',
				`expected presentation ${index + 1}, got ${place.presentation}`
			);
		if (itemRole(state, place) === undefined)
			return refuse(
				'session/unknown-item',
				`expected an item of the list, got ${place.questionId}/${place.itemId}`
			);
	}
	return null;
}

/** The first item of a question draws a response whatever it is, so it must not be the key. */
function keyNeverFirst(state: SessionState, order: Order): Refusal | null {
	const first = order.find(
		(place, index) =>
			order[index - 1]?.questionId !== place.questionId && itemRole(state, place) === 'key'
	);
	if (first === undefined) return null;
	return refuse(
		'session/key-first',
		`expected a buffer or foil first in ${first.questionId}, got the key`
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
