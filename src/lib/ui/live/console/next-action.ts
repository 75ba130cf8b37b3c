/**
 * What the examiner does next in a chart, and when it may be done.
 *
 * @module
 */
import type { Chart, Presentation } from '#lib/core/session/state.ts';

/** Times of the technique [s]. */
export interface Pace {
	/** Quiet recording before the first item. */
	readonly baselineS: number;
	/** From onset to onset: not before. */
	readonly minimumIntervalS: number;
	/** From onset to onset: a reminder after. */
	readonly longestIntervalS: number;
	/** Quiet recording after the last item. */
	readonly closingS: number;
}

/** The next thing to do. */
export interface NextAction {
	readonly what: 'announce-start' | 'ask' | 'end' | 'announce-end' | 'finish';
	/** The presentation that is being read (`end`) or comes next (`ask`). */
	readonly presentation: Presentation | null;
	/** Workstation clock from which on it may be done [s]; null = at once. */
	readonly readyAtS: number | null;
}

const stands = <M extends { readonly voided: boolean }>(mark: M | null): M | null =>
	mark === null || mark.voided ? null : mark;

/** The presentation read out last; null before the first. */
export function lastAsked(chart: Chart): Presentation | null {
	return chart.presentations.findLast(({ asked }) => stands(asked) !== null) ?? null;
}

/** The next thing to do in a running chart. Items come in the drawn order; voided ones are passed over. */
export function nextAction(chart: Chart, pace: Pace): NextAction {
	const start = stands(chart.announcedStart);
	if (start === null) return { what: 'announce-start', presentation: null, readyAtS: null };
	const last = lastAsked(chart);
	const isReading = last !== null && stands(last.ended) === null && last.voided === null;
	if (isReading) return { what: 'end', presentation: last, readyAtS: null };
	const next = chart.presentations.find(
		({ asked, voided }) => voided === null && stands(asked) === null
	);
	const since = stands(last?.asked ?? null)?.at.monotonicS ?? null;
	const begin = start.at.monotonicS;
	if (next !== undefined) {
		const readyAtS =
			since === null ? plus(begin, pace.baselineS) : plus(since, pace.minimumIntervalS);
		return { what: 'ask', presentation: next, readyAtS };
	}
	if (stands(chart.announcedEnd) === null)
		return { what: 'announce-end', presentation: null, readyAtS: plus(since, pace.closingS) };
	return { what: 'finish', presentation: null, readyAtS: null };
}

const plus = (at: number | null, by: number): number | null => (at === null ? null : at + by);
