/**
 * Whether the order of a chart can be read out: looked at through the roles of its items, whatever the technique.
 *
 * @module
 */
import type { EventData } from '../event.ts';
import type { ItemRole, Question } from '../question.ts';
import { firstRefusal, refuse, type Refusal } from './check.ts';

type Order = EventData<'chart-started'>['order'];
type Listed = { readonly questions: readonly Question[] };

/** Roles whose response counts. An `item` may come first in the list of an acquaintance chart, where nothing does. */
const NEVER_FIRST: readonly (ItemRole | undefined)[] = ['key', 'comparison', 'relevant'];
/** Roles of a list, in which everything is read once. */
const ONCE: readonly ItemRole[] = ['buffer', 'key', 'foil', 'item'];

/**
 * What is wrong with an order: numbers, unknown items, something scored first, an item of a question left out, an item
 * of a list read twice. The rules of one technique are those of core/technique/order.ts.
 */
export function orderRefusal(list: Listed, order: Order): Refusal | null {
	return firstRefusal(
		() => askableOrder(list, order),
		() => nothingScoredFirst(list, order),
		() => wholeQuestions(list, order)
	);
}

function itemRole(list: Listed, { questionId, itemId }: Order[number]): ItemRole | undefined {
	const question = list.questions.find((one) => one.questionId === questionId);
	return question?.items.find((item) => item.itemId === itemId)?.role;
}

/** Presentations count 1, 2, 3 … and name items of the list. */
function askableOrder(list: Listed, order: Order): Refusal | null {
	for (const [index, place] of order.entries()) {
		if (place.presentation !== index + 1)
			return refuse(
				'session/order-number',
				`expected presentation ${index + 1}, got ${place.presentation}`
			);
		if (itemRole(list, place) === undefined)
			return refuse(
				'session/unknown-item',
				`expected an item of the list, got ${place.questionId}/${place.itemId}`
			);
	}
	return null;
}

/** The first item of a question draws a response whatever it is, so it must not be one that counts. */
function nothingScoredFirst(list: Listed, order: Order): Refusal | null {
	const first = order.find(
		(place, index) =>
			order[index - 1]?.questionId !== place.questionId &&
			NEVER_FIRST.includes(itemRole(list, place))
	);
	if (first === undefined) return null;
	const role = itemRole(list, first) ?? '';
	return refuse(
		role === 'key' ? 'session/key-first' : 'session/scored-first',
		`expected a buffer or foil first in ${first.questionId}, got the ${role}`
	);
}

/** A question that is read is read whole; what belongs to a list is read once. */
function wholeQuestions({ questions }: Listed, order: Order): Refusal | null {
	for (const { questionId, items } of questions) {
		const read = order.filter((place) => place.questionId === questionId);
		if (read.length === 0) continue;
		for (const { itemId, role } of items) {
			const times = read.filter((place) => place.itemId === itemId).length;
			if (times === 1 || (times > 1 && !ONCE.includes(role))) continue;
			return refuse(
				'session/order-items',
				`expected ${questionId}/${itemId} ${ONCE.includes(role) ? 'once' : 'in the order'}, got it ${times} times`
			);
		}
	}
	return null;
}
