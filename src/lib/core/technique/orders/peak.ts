/**
 * Orders of peak-of-tension tests: the known one as the person was told it, the searching one.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import type { TechniqueOf } from '../../protocols/technique.ts';
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
 * A chart of a known-solution peak of tension: each list as it stands, which is the order the person was told; every
 * other chart backwards. Only the order of the lists is drawn.
 *
 * Items keep the places they have in the question: buffers, foils, key near the middle, foils, buffers.
 *
 * @throws {LabError} `technique/key-count`; `technique/peak-layout` when the list does not begin and end with a
 * buffer: in one direction or the other something scored would come first
 * @source US Army mp1016a (the person is told the exact order); reference 2.2
 */
export function knownPeakOrder(
	{ order }: Pick<TechniqueOf<'known-peak'>, 'order'>,
	{ questions, seed, chart }: Draw
): OrderedPresentation[] {
	const backwards = order.alternates && chart % 2 === 0;
	const lists = createRandom(seed, chart).shuffle(questions);
	return numbered(
		lists.flatMap((question) => {
			const told = toldOrder(question);
			return placesOf(question, backwards ? told.toReversed() : told);
		})
	);
}

function toldOrder(question: OrderableQuestion): string[] {
	keyOf(question);
	const roles = [question.items[0]?.role, question.items.at(-1)?.role];
	if (roles.some((role) => role !== 'buffer'))
		throw new LabError(
			'technique/peak-layout',
			`expected a buffer first and last in ${question.questionId}, got ${roles.join(' and ')}`
		);
	return question.items.map(({ itemId }) => itemId);
}

/**
 * A chart of a searching peak of tension: buffers first, then every possibility once.
 *
 * `random` draws the items anew in each chart, so that the probability of the strongest one is exact for someone to
 * whom they mean nothing. `alternating` reads them as listed and every other chart backwards. “Anything else” is the
 * last item of the list.
 *
 * @throws {LabError} `technique/item-count` with fewer than two items; `technique/no-buffer` without a buffer
 */
export function searchOrder(
	{ order }: Pick<TechniqueOf<'search'>, 'order'>,
	{ questions, seed, chart }: Draw
): OrderedPresentation[] {
	const random = createRandom(seed, chart);
	return numbered(
		random.shuffle(questions).flatMap((question) => {
			const buffers = idsOf(question, 'buffer');
			if (buffers.length === 0)
				throw new LabError('technique/no-buffer', `expected a buffer in ${question.questionId}`);
			return placesOf(question, [...buffers, ...possibilities(question, order, random, chart)]);
		})
	);
}

function possibilities(
	question: OrderableQuestion,
	{ arrangement, anythingElse }: TechniqueOf<'search'>['order'],
	random: Random,
	chart: number
): string[] {
	const items = idsOf(question, 'item');
	if (items.length < 2)
		throw new LabError('technique/item-count', `expected two items in ${question.questionId}`);
	const last = anythingElse === 'last' ? items.splice(-1) : [];
	if (arrangement === 'random') return [...random.shuffle(items), ...last];
	return [...(chart % 2 === 0 ? items.toReversed() : items), ...last];
}
