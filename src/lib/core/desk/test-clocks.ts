/**
 * How long a test has been going on: the chart, the day, and since the last rest. From the log alone.
 *
 * @module
 */
import type { EventTime } from '../session/event.ts';
import type { Chart, SessionState } from '../session/state.ts';
import type { DeskSettings } from './desk-settings.ts';

/** Times of a session's testing [s]. */
export interface TestClocks {
	/** Since the start of the chart that runs; null = none. */
	readonly chartS: number | null;
	/** All recording of this day, acquaintance charts and pauses included. */
	readonly dayS: number;
	/** Since the last rest, or since the first chart of the day; null = the person is resting or nothing ran yet. */
	readonly withoutRestS: number | null;
	/** Length of the pause that goes on now; null = none. */
	readonly pauseS: number | null;
}

/** What is beyond its limit. */
export type ClockWarning = 'chart' | 'day' | 'rest';

const DAY_S = 86_400;
const secondsOf = ({ utc }: EventTime): number => Date.parse(utc) / 1000;

interface Span {
	readonly from: number;
	readonly to: number;
}

/** The clocks at a moment of the wall clock [s since 1970]; what began within a day before counts. */
export function testClocks(
	{ charts }: Pick<SessionState, 'charts'>,
	nowS: number,
	restMin: number
): TestClocks {
	const recent = charts.filter(({ startedAt }) => nowS - secondsOf(startedAt) < DAY_S / 2);
	const spans = recent.map((chart) => spanOf(chart, nowS));
	const running = recent.find(({ stoppedAt }) => stoppedAt === null);
	const paused = running?.pauses.find(({ to }) => to === null);
	return {
		chartS: running === undefined ? null : nowS - secondsOf(running.startedAt),
		dayS: spans.reduce((sum, { from, to }) => sum + to - from, 0),
		withoutRestS: withoutRest(recent, nowS, restMin * 60),
		pauseS: paused === undefined ? null : nowS - secondsOf(paused.from)
	};
}

function spanOf({ startedAt, stoppedAt }: Chart, nowS: number): Span {
	return { from: secondsOf(startedAt), to: stoppedAt === null ? nowS : secondsOf(stoppedAt) };
}

/** Time since the last stretch without asking that was long enough. */
function withoutRest(charts: readonly Chart[], nowS: number, restS: number): number | null {
	const busy = charts.flatMap((chart) => busySpans(chart, nowS)).sort((a, b) => a.from - b.from);
	const [first] = busy;
	if (first === undefined) return null;
	let since = first.from;
	let end = first.to;
	for (const span of busy) {
		if (span.from - end >= restS) since = span.from;
		end = Math.max(end, span.to);
	}
	return nowS - end >= restS ? null : nowS - since;
}

/** A chart without its pauses. */
function busySpans(chart: Chart, nowS: number): Span[] {
	const { from, to } = spanOf(chart, nowS);
	const spans: Span[] = [];
	let at = from;
	for (const pause of chart.pauses) {
		spans.push({ from: at, to: secondsOf(pause.from) });
		at = pause.to === null ? to : secondsOf(pause.to);
		if (pause.to === null) return spans;
	}
	return [...spans, { from: at, to }];
}

/** What is beyond its limit, in the order chart, day, rest. */
export function clockWarnings(
	{ chartS, dayS, withoutRestS }: TestClocks,
	{ chartMin, dayMin, withoutRestMin }: DeskSettings['limits']
): ClockWarning[] {
	const beyond: [ClockWarning, boolean][] = [
		['chart', (chartS ?? 0) > chartMin * 60],
		['day', dayS > dayMin * 60],
		['rest', (withoutRestS ?? 0) > withoutRestMin * 60]
	];
	return beyond.filter(([, is]) => is).map(([what]) => what);
}
