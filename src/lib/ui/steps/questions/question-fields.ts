/**
 * A question as fields of a form, and back.
 *
 * @module
 */
import type { EventData } from '#lib/core/session/event.ts';

type Question = EventData<'question-drafted'>;

/** What the question form holds while it is being filled in. */
export interface QuestionFields {
	/** Given at once, so that a half-written question keeps its identity in drafts. */
	questionId: string;
	factId: string;
	stem: string;
	category: string;
	buffer: string;
	key: string;
	foils: string[];
	reason: string;
}

/** An empty form with so many foils. */
export function emptyFields(foils: number): QuestionFields {
	return {
		questionId: crypto.randomUUID(),
		factId: '',
		stem: '',
		category: '',
		buffer: '',
		key: '',
		foils: Array.from({ length: foils }, () => ''),
		reason: ''
	};
}

/** A recorded question, to be corrected. */
export function fieldsOf(question: Question): QuestionFields {
	const textsOf = (role: string): string[] =>
		question.items.filter((item) => item.role === role).map(({ text }) => text);
	return {
		...question,
		buffer: textsOf('buffer')[0] ?? '',
		key: textsOf('key')[0] ?? '',
		foils: textsOf('foil'),
		reason: ''
	};
}

/**
 * The question the fields describe; null while something needed is empty.
 *
 * @param before the question that is corrected: items whose words stay keep their id
 */
export function questionOf(fields: QuestionFields, before: Question | null): Question | null {
	const foils = fields.foils.map((text) => text.trim()).filter((text) => text !== '');
	const needed = [fields.factId, fields.stem, fields.category, fields.buffer, fields.key];
	if (needed.some((text) => text.trim() === '') || foils.length === 0) return null;
	const items = [
		{ role: 'buffer' as const, text: fields.buffer.trim() },
		{ role: 'key' as const, text: fields.key.trim() },
		...foils.map((text) => ({ role: 'foil' as const, text }))
	].map((item, index) => ({
		...item,
		itemId:
			before?.items.find(({ role, text }) => role === item.role && text === item.text)?.itemId ??
			newItemId(before, index)
	}));
	const { questionId, factId, stem, category } = fields;
	return { questionId, factId, stem: stem.trim(), category: category.trim(), items };
}

/** `i1`, `i2` … in a new question; after a correction a number that was never used in it. */
function newItemId(before: Question | null, index: number): string {
	if (before === null) return `i${String(index + 1)}`;
	const used = before.items.map(({ itemId }) => Number(/\d+$/.exec(itemId)?.[0] ?? 0));
	return `i${String(Math.max(...used) + index + 1)}`;
}
