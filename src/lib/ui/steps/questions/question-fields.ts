/**
 * A question as fields of a form, and back: of every technique, its items row by row.
 *
 * @module
 */
import { isKeyed, isSeries, type Technique } from '#lib/core/protocols/technique.ts';
import type { ItemRole, MediaFile, Question, QuestionItem } from '#lib/core/session/question.ts';
import { placedRows, startingRoles } from './rows.ts';

/** One row of the table of items. */
export interface ItemFields {
	/** Of this form only: what a list of rows is kept in order by. */
	rowId: string;
	role: ItemRole;
	text: string;
	/** Empty = that of the technique. */
	expected: '' | 'yes' | 'no' | 'silent';
	/** What is shown with it; empty = nothing. */
	shown: '' | 'picture' | 'object';
	description: string;
	picture: MediaFile | null;
	/** What is played instead of being read out; empty = it is read out. */
	played: '' | 'recorded' | 'synthesised';
	sound: MediaFile | null;
}

/** What the question form holds while it is being filled in. */
export interface QuestionFields {
	/** Given at once, so that a half-written question keeps its identity in drafts. */
	questionId: string;
	/** Empty = none. */
	factId: string;
	stem: string;
	category: string;
	hypothesisIds: string[];
	items: ItemFields[];
	reason: string;
}

/** An empty row. */
export function emptyItem(role: ItemRole): ItemFields {
	const nothing = { text: '', expected: '', shown: '', description: '', played: '' } as const;
	return { rowId: crypto.randomUUID(), role, ...nothing, picture: null, sound: null };
}

/** An empty form with the rows a question of the technique needs at least. */
export function emptyFields(technique: Technique): QuestionFields {
	return {
		...{ questionId: crypto.randomUUID(), factId: '', stem: '', category: '', reason: '' },
		hypothesisIds: [],
		items: startingRoles(technique).map(emptyItem)
	};
}

/** A recorded question, to be corrected. */
export function fieldsOf(question: Question): QuestionFields {
	const { questionId, factId, stem, category, hypothesisIds, items } = question;
	return {
		...{ questionId, factId: factId ?? '', stem, category, reason: '' },
		hypothesisIds: [...(hypothesisIds ?? [])],
		items: items.map(rowOf)
	};
}

function rowOf({ role, text, expected, stimulus, prompt }: QuestionItem): ItemFields {
	return {
		...{ ...emptyItem(role), text, expected: expected ?? '' },
		...{ shown: stimulus?.kind ?? '', description: stimulus?.description ?? '' },
		picture: stimulus?.file ?? null,
		...{ played: prompt?.kind ?? '', sound: prompt?.file ?? null }
	};
}

/**
 * The question the fields describe; null while something needed is empty.
 *
 * @param before the question that is corrected: items whose words stay keep their id
 */
export function questionOf(
	fields: QuestionFields,
	before: Question | null,
	technique: Technique
): Question | null {
	const { questionId, factId, hypothesisIds } = fields;
	const [stem, category] = [fields.stem.trim(), fields.category.trim()];
	if (stem === '' || category === '' || (isKeyed(technique) && factId === '')) return null;
	const rows = fields.items.map((row) => ({ ...row, text: row.text.trim() }));
	const needed = rows.filter(({ role }) => role === 'buffer' || role === 'key');
	const written = rows.filter(({ text }) => text !== '');
	if (needed.some(({ text }) => text === '') || written.length < 3) return null;
	if (written.some((row) => !isMediaWhole(row))) return null;
	const placed = isSeries(technique) ? placedRows(technique, written) : written;
	const items = placed.map((row, index) => itemOf(row, before, index));
	const hypotheses = hypothesisIds.length > 0 ? { hypothesisIds: [...hypothesisIds] } : {};
	return {
		...{ questionId, factId: factId === '' ? null : factId, stem, category },
		items,
		...hypotheses
	};
}

/** A picture needs its file, a recorded voice too; an object needs to be told. */
function isMediaWhole({ shown, picture, description, played, sound }: ItemFields): boolean {
	if (shown === 'picture' && picture === null) return false;
	if (shown !== '' && description.trim() === '') return false;
	return played !== 'recorded' || sound !== null;
}

function itemOf(
	row: ItemFields & { readonly label?: string | undefined },
	before: Question | null,
	index: number
): QuestionItem {
	const { role, text, label, expected, shown, description, picture, played, sound } = row;
	const same = before?.items.find((item) => item.role === role && item.text === text);
	return {
		...{ itemId: same?.itemId ?? newItemId(before, index), text, role },
		...(label === undefined ? {} : { label }),
		...(expected === '' ? {} : { expected }),
		...(shown === ''
			? {}
			: { stimulus: { kind: shown, description: description.trim(), file: picture } }),
		...(played === ''
			? {}
			: { prompt: { kind: played, file: played === 'recorded' ? sound : null } })
	};
}

/** `i1`, `i2` … in a new question; after a correction a number that was never used in it. */
function newItemId(before: Question | null, index: number): string {
	if (before === null) return `i${String(index + 1)}`;
	const used = before.items.map(({ itemId }) => Number(/\d+$/.exec(itemId)?.[0] ?? 0));
	return `i${String(Math.max(...used) + index + 1)}`;
}
