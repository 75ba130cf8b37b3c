/**
 * Whether what the events of the examiner's desk say fits what is known.
 *
 * @module
 */
import type { EventData } from '../event.ts';
import type { deskPayloads } from '../payloads-desk.ts';
import type { SessionState } from '../state.ts';
import { chartOf, presentationOf, refuse, type Checks, type Refusal } from './check.ts';
import { unknownPresentation } from './marks.ts';

/** A presentation is asked again once, in the chart it was voided in, at its end. */
function repeatable(
	state: SessionState,
	{ chart: number, presentation, of }: EventData<'presentation-repeated'>
): Refusal | null {
	const chart = chartOf(state, number);
	if (chart === undefined)
		return refuse('session/unknown-chart', `expected a started chart, got chart ${number}`);
	if (chart.status !== 'running' && chart.status !== 'paused')
		return refuse('session/chart-status', `expected a running chart, it is ${chart.status}`);
	const before = presentationOf(state, { chart: number, presentation: of });
	if (before === undefined) return unknownPresentation(of);
	if (before.voided === null)
		return refuse('session/not-voided', `expected a voided presentation, ${of} stands`);
	if (chart.presentations.some(({ repeats }) => repeats === of))
		return refuse('session/already-repeated', `presentation ${of} is asked again already`);
	const next = (chart.presentations.at(-1)?.presentation ?? 0) + 1;
	if (presentation === next) return null;
	return refuse('session/order-number', `expected presentation ${next}, got ${presentation}`);
}

export const deskChecks: Checks<keyof typeof deskPayloads> = {
	'presentation-repeated': repeatable,
	'pause-explained': (state, { chart }) => {
		if ((chartOf(state, chart)?.pauses.length ?? 0) > 0) return null;
		return refuse('session/not-paused', `expected a chart that was paused, got chart ${chart}`);
	},
	'stimulus-given': (state, at) => {
		const presentation = presentationOf(state, at);
		if (presentation === undefined) return unknownPresentation(at.presentation);
		if (presentation.asked !== null) return null;
		return refuse('session/not-asked', `presentation ${at.presentation} was not asked yet`);
	}
};
