/**
 * The wording of single questions that are answered with yes or no, and the answer agreed for each.
 *
 * @module
 */
import type { RuleOf } from '../item-rule-schema.ts';
import { containsText, isChinese, spokenLength } from '../wording.ts';
import { at, type CheckedList, type DraftedQuestion, type Found } from './found.ts';

type Item = DraftedQuestion['items'][number];
interface Words {
	readonly zh: readonly string[];
	readonly en: readonly string[];
}

const hasWord = (text: string, { zh, en }: Words): boolean =>
	(isChinese(text) ? zh : en).some((word) => containsText(text, word));

/** One place for each item of some roles that a condition holds for. */
function whereItem(
	{ questions }: CheckedList,
	roles: readonly Item['role'][],
	isBroken: (item: Item) => boolean,
	words: (item: Item) => Found['words'] = ({ text }) => ({ item: text })
): Found[] {
	return questions.flatMap((question) =>
		question.items
			.filter((item) => roles.includes(item.role) && isBroken(item))
			.map((item) => at(question, item.itemId, words(item)))
	);
}

/** English asks openly where a clause begins with such a word: "who took it", not "someone who trusted you". */
const isOpen = (text: string, { zh, en }: Words): boolean =>
	isChinese(text)
		? zh.some((word) => containsText(text, word))
		: text
				.split(/[,;:.?!]/)
				.some((clause) => en.includes(/[a-z]+/i.exec(clause)?.[0].toLowerCase() ?? ''));

/** Questions that cannot be answered with yes or no. */
export function yesOrNo(rule: RuleOf<'yes-or-no'>, list: CheckedList): Found[] {
	return whereItem(
		list,
		rule.roles,
		({ text }) => isOpen(text, rule.open) || !hasWord(text, rule.asks)
	);
}

/** Questions in which none of the words occurs. */
export function wordsMissing(rule: RuleOf<'words-missing'>, list: CheckedList): Found[] {
	const { technique } = list;
	const used = technique?.kind === 'comparison' ? technique.comparisons : undefined;
	if (rule.comparisons !== undefined && rule.comparisons !== used) return [];
	return whereItem(list, rule.roles, ({ text }) => !hasWord(text, rule.words));
}

/** Questions that are longer than can be heard at once. */
export function tooLong(rule: RuleOf<'too-long'>, list: CheckedList): Found[] {
	const most = (text: string): number => (isChinese(text) ? rule.characters : rule.words);
	return whereItem(
		list,
		rule.roles,
		({ text }) => spokenLength(text) > most(text),
		({ text }) => ({ item: text, length: spokenLength(text), most: most(text) })
	);
}

/** Questions without an agreed answer. */
export function answerStated(rule: RuleOf<'answer-stated'>, { questions }: CheckedList): Found[] {
	return questions.flatMap((question) =>
		question.items
			.filter(({ role, expected }) => expected === undefined && rule.answers[role] !== undefined)
			.map(({ itemId, text }) => {
				const items = question.items.map((item) => {
					const expected = rule.answers[item.role];
					const isIt = item.itemId === itemId && expected !== undefined;
					return isIt ? { ...item, expected } : item;
				});
				return at(question, itemId, { item: text }, { ...question, items });
			})
	);
}

/** Techniques with directed questions whose instructions do not say so to the person. */
export function directedInstruction(
	rule: RuleOf<'directed-instruction'>,
	{ technique }: CheckedList
): Found[] {
	if (technique?.kind !== 'comparison' || technique.comparisons !== 'directed-lie') return [];
	const isThere = technique.instructions.some(({ id }) => id === rule.instruction);
	return isThere ? [] : [{ questionId: null, itemId: null, words: {} }];
}
