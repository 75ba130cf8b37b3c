/**
 * Whether a text gives away what it must not, or contains a word that must not be read out.
 *
 * @module
 */
import type { RuleOf } from '../item-rule-schema.ts';
import { containsText, isChinese } from '../wording.ts';
import { at, keysOf, type CheckedList, type DraftedQuestion, type Found } from './found.ts';

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
		[...stemOf(question, rule), ...itemsOf(question, rule)].flatMap(({ itemId, text }) => {
			const word = words.find((w) => containsText(text, w));
			return word === undefined ? [] : [at(question, itemId, { word })];
		})
	);
}

function stemOf({ stem }: DraftedQuestion, { roles }: RuleOf<'forbidden-word'>) {
	return roles === undefined ? [{ itemId: null, text: stem }] : [];
}

function itemsOf({ items }: DraftedQuestion, { roles }: RuleOf<'forbidden-word'>) {
	return items.filter(({ role }) => roles?.includes(role) ?? true);
}

/** Words, the shorter ones left out. Chinese is cut into words by the rules of Unicode. */
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Keys of which a single word is said in another question. */
export function keyWordElsewhere(
	rule: RuleOf<'key-word-elsewhere'>,
	{ questions }: CheckedList
): Found[] {
	return questions.flatMap((question) =>
		keysOf(question).flatMap(({ itemId, text }) => {
			const shortest = (word: string): number => (isChinese(word) ? rule.characters : rule.letters);
			const words = [...segmenter.segment(text)]
				.filter((part) => part.isWordLike === true)
				.map(({ segment }) => segment)
				.filter((word) => word.length >= shortest(word));
			for (const other of questions) {
				if (other.questionId === question.questionId) continue;
				const said = [other.stem, ...other.items.map((item) => item.text)];
				const word = words.find((one) => said.some((where) => containsText(where, one)));
				// the same key in whole is another rule's
				if (word !== undefined && !said.some((where) => containsText(where, text)))
					return [at(question, itemId, { item: text, word, other: other.stem })];
			}
			return [];
		})
	);
}
