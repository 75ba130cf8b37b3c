/** Concealed-information tests of people to whom no key means anything, in random tables. */
import { createRandom, type Random } from '#lib/core/random.ts';
import type { TableOf } from '#lib/core/score-table/tables.ts';
import { presentationOrder } from '#lib/core/technique/order.ts';
import { virtualQuestions } from '../../contracts/virtual-test.ts';
import { detailScores, type DetailScore } from '../simulation/detail-scores.ts';

/** How responses of someone who does not recognise the key come about. */
export interface NullScenario {
	readonly charts: number;
	/** SD of what an item means to the person in every chart and channel, in SDs of a single response. */
	readonly lasting: number;
	/** Loss of strength from one place of a question to the next, in SDs of a single response. */
	readonly lossPerPlace: number;
}

/** A run of random tests. */
export interface DetailNullJob {
	readonly scenario: NullScenario;
	readonly tables: number;
	readonly seed: number;
}

const CHANNELS = [
	{ channel: 'eda', sensor: 'eda', stronger: 'larger' },
	{ channel: 'ppg', sensor: 'other', stronger: 'smaller' },
	{ channel: 'rsp', sensor: 'respiration', stronger: 'smaller' }
] as const;
/** Variance that the channels of one presentation share. */
const SHARED = 0.3;

/** Scores of random tests: skin conductance alone, and the channels together, shape [tables][scores]. */
export function randomDetails({ scenario, tables, seed }: DetailNullJob) {
	const random = createRandom(seed);
	return Array.from({ length: tables }, (_, k): (DetailScore | null)[] => {
		const table = randomTable(scenario, random, seed + k);
		return detailScores(table, seed + k, ['eda']);
	});
}

function randomTable(
	{ charts, lasting, lossPerPlace }: NullScenario,
	random: Random,
	seed: number
): TableOf<'details'> {
	const meaning = new Map(
		virtualQuestions.flatMap(({ items }) =>
			items.map(({ itemId }) => [itemId, lasting * random.normal()] as const)
		)
	);
	const strengths = Array.from({ length: charts }, (_, c) => {
		const order = presentationOrder({ questions: virtualQuestions, seed, chart: c + 1 });
		return new Map(
			order.map(({ itemId, presentation }) => {
				const place = (presentation - 1) % (virtualQuestions[0]?.items.length ?? 1);
				const common = Math.sqrt(SHARED) * random.normal();
				const own = CHANNELS.map(() => Math.sqrt(1 - SHARED) * random.normal());
				const level = (meaning.get(itemId) ?? 0) - lossPerPlace * place + common;
				return [itemId, own.map((noise) => level + noise)] as const;
			})
		);
	});
	return {
		form: 'details',
		channels: CHANNELS.map((channel, c) => ({
			...channel,
			questions: strengths.flatMap((chart, k) =>
				virtualQuestions.map(({ questionId, items }) => {
					const scored = items.filter(({ role }) => role !== 'buffer');
					const sign = channel.stronger === 'larger' ? 1 : -1;
					return {
						...{ questionId, chart: k + 1 },
						values: scored.map(({ itemId }) => sign * (chart.get(itemId)?.[c] ?? 0)),
						keyIndex: scored.findIndex(({ role }) => role === 'key')
					};
				})
			)
		}))
	};
}
