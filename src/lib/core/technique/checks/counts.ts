/**
 * How many questions there are, and how many items of each role.
 *
 * @module
 */
import { probabilityText } from '../../statistics/probability-text.ts';
import type { RuleOf } from '../item-rule-schema.ts';
import { at, type CheckedList, type Found } from './found.ts';

/** Questions with too few or too many items of a role. */
export function roleCount(rule: RuleOf<'role-count'>, { questions }: CheckedList): Found[] {
	return questions.flatMap((question) => {
		const found = question.items.filter((item) => item.role === rule.role).length;
		const words = { found, least: rule.least, most: rule.most };
		return found < rule.least || found > rule.most ? [at(question, null, words)] : [];
	});
}

/** A list that is too short, with the chance probability of its best possible outcome. */
export function questionCount(rule: RuleOf<'question-count'>, { questions }: CheckedList): Found[] {
	const found = questions.length;
	if (found >= rule.least) return [];
	const chance = questions.reduce((p, { items }) => {
		const scored = items.filter((item) => item.role !== 'buffer').length;
		return p / Math.max(1, scored);
	}, 1);
	const words = { found, least: rule.least, p: probabilityText(chance) };
	return [{ questionId: null, itemId: null, words }];
}
