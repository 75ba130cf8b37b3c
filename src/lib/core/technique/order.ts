/**
 * Presentation orders: drawn before a chart starts, kept with their seed, so that they can be drawn again.
 *
 * @module
 */
import { chartCounts, isSeries, type Technique } from '../protocols/technique.ts';
import { formalCharts } from '../session/formal-charts.ts';
import type { Chart, SessionState } from '../session/state.ts';
import type { Draw, OrderedPresentation } from './orders/orderable.ts';
import { knownPeakOrder, searchOrder } from './orders/peak.ts';
import { presentationOrder } from './orders/recognition.ts';
import { seriesOrder } from './orders/series.ts';

export type { Draw, OrderableQuestion, OrderedPresentation } from './orders/orderable.ts';
export { keyPositionProbabilities, presentationOrder } from './orders/recognition.ts';
export { positionReveals } from './orders/position-reveals.ts';
export { orderProblem } from './orders/order-problem.ts';

/**
 * The order of one chart by the rules of its technique: the same arguments always give the same order.
 *
 * @throws {LabError} `technique/…` when the list does not have what the technique needs
 */
export function chartOrder(technique: Technique, draw: Draw): OrderedPresentation[] {
	switch (technique.kind) {
		case 'recognition':
			return presentationOrder(draw);
		case 'known-peak':
			return knownPeakOrder(technique, draw);
		case 'search':
			return searchOrder(technique, draw);
		case 'comparison':
		case 'relevant-irrelevant':
			return seriesOrder(technique, draw);
	}
}

/**
 * What the next chart of a session is drawn with. Charts of an acquaintance or of an earlier list do not count, nor do
 * those broken off: what they should have read is read again.
 *
 * All charts of a series share the seed of the first one recorded with this list, so that rotation goes on from chart
 * to chart. Charts of other techniques get a new seed each.
 *
 * @param newSeed 0…2³²−1
 */
export function nextDraw(
	technique: Technique,
	state: Pick<SessionState, 'charts' | 'listVersion'>,
	newSeed: number
): Omit<Draw, 'questions'> {
	const charts = formalCharts(state);
	const kept = isSeries(technique) ? charts[0]?.started.seed : undefined;
	return { seed: kept ?? newSeed, chart: charts.filter(isWhole).length + 1 };
}

function isWhole({ stopped }: Pick<Chart, 'stopped'>): boolean {
	return stopped === null || stopped.reason === 'complete';
}

/** Whether the technique has no chart more than those recorded whole with this list. */
export function areChartsUsedUp(
	technique: Technique,
	state: Pick<SessionState, 'charts' | 'listVersion' | 'questions'>
): boolean {
	const { atMost } = chartCounts(technique, state.questions.length);
	return atMost !== null && formalCharts(state).filter(isWhole).length >= atMost;
}

/**
 * A label for each presentation of a question, in order: that of its item, with the number of the repetition before it
 * where a chart asks it several times (1R1, 2R1); null where the item has none.
 */
export function presentationLabels(
	items: readonly { readonly itemId: string; readonly label?: string | undefined }[],
	order: readonly Pick<OrderedPresentation, 'itemId'>[]
): (string | null)[] {
	return order.map(({ itemId }, index) => {
		const label = items.find((item) => item.itemId === itemId)?.label;
		if (label === undefined) return null;
		const isSame = (one: { readonly itemId: string }): boolean => one.itemId === itemId;
		if (order.filter(isSame).length === 1) return label;
		return `${order.slice(0, index + 1).filter(isSame).length}${label}`;
	});
}
