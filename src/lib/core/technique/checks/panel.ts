/**
 * Whether people who know nothing of the case take the key for the true item more often than chance.
 *
 * @module
 */
import { binomialAtLeast } from '../../statistics/binomial.ts';
import { probabilityText } from '../../statistics/probability-text.ts';
import type { RuleOf } from '../item-rule-schema.ts';
import { at, keysOf, type CheckedList, type Found } from './found.ts';

/** Keys that a panel chose more often than chance; panels of one question are added up. */
export function panelChoice(rule: RuleOf<'panel-choice'>, list: CheckedList): Found[] {
	return list.questions.flatMap((question) => {
		const scored = question.items.filter(({ role }) => role !== 'buffer');
		const panels = (list.panels ?? []).filter(
			({ questionId }) => questionId === question.questionId
		);
		const countOf = (itemId: string): number =>
			panels
				.flatMap(({ choices }) => choices)
				.reduce((sum, choice) => sum + (choice.itemId === itemId ? choice.count : 0), 0);
		const people = scored.reduce((sum, { itemId }) => sum + countOf(itemId), 0);
		return keysOf(question).flatMap(({ itemId, text }) => {
			const count = countOf(itemId);
			const p = binomialAtLeast(count, people, 1 / scored.length);
			if (people === 0 || p > rule.alpha) return [];
			return [at(question, itemId, { item: text, count, people, p: probabilityText(p) })];
		});
	});
}
