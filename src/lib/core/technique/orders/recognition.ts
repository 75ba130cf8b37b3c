/**
 * Orders of a concealed-information test.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import { createRandom, type Random } from '../../random.ts';
import {
	idsOf,
	keyOf,
	numbered,
	placesOf,
	type Draw,
	type OrderableQuestion,
	type OrderedPresentation
} from './orderable.ts';

/**
 * The order in which all items of all questions are read out in one chart.
 *
 * Questions come in random order. Within a question the buffer comes first (it takes the response that any
 * first stimulus draws and is never scored); key and foils follow in random order, every order equally likely.
 *
 * The scoring null takes every scored item as equally likely to be the strongest. Because the key is placed like
 * any foil, in each chart anew, this holds exactly for someone to whom the items mean nothing, however their
 * responses depend on the place within a question (they habituate): the draw itself makes the test exact.
 *
 * lab decision 2026-11: "key never first" is kept by the buffer; the textbooks' "avoid last" is not kept. It lets
 * the key stand earlier than the foils on average, so that p is too small when responses habituate, and it tells
 * a subject who knows the rule which item is no key.
 *
 * @throws {LabError} `technique/key-count` when a question has not exactly one key, `technique/foil-count` when
 * a question has no foil
 * @source NRC 2003 App. A p. 254 (first question never scored); Lykken; Krapohl, McCloughan & Senter (key never
 * first, new order in each repetition); randomisation as the basis of a test: Fisher 1935
 */
export function presentationOrder({ questions, seed, chart }: Draw): OrderedPresentation[] {
	const random = createRandom(seed, chart);
	return numbered(
		random.shuffle(questions).flatMap((question) => placesOf(question, itemOrder(question, random)))
	);
}

/** Ids of one question's items in the order of presentation. */
function itemOrder(question: OrderableQuestion, random: Random): string[] {
	const key = keyOf(question);
	const foils = random.shuffle(idsOf(question, 'foil'));
	if (foils.length === 0)
		throw new LabError('technique/foil-count', `expected a foil in ${question.questionId}`);
	const buffers = random.shuffle(idsOf(question, 'buffer'));
	// without a buffer a foil takes the first place
	const leading = buffers.length > 0 ? buffers : foils.splice(0, 1);
	return [...leading, ...random.shuffle([key, ...foils])];
}

/**
 * Probability that the key stands at each position of a question: 0 for the buffers, chance for every other place.
 *
 * For 1 + 5 items: 0, .2, .2, .2, .2, .2. Without a buffer the first place is a foil's.
 *
 * @param items number of items with buffers, ≥ 2
 * @param buffers number of leading buffers, 0…items−2
 * @returns shape [items], sums to 1
 * @throws {LabError} `technique/item-count` when no place is left for a key and a foil
 */
export function keyPositionProbabilities(items: number, buffers = 1): number[] {
	const scored = items - buffers;
	if (!Number.isInteger(items) || !Number.isInteger(buffers) || buffers < 0 || scored < 2)
		throw new LabError(
			'technique/item-count',
			`expected a key and a foil besides ${buffers} buffers, got ${items} items`
		);
	const leading = Math.max(1, buffers);
	return Array.from({ length: items }, (_, i) => (i < leading ? 0 : 1 / (items - leading)));
}
