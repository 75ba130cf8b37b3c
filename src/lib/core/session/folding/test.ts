/**
 * How the events of step 4 (formal test) change the state.
 *
 * @module
 */
import type { EventData, EventTime, SessionEvent } from '../event.ts';
import type { testPayloads } from '../payloads-test.ts';
import type { Chart, PlacedMark } from '../state.ts';
import type { Folds } from './fold.ts';
import { withoutAnalysis } from './analysis.ts';
import { inChart, inPresentation } from './charts.ts';

/** The mark an event puts, at the sample its maker or the recorder gave it. */
function markOf(event: SessionEvent, sample: number | null): PlacedMark {
	return { eventId: event.id, at: event.at, sample, firstSample: sample, voided: false };
}

function startedChart(
	data: EventData<'chart-started'>,
	event: SessionEvent,
	series: number
): Chart {
	const empty = {
		asked: null,
		ended: null,
		answer: null,
		voided: null,
		repeats: null,
		given: null
	};
	return {
		chart: data.chart,
		started: data,
		status: 'running',
		presentations: data.order.map((one) => ({ chart: data.chart, ...one, ...empty })),
		artifacts: [],
		remarks: [],
		pauses: [],
		gaps: [],
		clock: [],
		announcedStart: null,
		announcedEnd: null,
		startedAt: event.at,
		stoppedAt: null,
		stopped: null,
		sealed: null,
		series
	};
}

/** The chart with its mark of this id changed, wherever it is. */
export function withMark(chart: Chart, change: <M extends PlacedMark>(mark: M) => M): Chart {
	const maybe = <M extends PlacedMark>(mark: M | null): M | null =>
		mark === null ? null : change(mark);
	return {
		...chart,
		presentations: chart.presentations.map((one) => ({
			...one,
			asked: maybe(one.asked),
			ended: maybe(one.ended),
			answer: maybe(one.answer)
		})),
		artifacts: chart.artifacts.map(change),
		remarks: chart.remarks.map(change),
		announcedStart: maybe(chart.announcedStart),
		announcedEnd: maybe(chart.announcedEnd)
	};
}

/** Pauses with the one that goes on ended now. */
const ended = (pauses: Chart['pauses'], to: EventTime): Chart['pauses'] =>
	pauses.map((one) => (one.to === null ? { ...one, to } : one));

export const testFolds: Folds<keyof typeof testPayloads> = {
	'chart-started': (state, data, event) => ({
		...state,
		charts: [...state.charts, startedChart(data, event, data.listVersion ?? state.listVersion)]
	}),
	'chart-announced': (state, { chart, what, sample }, event) =>
		inChart(state, chart, () =>
			what === 'X'
				? { announcedStart: markOf(event, sample) }
				: { announcedEnd: markOf(event, sample) }
		),
	'question-asked': (state, data, event) =>
		inPresentation(state, data, { asked: markOf(event, data.sample), ended: null, answer: null }),
	'question-ended': (state, data, event) =>
		inPresentation(state, data, { ended: markOf(event, data.sample) }),
	'answer-marked': (state, data, event) =>
		inPresentation(state, data, {
			answer: { ...markOf(event, data.sample), answer: data.answer }
		}),
	'presentation-voided': (state, data) =>
		withoutAnalysis(inPresentation(state, data, { voided: data.reason })),
	'artifact-marked': (state, { chart, code, note, sample }, event) =>
		withoutAnalysis(
			inChart(state, chart, ({ artifacts }) => ({
				artifacts: [...artifacts, { ...markOf(event, sample), code, note }]
			}))
		),
	'remark-made': (state, { chart, text, sample }, event) =>
		chart === null
			? { ...state, remarks: [...state.remarks, { eventId: event.id, text }] }
			: inChart(state, chart, ({ remarks }) => ({
					remarks: [...remarks, { ...markOf(event, sample), text }]
				})),
	'mark-corrected': (state, { eventId, sample, void: voided }) => {
		const charts = state.charts.map((chart) =>
			withMark(chart, (mark) =>
				mark.eventId === eventId ? { ...mark, sample: sample ?? mark.sample, voided } : mark
			)
		);
		return withoutAnalysis({ ...state, charts });
	},
	'chart-paused': (state, { chart, reason }, event) =>
		inChart(state, chart, ({ pauses }) => ({
			status: 'paused',
			pauses: [...pauses, { from: event.at, to: null, reason }]
		})),
	'chart-resumed': (state, { chart }, event) =>
		inChart(state, chart, ({ pauses }) => ({
			status: 'running',
			pauses: ended(pauses, event.at)
		})),
	'gap-declared': (state, data) =>
		inChart(state, data.chart, ({ gaps }) => ({ gaps: [...gaps, data] })),
	'clock-paired': (state, data) =>
		inChart(state, data.chart, ({ clock }) => ({ clock: [...clock, data] })),
	'chart-stopped': (state, data, event) =>
		inChart(state, data.chart, ({ pauses }) => ({
			status: 'stopped',
			stopped: data,
			stoppedAt: event.at,
			pauses: ended(pauses, event.at)
		})),
	'chart-sealed': (state, data) =>
		inChart(state, data.chart, () => ({ status: 'sealed', sealed: data }))
};
