/**
 * Presentation orders of a concealed-information test: drawn before the chart starts, kept with their seed.
 *
 * @module
 */
import { LabError } from '../errors.ts';
import { createRandom, type Random } from '../random.ts';

/** What an order needs to know of a question: its items and their roles, never the words. */
export interface OrderableQuestion {
	readonly questionId: string;
	readonly items: readonly {
		readonly itemId: string;
		readonly role: 'buffer' | 'key' | 'foil';
	}[];
}

/** One place in a chart. */
export interface OrderedPresentation {
	/** Position within the chart, 1-based. */
	readonly presentation: number;
	readonly questionId: string;
	readonly itemId: string;
}

/**
 * The order in which all items of all questions are read out in one chart.
 *
 * Questions come in random order. Within a question the buffer comes first (it takes the response that any
 * first stimulus draws and is never scored); the key is drawn with `keyPositionProbabilities`, the foils fill the
 * other places in random order.
 *
 * What this does to the scoring null: the scoring methods take every scored item as equally likely to be the
 * strongest. The order is random and the responses of someone who does not recognise the key cannot depend on
 * which item is the key, so this holds exactly when responses do not depend on the position within a question.
 * They do, a little: they habituate. The key stands on average (m−1)/(2m) places earlier than a foil placed at
 * random would (m scored items; 0.4 of a place for m = 5), because it is never last. With a loss of b SD per
 * place the mean z of the key is then too high by 0.4·b: b = 0.1 and 6 questions shift it by 0.04, a tenth of its
 * SD under the null (0.41). The p-values are exact for b = 0 and that much too small otherwise.
 *
 * @param options questions in the order of the list; seed 0…2³²−1; chart number: each repetition draws anew
 * @throws {LabError} `technique/key-count` when a question has not exactly one key, `technique/foil-count` when
 * a question has no foil
 * @source NRC 2003 App. A p. 254 (first question never scored); Lykken; Krapohl, McCloughan & Senter (key never
 * first, avoid last, new order in each repetition)
 */
export function presentationOrder(options: {
	readonly questions: readonly OrderableQuestion[];
	readonly seed: number;
	readonly chart: number;
}): OrderedPresentation[] {
	const random = createRandom(options.seed, options.chart);
	return random
		.shuffle(options.questions)
		.flatMap((question) =>
			itemOrder(question, random).map((itemId) => ({ questionId: question.questionId, itemId }))
		)
		.map((place, index) => ({ presentation: index + 1, ...place }));
}

/** Ids of one question's items in the order of presentation. */
function itemOrder(question: OrderableQuestion, random: Random): string[] {
	const idsOf = (role: string): string[] =>
		question.items.filter((item) => item.role === role).map((item) => item.itemId);
	const [key, ...otherKeys] = idsOf('key');
	if (key === undefined || otherKeys.length > 0)
		throw new LabError('technique/key-count', `expected one key in ${question.questionId}`);
	const foils = random.shuffle(idsOf('foil'));
	if (foils.length === 0)
		throw new LabError('technique/foil-count', `expected a foil in ${question.questionId}`);
	const buffers = random.shuffle(idsOf('buffer'));
	const place = draw(keyPositionWeights(question.items.length, buffers.length), random);
	const order = [...buffers, ...foils];
	order.splice(place, 0, key);
	return order;
}

/**
 * Probability that the key stands at each position of a question.
 *
 * With m scored items after one buffer: first 0; right after the buffer exactly chance, 1/m; last 0; each of the
 * m−2 places between (m−1)/(m(m−2)). For 1 + 5 items: 0, .2, .2667, .2667, .2667, 0. With two scored items
 * both places have ½ (a last place cannot be avoided without giving the key away).
 *
 * lab decision 2026-11: "avoid last" is kept strictly, and its share goes to the middle places only, so that the
 * key follows the buffer no more often than chance.
 *
 * @param items number of items with buffers, ≥ 2
 * @param buffers number of leading buffers, 0…items−2
 * @returns shape [items], sums to 1
 * @throws {LabError} `technique/item-count` when no place is left for a key and a foil
 */
export function keyPositionProbabilities(items: number, buffers = 1): number[] {
	const weights = keyPositionWeights(items, buffers);
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	return weights.map((weight) => weight / total);
}

/** The probabilities as integers over their common denominator, so that draws are exact. */
function keyPositionWeights(items: number, buffers: number): number[] {
	const scored = items - buffers;
	if (!Number.isInteger(items) || !Number.isInteger(buffers) || buffers < 0 || scored < 2)
		throw new LabError(
			'technique/item-count',
			`expected a key and a foil besides ${buffers} buffers, got ${items} items`
		);
	// without a buffer a foil takes the first place
	const leading = Math.max(1, buffers);
	const places = items - leading;
	const inside = (place: number): number => {
		if (places < 3) return 1;
		if (place === 0) return places - 2;
		return place === places - 1 ? 0 : places - 1;
	};
	return Array.from({ length: items }, (_, i) => (i < leading ? 0 : inside(i - leading)));
}

/** Index drawn with probability proportional to integer weights. */
function draw(weights: readonly number[], random: Random): number {
	let left = random.integer(weights.reduce((sum, weight) => sum + weight, 0));
	return weights.findIndex((weight) => (left -= weight) < 0);
}
