/**
 * Whether a text gives away what it must not, or contains a word that must not be read out.
 *
 * @module
 */
import type { RuleOf } from '../item-rule-schema.ts';
import { containsText } from '../wording.ts';
import { at, keysOf, type CheckedList, type Found } from './found.ts';

/** Foils that occur in a recorded fact and so may be true by accident. */
export function foilInFact(
	rule: RuleOf<'foil-in-fact'>,
	{ questions, facts }: CheckedList
): Found[] {
	return questions.flatMap((question) =>
		question.items
			.filter((item) => item.role === 'foil')
			.flatMap(({ itemId, text }) => {
				const fact = facts.find((f) => containsText(f.text, text, rule.shortest));
				return fact === undefined ? [] : [at(question, itemId, { item: text, fact: fact.text })];
			})
	);
}

/** Keys that another question says aloud: whoever hears it learns them. */
export function keyElsewhere(rule: RuleOf<'key-elsewhere'>, { questions }: CheckedList): Found[] {
	return questions.flatMap((question) =>
		keysOf(question).flatMap(({ itemId, text }) => {
			const other = questions.find(
				({ questionId, stem, items }) =>
					questionId !== question.questionId &&
					[stem, ...items.map((item) => item.text)].some((said) =>
						containsText(said, text, rule.shortest)
					)
			);
			return other === undefined ? [] : [at(question, itemId, { item: text, other: other.stem })];
		})
	);
}

/** Keys that their own stem says aloud. */
export function keyInStem(rule: RuleOf<'key-in-stem'>, { questions }: CheckedList): Found[] {
	return questions.flatMap((question) =>
		keysOf(question)
			.filter(({ text }) => containsText(question.stem, text, rule.shortest))
			.map(({ itemId, text }) => at(question, itemId, { item: text }))
	);
}

/** Stems and items with a word that must not be read out. */
export function forbiddenWord(rule: RuleOf<'forbidden-word'>, { questions }: CheckedList): Found[] {
	const words = [...rule.words.zh, ...rule.words.en];
	return questions.flatMap((question) =>
		[{ itemId: null, text: question.stem }, ...question.items].flatMap(({ itemId, text }) => {
			const word = words.find((w) => containsText(text, w));
			return word === undefined ? [] : [at(question, itemId, { word })];
		})
	);
}
