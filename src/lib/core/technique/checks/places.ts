/**
 * Places of items in peak-of-tension lists: buffers around, the key in the middle, “anything else” last.
 *
 * @module
 */
import type { RuleOf } from '../item-rule-schema.ts';
import { containsText, isChinese } from '../wording.ts';
import { at, keysOf, type CheckedList, type DraftedQuestion, type Found } from './found.ts';
import { newItemId } from './sequence.ts';

/** Keys outside the middle third of the places. */
export function keyInMiddle(_: RuleOf<'key-in-middle'>, { questions }: CheckedList): Found[] {
	return questions.flatMap((question) =>
		keysOf(question).flatMap((key) => {
			const place = question.items.indexOf(key) + 1;
			const places = question.items.length;
			const share = (place - 0.5) / places;
			if (share > 1 / 3 && share < 2 / 3) return [];
			const others = question.items.filter((item) => item !== key);
			const items = others.toSpliced(Math.floor(others.length / 2), 0, key);
			return [at(question, key.itemId, { place, places, item: key.text }, { ...question, items })];
		})
	);
}

/** Lists without the buffers of the technique before the first scored item and after the last. */
export function buffersAround(
	_: RuleOf<'buffers-around'>,
	{ questions, technique }: CheckedList
): Found[] {
	if (technique?.kind !== 'known-peak') return [];
	const leading = technique.order.leadingBuffers.value;
	const trailing = technique.questions.buffers.value - leading;
	return questions.flatMap((question) => {
		const isBuffer = question.items.map(({ role }) => role === 'buffer');
		const first = isBuffer.indexOf(false);
		const last = isBuffer.length - 1 - isBuffer.lastIndexOf(false);
		if (first === leading && last === trailing && !isBuffer.slice(first, -last).includes(true))
			return [];
		const buffers = question.items.filter(({ role }) => role === 'buffer');
		const scored = question.items.filter(({ role }) => role !== 'buffer');
		const items = [...buffers.slice(0, leading), ...scored, ...buffers.slice(leading)];
		const isEnough = buffers.length === leading + trailing;
		const fix = isEnough ? { ...question, items } : undefined;
		return [at(question, null, { leading, trailing }, fix)];
	});
}

/** Lists whose last item is not “anything else”. */
export function anythingElse(rule: RuleOf<'anything-else'>, { questions }: CheckedList): Found[] {
	const isElse = ({ text }: DraftedQuestion['items'][number]): boolean =>
		[...rule.words.zh, ...rule.words.en].some((word) => containsText(text, word));
	return questions.flatMap((question) => {
		const last = question.items.at(-1);
		if (last !== undefined && isElse(last)) return [];
		const found = question.items.find((item) => isElse(item) && item.role === 'item');
		const text = isChinese(question.stem) ? rule.template.zh : rule.template.en;
		const added = found ?? { itemId: newItemId(question), text, role: 'item' as const };
		const items = [...question.items.filter((item) => item !== found), added];
		return [at(question, null, {}, { ...question, items })];
	});
}
