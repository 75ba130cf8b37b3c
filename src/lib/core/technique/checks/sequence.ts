/**
 * Whether a series has the questions its technique asks for, in its sequence, each relevant one beside a comparison.
 *
 * @module
 */
import { isLabError } from '../../errors.ts';
import { isSeries, questionCounts, type SeriesTechnique } from '../../protocols/technique.ts';
import type { SequencePlace } from '../../protocols/technique-parts.ts';
import type { ItemRole } from '../../session/question.ts';
import type { RuleOf } from '../item-rule-schema.ts';
import { filledPlaces } from '../orders/series.ts';
import { isChinese } from '../wording.ts';
import { at, type CheckedList, type DraftedQuestion, type Found } from './found.ts';

/** Fewer or more questions (series) than the technique has. */
export function techniqueCount(
	_: RuleOf<'technique-count'>,
	{ questions, technique }: CheckedList
): Found[] {
	if (technique === undefined) return [];
	const { atLeast, atMost } = questionCounts(technique);
	const found = questions.length;
	if (found >= atLeast && found <= (atMost ?? found)) return [];
	return [{ questionId: null, itemId: null, words: { found, least: atLeast, most: atMost ?? '' } }];
}

/** Roles of which a series has too few or too many questions, or that its sequence does not know. */
export function sequenceFit(rule: RuleOf<'sequence-fit'>, list: CheckedList): Found[] {
	const { technique } = list;
	if (technique === undefined || !isSeries(technique)) return [];
	return list.questions.flatMap((question) => {
		const roles = [...technique.sequence, ...question.items].map(({ role }) => role);
		return [...new Set(roles)].flatMap((role) => {
			const found = question.items.filter((item) => item.role === role).length;
			const { least, most } = placesFor(technique, role);
			if (found >= least && found <= most) return [];
			const added = found < least ? withTemplate(question, technique, rule, role) : undefined;
			return [at(question, null, { role, found, least, most }, added)];
		});
	});
}

function placesFor(technique: SeriesTechnique, role: ItemRole): { least: number; most: number } {
	const places = technique.sequence.filter((place) => place.role === role);
	const must = places.filter(({ optional }) => !optional).length;
	const { atLeast, atMost } = technique.relevants;
	return role === 'relevant'
		? { least: atLeast.value, most: atMost.value }
		: { least: must, most: places.length };
}

/** The question with one more of a role, in a wording of the rule that it does not have yet. */
function withTemplate(
	question: DraftedQuestion,
	{ sequence }: SeriesTechnique,
	{ templates }: RuleOf<'sequence-fit'>,
	role: ItemRole
): DraftedQuestion | undefined {
	const inChinese = isChinese(question.stem);
	const texts = (templates[role] ?? []).map((text) => (inChinese ? text.zh : text.en));
	const text = texts.find((one) => !question.items.some((item) => item.text === one));
	if (text === undefined) return undefined;
	const used = new Set(question.items.map(({ label }) => label));
	const label = sequence.find((place) => place.role === role && !used.has(place.label))?.label;
	const added = {
		itemId: newItemId(question),
		text,
		role,
		...(label === undefined ? {} : { label })
	};
	return { ...question, items: [...question.items, added] };
}

/** An id no item of the question has. */
export function newItemId({ items }: DraftedQuestion): string {
	const numbers = items.map(({ itemId }) => Number(/\d+$/.exec(itemId)?.[0] ?? 0));
	return `i${Math.max(0, ...numbers) + 1}`;
}

/** The places a series fills; null while its questions do not fit the sequence. */
export function placesOfSeries(
	technique: SeriesTechnique,
	question: DraftedQuestion
): SequencePlace[] | null {
	try {
		return filledPlaces(technique, question);
	} catch (error) {
		if (isLabError(error) && error.code === 'technique/sequence') return null;
		throw error;
	}
}

/** The items of a series as they stand in its sequence, with their places; null while they do not fit. */
export function inSequence(
	technique: SeriesTechnique,
	question: DraftedQuestion
): { place: SequencePlace; item: DraftedQuestion['items'][number] }[] | null {
	const places = placesOfSeries(technique, question);
	if (places === null) return null;
	const left = [...question.items];
	return places.flatMap((place) => {
		const index = left.findIndex(({ role }) => role === place.role);
		return left.splice(index, 1).map((item) => ({ place, item }));
	});
}

/** Series whose list does not stand in the order of the sequence. */
export function sequenceOrder(_: RuleOf<'sequence-order'>, list: CheckedList): Found[] {
	const { technique } = list;
	if (technique === undefined || !isSeries(technique)) return [];
	return list.questions.flatMap((question) => {
		const items = inSequence(technique, question)?.map(({ item }) => item);
		if (items === undefined) return [];
		if (items.every(({ itemId }, index) => itemId === question.items[index]?.itemId)) return [];
		const sequence = technique.sequence.map(({ label }) => label).join('-');
		return [at(question, null, { sequence }, { ...question, items })];
	});
}

/** Relevant questions too far from any comparison question, in the sequence they are read in. */
export function pairing(rule: RuleOf<'pairing'>, list: CheckedList): Found[] {
	const { technique } = list;
	if (technique?.kind !== 'comparison') return [];
	return list.questions.flatMap((question) => {
		const read = inSequence(technique, question) ?? [];
		return read.flatMap(({ place, item }, index) => {
			if (place.role !== 'relevant') return [];
			const near = read.slice(Math.max(0, index - rule.within), index + rule.within + 1);
			if (near.some((one) => one.place.role === 'comparison')) return [];
			const label = item.label ?? place.label;
			return [at(question, item.itemId, { label, within: rule.within })];
		});
	});
}
