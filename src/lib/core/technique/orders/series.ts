/**
 * Orders of comparison and relevant-irrelevant tests: a series in the sequence of its technique.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import type { SeriesTechnique } from '../../protocols/technique.ts';
import type { SequencePlace } from '../../protocols/technique-parts.ts';
import { createRandom } from '../../random.ts';
import type { ItemRole } from '../../session/question.ts';
import {
	idsOf,
	numbered,
	placesOf,
	type Draw,
	type OrderableQuestion,
	type OrderedPresentation
} from './orderable.ts';

/** What an order is made by. */
type Sequenced = Pick<SeriesTechnique, 'sequence' | 'rotation' | 'repetition'>;

/** Roles that move, with the stream their draw comes from: a question added to one role does not move another. */
const MOVING = { neutral: 1, comparison: 2, relevant: 3 } as const;

/**
 * One chart. Series take turns: with two of them chart 1 reads the first, chart 2 the second, chart 3 the first again.
 *
 * `rotated` roles start at a place the seed draws and go one place on in each chart of their series (comparison
 * questions one place back, so that pairs change), so that after as many charts as places each question has stood at
 * each once. Use the same seed for all charts of a list. `shuffled` roles are drawn anew in each chart.
 *
 * @throws {LabError} `technique/no-questions` without a series; `technique/sequence` when its questions do not fit
 */
export function seriesOrder(
	technique: Sequenced,
	{ questions, seed, chart }: Draw
): OrderedPresentation[] {
	const series = questions[(chart - 1) % questions.length];
	if (series === undefined)
		throw new LabError('technique/no-questions', 'expected a series, got none');
	const round = Math.floor((chart - 1) / questions.length);
	const places = filledPlaces(technique, series);
	const standing = places.map(() => '');
	for (const role of new Set(places.map((place) => place.role))) {
		const ids = moved(technique, series, { role, places, seed, round });
		for (const [index, place] of places.entries())
			if (place.role === role) standing[index] = ids.shift() ?? '';
	}
	const repeated = technique.repetition;
	const times = round === 0 ? repeated?.firstChart : repeated?.furtherCharts;
	const itemIds = withRepetitions(places, standing, times ?? 1);
	return numbered(placesOf(series, itemIds));
}

/**
 * The places of the sequence that this series fills: all that must be filled and the first optional ones of a role.
 *
 * @throws {LabError} `technique/sequence` when there are too few or too many questions of a role, or one of a role
 * the sequence has no place for
 */
export function filledPlaces(
	{ sequence }: Pick<SeriesTechnique, 'sequence'>,
	series: OrderableQuestion
): SequencePlace[] {
	for (const { role } of series.items)
		if (!sequence.some((place) => place.role === role))
			throw new LabError('technique/sequence', `expected no ${role} question in this sequence`);
	const left = new Map<ItemRole, number>();
	for (const role of new Set(sequence.map((place) => place.role))) {
		const [found, places] = [idsOf(series, role).length, sequence.filter((p) => p.role === role)];
		const needed = places.filter(({ optional }) => !optional).length;
		if (found < needed || found > places.length)
			throw new LabError(
				'technique/sequence',
				`expected ${needed}…${places.length} ${role} questions, got ${found}`
			);
		left.set(role, found - needed);
	}
	return sequence.filter(({ role, optional }) => {
		if (!optional) return true;
		const free = left.get(role) ?? 0;
		left.set(role, free - 1);
		return free > 0;
	});
}

/** Ids of a role in the order of its places. */
function moved(
	{ rotation }: Sequenced,
	series: OrderableQuestion,
	at: { role: ItemRole; places: readonly SequencePlace[]; seed: number; round: number }
): string[] {
	const { role, seed, round } = at;
	const ids = idsOf(series, role);
	const places = at.places.filter((place) => place.role === role);
	const movement = isMoving(role) ? rotation[role] : 'fixed';
	if (movement === 'fixed') return ids;
	const stream = MOVING[role as keyof typeof MOVING];
	const free = ids.filter((_, index) => places[index]?.fixed !== true);
	if (free.length === 0) return ids;
	const turned = (by: number): string[] => {
		const from = ((by % free.length) + free.length) % free.length;
		return [...free.slice(from), ...free.slice(0, from)];
	};
	const start = createRandom(seed, stream).integer(free.length);
	const order =
		movement === 'shuffled'
			? createRandom(seed, stream + 16 * (round + 1)).shuffle(free)
			: turned(role === 'comparison' ? start + round : start - round);
	return ids.map((id, index) => (places[index]?.fixed === true ? id : (order.shift() ?? id)));
}

function isMoving(role: ItemRole): role is keyof typeof MOVING {
	return role in MOVING;
}

/** The block of repeated places several times in a row; everything else once. */
function withRepetitions(
	places: readonly SequencePlace[],
	standing: readonly string[],
	times: number
): string[] {
	const first = places.findIndex(({ repeated }) => repeated);
	if (first === -1) return [...standing];
	const end = places.findLastIndex(({ repeated }) => repeated) + 1;
	const block = standing.slice(first, end);
	return [
		...standing.slice(0, first),
		...Array.from({ length: times }, () => block).flat(),
		...standing.slice(end)
	];
}
