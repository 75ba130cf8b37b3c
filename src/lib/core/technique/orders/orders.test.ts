import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { isSeries, technique, type Technique } from '../../protocols/technique.ts';
import type { ItemRole } from '../../session/question.ts';
import type { SessionState } from '../../session/state.ts';
import {
	areChartsUsedUp,
	chartOrder,
	nextDraw,
	orderProblem,
	positionReveals,
	presentationLabels,
	type OrderableQuestion
} from '../order.ts';

const read = (id: string, of: object = {}): Technique =>
	technique.parse({
		...(parse(readFileSync(`protocols/techniques/${id}.yaml`, 'utf8')) as object),
		...of
	});

/** A question with these roles in this order; ids are role and number. */
function list(roles: readonly ItemRole[], questionId = 'q'): OrderableQuestion {
	const seen = new Map<string, number>();
	return {
		questionId,
		items: roles.map((role) => {
			seen.set(role, (seen.get(role) ?? 0) + 1);
			return { itemId: `${questionId}-${role}-${seen.get(role)}`, role };
		})
	};
}
const of = (role: ItemRole, n: number): ItemRole[] => Array.from({ length: n }, () => role);
const peak = [
	...of('buffer', 2),
	'foil',
	'foil',
	'key',
	'foil',
	'foil',
	...of('buffer', 2)
] as const;
const series: Record<string, readonly ItemRole[]> = {
	'utah-zct': [...of('neutral', 4), 'sacrifice', ...of('comparison', 3), ...of('relevant', 3)],
	'federal-zct': [
		...(['neutral', 'sacrifice', 'symptomatic', 'symptomatic'] as const),
		...of('comparison', 3),
		...of('relevant', 3)
	],
	'you-phase': [
		'neutral',
		'sacrifice',
		'symptomatic',
		...of('comparison', 3),
		...of('relevant', 2)
	],
	afmgqt: ['neutral', 'sacrifice', ...of('comparison', 3), ...of('relevant', 3)],
	'directed-lie': [...of('neutral', 2), 'sacrifice', ...of('comparison', 2), ...of('relevant', 2)],
	'relevant-irrelevant': [...of('neutral', 4), ...of('relevant', 4)]
};
const lists: readonly (readonly [string, readonly OrderableQuestion[]])[] = [
	[
		'cit',
		[list(['buffer', 'key', ...of('foil', 4)], 'a'), list(['key', 'buffer', ...of('foil', 5)], 'b')]
	],
	['pot-known', [list(peak, 'a'), list(peak, 'b')]],
	['pot-searching', [list(['buffer', ...of('item', 6)])]],
	...Object.entries(series).map(([id, roles]) => [id, [list(roles)]] as const),
	['directed-lie', [list(series['directed-lie']!, 'a'), list(series['directed-lie']!, 'b')]]
];
const draws = fc.record({
	seed: fc.integer({ min: 0, max: 0xffffffff }),
	chart: fc.integer({ min: 1, max: 8 })
});
const ids = (t: Technique, question: OrderableQuestion, chart: number, seed = 5): string[] =>
	chartOrder(t, { questions: [question], seed, chart }).map(({ itemId }) => itemId);

describe.each(lists)('%s', (id, questions) => {
	const rule = read(id);

	test('keeps its rules for 2000 draws, and draws the same again', () => {
		fc.assert(
			fc.property(draws, (draw) => {
				const order = chartOrder(rule, { questions, ...draw });
				expect(orderProblem(rule, questions, order)).toBeNull();
				expect(order.map(({ presentation }) => presentation)).toEqual(order.map((_, i) => i + 1));
				expect(chartOrder(rule, { questions, ...draw })).toEqual(order);
				const [first] = order;
				expect(first!.itemId).not.toMatch(/key|item|comparison|relevant/);
			}),
			{ numRuns: 2000 }
		);
	});

	test('the stated probabilities are those of 4000 charts', () => {
		const question = questions[0]!;
		const stated = positionReveals(rule, question)!;
		const counts = stated.map(() => 0);
		const sought = rule.kind === 'search' ? /item-1$/ : /key|relevant/;
		for (let seed = 0; seed < 2000; seed++)
			for (const chart of rule.kind === 'comparison' && rule.repetition ? [1, 1] : [1, 2])
				for (const [i, itemId] of ids(rule, question, chart, seed).entries())
					if (sought.test(itemId)) counts[i]!++;
		for (const [i, p] of stated.entries())
			// four standard errors of a share over 4000 charts
			expect(Math.abs(counts[i]! / 4000 - p)).toBeLessThanOrEqual(
				4 * Math.sqrt((p * (1 - p)) / 4000)
			);
	});

	test('notices an order with two places exchanged, one left out or one twice', () => {
		const order = chartOrder(rule, { questions, seed: 3, chart: 1 });
		expect(orderProblem(rule, questions, order.slice(0, -1))).not.toBeNull();
		expect(orderProblem(rule, questions, [...order, order.at(-1)!])).not.toBeNull();
		const scored = order.findIndex(({ itemId }) => /key|item|relevant/.test(itemId));
		const swapped = [
			order[scored]!,
			...order.slice(1, scored),
			order[0]!,
			...order.slice(scored + 1)
		];
		expect(orderProblem(rule, questions, swapped)).not.toBeNull();
	});
});

test('a known peak is read as listed, then backwards', () => {
	const question = list(peak);
	const told = question.items.map(({ itemId }) => itemId);
	expect(ids(read('pot-known'), question, 1)).toEqual(told);
	expect(ids(read('pot-known'), question, 2)).toEqual(told.toReversed());
	expect(ids(read('pot-known'), question, 3)).toEqual(told);
	expect(
		positionReveals(read('pot-known'), list([...peak.slice(0, 4), 'foil', 'key', ...peak.slice(6)]))
	).toEqual([...[0, 0, 0, 0.5, 0], ...[0.5, 0, 0, 0]]);
});

test('a known peak with something scored at an end is refused', () => {
	const question = list(['buffer', 'foil', 'key', 'foil', 'foil']);
	expect(() => ids(read('pot-known'), question, 1)).toThrow('a buffer first and last');
	expect(positionReveals(read('pot-known'), question)).toBeNull();
});

test('a searching test as listed keeps “anything else” last in both directions', () => {
	const rule = read('pot-searching', {
		order: { arrangement: 'alternating', anythingElse: 'last' }
	});
	const question = list(['buffer', ...of('item', 4)]);
	const short = (chart: number): string[] => ids(rule, question, chart).map((one) => one.slice(-1));
	expect(short(1)).toEqual(['1', '1', '2', '3', '4']);
	expect(short(2)).toEqual(['1', '3', '2', '1', '4']);
});

describe('series', () => {
	test('Utah: each relevant question meets each comparison question once in three charts, at each place once', () => {
		const question = list(series['utah-zct']!);
		const pairs = new Set<string>();
		const places = new Set<string>();
		for (const chart of [1, 2, 3])
			for (const [i, id] of ids(read('utah-zct'), question, chart).entries()) {
				if (!id.includes('relevant')) continue;
				places.add(`${id} ${i}`);
				pairs.add(`${id} ${ids(read('utah-zct'), question, chart)[i - 1]}`);
			}
		expect(pairs.size).toBe(9);
		expect(places.size).toBe(9);
	});

	test('the federal sequence is N SR Sy C R C R Sy C R with the last relevant question in its place', () => {
		for (const chart of [1, 2, 3, 4]) {
			const order = ids(read('federal-zct'), list(series['federal-zct']!), chart);
			expect(order.map((id) => id.split('-')[1]!.slice(0, 2)).join(' ')).toBe(
				'ne sa sy co re co re sy co re'
			);
			expect(order.at(-1)).toBe('q-relevant-3');
		}
	});

	test('DLST asks its comparison and relevant questions three times in the first chart, once in a short one', () => {
		const question = list(series['directed-lie']!);
		const count = (chart: number, role: string): number =>
			ids(read('directed-lie'), question, chart).filter((id) => id.includes(role)).length;
		expect([count(1, 'relevant'), count(1, 'comparison'), count(1, 'neutral')]).toEqual([6, 6, 2]);
		expect([count(2, 'relevant'), count(2, 'comparison')]).toEqual([2, 2]);
	});

	test('two series take turns', () => {
		const questions = [list(series['directed-lie']!, 'a'), list(series['directed-lie']!, 'b')];
		const read1 = [1, 2, 3].map(
			(chart) => chartOrder(read('directed-lie'), { questions, seed: 9, chart })[0]!.questionId
		);
		expect(read1).toEqual(['a', 'b', 'a']);
	});

	test('AFMGQT takes two to four relevant questions and no fifth', () => {
		const of2 = list(['neutral', 'sacrifice', ...of('comparison', 2), ...of('relevant', 2)]);
		expect(ids(read('afmgqt'), of2, 1)).toHaveLength(6);
		const of5 = list(['neutral', 'sacrifice', ...of('comparison', 4), ...of('relevant', 5)]);
		expect(() => ids(read('afmgqt'), of5, 1)).toThrow('expected 2…4 relevant questions, got 5');
	});

	test('relevant-irrelevant: another order in every chart', () => {
		const question = list(series['relevant-irrelevant']!);
		const seen = new Set(
			[1, 2, 3, 4].map((c) => ids(read('relevant-irrelevant'), question, c).join())
		);
		expect(seen.size).toBeGreaterThanOrEqual(3);
	});
});

describe('the next chart', () => {
	const chart = (n: number, reason: string | null, of: object = {}) =>
		({
			...{ chart: n, series: 1, started: { seed: 40 + n } },
			...{ stopped: reason === null ? null : { reason }, ...of }
		}) as unknown as SessionState['charts'][number];
	const questions = [{}] as unknown as SessionState['questions'];
	const state = (charts: SessionState['charts']) => ({ charts, listVersion: 1, questions });

	test('of a series keeps the seed of the first, so that rotation goes on; of another technique it does not', () => {
		const one = state([chart(1, 'complete')]);
		expect(nextDraw(read('utah-zct'), one, 7)).toEqual({ seed: 41, chart: 2 });
		expect(nextDraw(read('cit'), one, 7)).toEqual({ seed: 7, chart: 2 });
	});

	test('reads again what was broken off, and counts neither an acquaintance nor an earlier list', () => {
		const charts = [
			chart(1, 'complete', { started: { seed: 1, purpose: 'acquaintance' } }),
			chart(2, 'complete', { series: 0 }),
			chart(3, 'device-lost')
		];
		expect(nextDraw(read('utah-zct'), state(charts), 7)).toEqual({ seed: 43, chart: 1 });
	});

	test('is the last where the technique has no more', () => {
		const five = [1, 2, 3, 4, 5].map((n) => chart(n, 'complete'));
		expect(areChartsUsedUp(read('utah-zct'), state(five))).toBe(true);
		const four = [...five.slice(1), chart(6, 'device-lost')];
		expect(areChartsUsedUp(read('utah-zct'), state(four))).toBe(false);
		expect(areChartsUsedUp(read('cit'), state(five))).toBe(false);
	});
});

test('labels carry the number of the repetition', () => {
	const items = [{ itemId: 'n', label: 'N1' }, { itemId: 'r', label: 'R1' }, { itemId: 'x' }];
	const order = ['n', 'r', 'x', 'r'].map((itemId) => ({ itemId }));
	expect(presentationLabels(items, order)).toEqual(['N1', '1R1', null, '2R1']);
});

test('every kind of technique is among these', () => {
	const kinds = new Set(lists.map(([id]) => read(id).kind));
	expect(kinds.size).toBe(5);
	expect(lists.filter(([id]) => isSeries(read(id)))).toHaveLength(7);
});
