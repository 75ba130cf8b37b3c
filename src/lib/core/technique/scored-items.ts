/**
 * Which items of a question are scored, and what they are compared by. The roles alone say it, so that it can be known
 * from the log of a session.
 *
 * @module
 */
import type { FeatureSet } from '../signal/features.ts';
import type { ItemRole } from '../session/question.ts';

type Items = readonly { readonly itemId: string; readonly role: ItemRole }[];

/** Whether questions of these items are compared: a series has relevant questions, a list of details has none. */
export function isSeriesOfItems(items: Items): boolean {
	return items.some(({ role }) => role === 'relevant');
}

/** Relevant questions of a series; of a list everything but buffers. */
export function scoredItems<I extends Items>(items: I): I[number][] {
	const isScored = isSeriesOfItems(items)
		? (role: ItemRole) => role === 'relevant'
		: (role: ItemRole) => role !== 'buffer';
	return items.filter(({ role }) => isScored(role));
}

/** Which features a session with these questions is measured by. */
export function featureSetOfQuestions(questions: readonly { readonly items: Items }[]): FeatureSet {
	return questions.some(({ items }) => isSeriesOfItems(items)) ? 'comparison' : 'details';
}
