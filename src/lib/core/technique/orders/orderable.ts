/**
 * What orders are made of and what they give back.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import type { ItemRole } from '../../session/question.ts';

/** What an order needs to know of a question: its items and their roles, never the words. */
export interface OrderableQuestion {
	readonly questionId: string;
	readonly items: readonly {
		readonly itemId: string;
		readonly role: ItemRole;
	}[];
}

/** One place in a chart. */
export interface OrderedPresentation {
	/** Position within the chart, 1-based. */
	readonly presentation: number;
	readonly questionId: string;
	readonly itemId: string;
}

/** A place before it has its number. */
export type Place = Omit<OrderedPresentation, 'presentation'>;

/** What a chart's order is drawn from. */
export interface Draw {
	/** In the order of the list. */
	readonly questions: readonly OrderableQuestion[];
	/** 0…2³²−1. */
	readonly seed: number;
	/** 1 = first chart recorded with this list. */
	readonly chart: number;
}

/** Places with their numbers. */
export function numbered(places: readonly Place[]): OrderedPresentation[] {
	return places.map((place, index) => ({ presentation: index + 1, ...place }));
}

/** Items of a question as places, in the order given. */
export function placesOf(question: OrderableQuestion, itemIds: readonly string[]): Place[] {
	return itemIds.map((itemId) => ({ questionId: question.questionId, itemId }));
}

/** Ids of the items of a role, in the order of the list. */
export function idsOf(question: OrderableQuestion, role: ItemRole): string[] {
	return question.items.filter((item) => item.role === role).map(({ itemId }) => itemId);
}

/**
 * The key of a question.
 *
 * @throws {LabError} `technique/key-count` when there is not exactly one
 */
export function keyOf(question: OrderableQuestion): string {
	const [key, ...others] = idsOf(question, 'key');
	if (key !== undefined && others.length === 0) return key;
	throw new LabError('technique/key-count', `expected one key in ${question.questionId}`);
}
