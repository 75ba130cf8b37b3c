/**
 * Whether the items of a question look alike, so that the key does not stand out by its form.
 *
 * @module
 */
import type { RuleOf } from '../item-rule-schema.ts';
import { isChinese, plain, spokenLength } from '../wording.ts';
import { at, keysOf, type CheckedList, type DraftedQuestion, type Found } from './found.ts';

/** The allowed difference in the unit in which the items are heard. */
function allowed(question: DraftedQuestion, rule: { characters: number; words: number }): number {
	return question.items.some(({ text }) => isChinese(text)) ? rule.characters : rule.words;
}

/** Questions whose items differ in length too much. */
export function lengthSpread(rule: RuleOf<'length-spread'>, { questions }: CheckedList): Found[] {
	return questions.flatMap((question) => {
		const lengths = question.items.map(({ text }) => spokenLength(text));
		const shortest = Math.min(...lengths);
		const longest = Math.max(...lengths);
		return longest - shortest > allowed(question, rule)
			? [at(question, null, { shortest, longest })]
			: [];
	});
}

/** Keys that alone are the longest or the shortest item. */
export function keyOutlier(rule: RuleOf<'key-outlier'>, { questions }: CheckedList): Found[] {
	return questions.flatMap((question) =>
		keysOf(question).flatMap((key) => {
			const others = question.items
				.filter((item) => item.role === 'foil')
				.map(({ text }) => spokenLength(text));
			if (others.length === 0) return [];
			const length = spokenLength(key.text);
			const longest = Math.max(...others);
			const shortest = Math.min(...others);
			const away = Math.max(length - longest, shortest - length);
			const nearest = length > longest ? longest : shortest;
			return away > 0 && away >= allowed(question, rule)
				? [at(question, key.itemId, { key: length, nearest, item: key.text })]
				: [];
		})
	);
}

/** Items that read the same as an earlier item of their question. */
export function duplicateItem(_: RuleOf<'duplicate-item'>, { questions }: CheckedList): Found[] {
	return questions.flatMap((question) =>
		question.items.flatMap(({ itemId, text }, i) =>
			question.items.slice(0, i).some((other) => plain(other.text) === plain(text))
				? [at(question, itemId, { item: text })]
				: []
		)
	);
}

/** Questions with some Chinese items and some without a Chinese character. */
export function mixedScripts(_: RuleOf<'mixed-scripts'>, { questions }: CheckedList): Found[] {
	return questions
		.filter(({ items }) => new Set(items.map(({ text }) => isChinese(text))).size > 1)
		.map((question) => at(question));
}

/** Questions in which some items have digits, or are questions themselves, and some are not. */
export function mixedForm(_: RuleOf<'mixed-form'>, { questions }: CheckedList): Found[] {
	const isMixed = (texts: readonly string[], form: RegExp): boolean =>
		new Set(texts.map((text) => form.test(text))).size > 1;
	return questions
		.filter(({ items }) => {
			const texts = items.map(({ text }) => text);
			return isMixed(texts, /\p{N}/u) || isMixed(texts, /[?？]$/);
		})
		.map((question) => at(question));
}

/** Items that end with a full stop, a comma or the like. */
export function untidyEnd(_: RuleOf<'untidy-end'>, { questions }: CheckedList): Found[] {
	const end = /[。，、；：.,;:][\s。，、；：.,;:]*$/u;
	return questions.flatMap((question) =>
		question.items
			.filter(({ text }) => end.test(text) && text.replace(end, '') !== '')
			.map(({ itemId, text }) => {
				const items = question.items.map((item) =>
					item.itemId === itemId ? { ...item, text: text.replace(end, '') } : item
				);
				return at(question, itemId, { item: text }, { ...question, items });
			})
	);
}
