/**
 * What an item is called in a table.
 *
 * @module
 */
import type { Question } from '#lib/core/session/question.ts';

/** The label of the field with the words; only the words where the item has no label. */
export function itemName(
	questions: readonly Pick<Question, 'questionId' | 'items'>[],
	questionId: string,
	itemId: string
): string {
	const items = questions.find((one) => one.questionId === questionId)?.items ?? [];
	const item = items.find((one) => one.itemId === itemId);
	if (item === undefined) return itemId;
	return item.label === undefined ? item.text : `${item.label} ${item.text}`;
}
