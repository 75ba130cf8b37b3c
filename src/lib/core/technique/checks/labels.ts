/**
 * Labels of questions: each its own, none that says another role.
 *
 * @module
 */
import { isSeries } from '../../protocols/technique.ts';
import type { ItemRole } from '../../session/question.ts';
import type { RuleOf } from '../item-rule-schema.ts';
import { at, type CheckedList, type DraftedQuestion, type Found } from './found.ts';
import { inSequence } from './sequence.ts';

type Item = DraftedQuestion['items'][number];

/** The question with another label on one item; undefined where no label is known for it. */
function relabelled(
	question: DraftedQuestion,
	{ itemId }: Item,
	label: string | undefined
): DraftedQuestion | undefined {
	const isTaken = question.items.some((item) => item.itemId !== itemId && item.label === label);
	if (label === undefined || isTaken) return undefined;
	const items = question.items.map((item) => (item.itemId === itemId ? { ...item, label } : item));
	return { ...question, items };
}

/** The label of the place an item stands at. */
function placeLabel(list: CheckedList, question: DraftedQuestion, { itemId }: Item) {
	if (list.technique === undefined || !isSeries(list.technique)) return undefined;
	const read = inSequence(list.technique, question) ?? [];
	return read.find(({ item }) => item.itemId === itemId)?.place.label;
}

/** Items of a series without a label, or with that of an earlier one. */
export function labelUnique(_: RuleOf<'label-unique'>, list: CheckedList): Found[] {
	return list.questions.flatMap((question) =>
		question.items
			.filter(
				({ label }, index) =>
					label === undefined || question.items.findIndex((one) => one.label === label) < index
			)
			.map((item) => {
				const fix = relabelled(question, item, placeLabel(list, question, item));
				return at(question, item.itemId, { label: item.label ?? '—', item: item.text }, fix);
			})
	);
}

/** What the letters of a label say; null = nothing. */
function roleOfLabel(label: string): ItemRole | null {
	const letters = label.replace(/[\d\s]/g, '').toUpperCase();
	if (letters.includes('SR')) return 'sacrifice';
	if (letters.includes('R')) return 'relevant';
	return letters.includes('C') ? 'comparison' : null;
}

/** Labels that say another role than the item has. */
export function labelRole(_: RuleOf<'label-role'>, list: CheckedList): Found[] {
	return list.questions.flatMap((question) =>
		question.items.flatMap((item) => {
			const { label = '', role, itemId } = item;
			const said = roleOfLabel(label);
			if (said === null || said === role) return [];
			const fix = relabelled(question, item, placeLabel(list, question, item));
			return [at(question, itemId, { label, role }, fix)];
		})
	);
}

/** Labels with the letter O where a zero is meant. */
export function letterForZero(_: RuleOf<'letter-for-zero'>, { questions }: CheckedList): Found[] {
	const mistaken = /(?<=\d)[Oo]|[Oo](?=\d)/g;
	return questions.flatMap((question) =>
		question.items.flatMap((item) => {
			const { label = '', itemId } = item;
			const mended = label.replace(mistaken, '0');
			if (mended === label) return [];
			return [at(question, itemId, { label }, relabelled(question, item, mended))];
		})
	);
}
