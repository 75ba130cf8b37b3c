/**
 * The order of interviews: what must come first or wait, then a score from permitted inputs only (§4.3, MS-03).
 *
 * @module
 */
import type { BoardSettings } from './board-settings.ts';
import { ORDER_INPUTS, type OrderEntry } from './fact.ts';

/** One place in the order. */
export interface OrderPlace {
	readonly subject: string;
	/** `due` before everything, `wait` after it. */
	readonly group: 'due' | 'free' | 'wait';
	/** U, 0–1. Says when to ask, nothing about the person. */
	readonly score: number;
}

const groups = ['due', 'free', 'wait'] as const;

/**
 * U = .35 information value + .25 independence + .20 evidence ready + .20 memory or evidence decay.
 *
 * @source interview reference §4.3
 */
export function orderScore(
	{ inputs }: Pick<OrderEntry, 'inputs'>,
	{ orderWeights }: Pick<BoardSettings, 'orderWeights'>
): number {
	return ORDER_INPUTS.reduce((sum, name) => sum + orderWeights[name].value * inputs[name], 0);
}

/** The order: legal clocks that run out, then by score, then those who must wait; equals by code. */
export function interviewOrder(
	entries: readonly OrderEntry[],
	settings: Pick<BoardSettings, 'orderWeights'>
): OrderPlace[] {
	const places = entries.map((entry): OrderPlace => {
		const constraints = Object.values(entry.constraints);
		// whoever may not be asked now is not, however short the time
		const group = constraints.includes('hold')
			? 'wait'
			: constraints.includes('due')
				? 'due'
				: 'free';
		return { subject: entry.subject, group, score: orderScore(entry, settings) };
	});
	return places.sort(
		(a, b) =>
			groups.indexOf(a.group) - groups.indexOf(b.group) ||
			b.score - a.score ||
			(a.subject < b.subject ? -1 : 1)
	);
}
