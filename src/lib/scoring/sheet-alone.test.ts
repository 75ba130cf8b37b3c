import { expect, test } from 'vitest';
import type { SheetPlace } from '#lib/core/sheet/cells.ts';
import type { ScoreSheet } from '#lib/core/sheet/sheet.ts';
import type { TechniquePlan } from './session-technique.ts';
import { sheetAlone } from './sheet-alone.ts';
import { compareSheets } from './sheet-comparison.ts';

const items = (
	[
		['n', 'neutral'],
		['c1', 'comparison'],
		['r1', 'relevant'],
		['c2', 'comparison'],
		['r2', 'relevant']
	] as const
).map(([itemId, role]) => ({ itemId, role }));
const questions = [{ questionId: 's', items }];
const columns = [
	...[
		{ name: 'BELT', kind: 'rsp' },
		{ name: 'CHEST', kind: 'rsp' }
	],
	...[
		{ name: 'EDA', kind: 'eda' },
		{ name: 'PPG', kind: 'ppg' }
	]
];
const comparison = (
	methods: string[],
	rule: 'two-stage' | 'you-phase' | 'subtotal'
): TechniquePlan => ({
	...{ kind: 'comparison', issue: 'single', scoring: { methods, rule, source: 'test' } }
});

/** r1 stands third, r2 fifth, in each chart; scores by channel: [r1, r2] of each chart. */
function sheet(scores: Record<string, readonly (readonly [number | null, number | null])[]>) {
	const places: SheetPlace[] = [];
	const cells: ScoreSheet['cells'] = [];
	for (const [channel, charts] of Object.entries(scores))
		charts.forEach((pair, c) =>
			pair.forEach((score, i) => {
				const [presentation, itemId] = [i === 0 ? 3 : 5, i === 0 ? 'r1' : 'r2'];
				places.push({ chart: c + 1, presentation, questionId: 's', itemId, channel });
				const note = score === null ? 'M' : '';
				cells.push({ chart: c + 1, presentation, channel, score, note });
			})
		);
	return { places, sheet: { scale: 'seven-position' as const, cells, remark: '' } };
}
const alone = (technique: TechniquePlan, given: ReturnType<typeof sheet>) =>
	sheetAlone({ ...given, technique, columns, questions, agreement: { method: 'lykken' }, seed: 1 });

test('ESS by hand: skin conductance counts double, two belts once, opposite belts nothing', () => {
	const given = sheet({
		...{ BELT: [[-1, 1]], CHEST: [[-1, -1]] },
		...{ EDA: [[-1, 1]], PPG: [[-1, null]] }
	});
	expect(alone(comparison(['ess-m'], 'two-stage'), given)).toEqual({
		...{ method: 'ess-m', statistic: -2, p: null, outcome: 'inconclusive' },
		perItem: [
			// −1 of both belts, −2, −1; 0 of opposite belts, +2
			{ questionId: 's', itemId: 'r1', value: -4 },
			{ questionId: 's', itemId: 'r2', value: 2 }
		]
	});
});

test('published cuts at prior ½: a total of −3 responds, +3 does not, −2 is open', () => {
	const plan = comparison(['ess-m'], 'two-stage');
	const total = (r1: number, r2: number) =>
		alone(
			plan,
			sheet({
				PPG: [
					[r1, r2],
					[r1, r2],
					[r1, 0]
				]
			})
		).outcome;
	expect([total(-1, 0), total(1, 0)]).toEqual(['responds', 'does-not-respond']);
	const open = alone(
		plan,
		sheet({
			PPG: [
				[-1, 0],
				[-1, 0]
			]
		})
	);
	expect([open.statistic, open.outcome]).toEqual([-2, 'inconclusive']);
});

test('You-Phase: any subtotal of −3; +4 only with every subtotal above 0', () => {
	const plan = comparison(['federal-seven-position'], 'you-phase');
	const outcome = (...eda: (readonly [number, number])[]) =>
		alone(plan, sheet({ EDA: eda })).outcome;
	expect(outcome([-3, 3], [0, 3])).toBe('responds');
	expect(outcome([2, 2], [1, 1])).toBe('does-not-respond');
	expect(outcome([3, 0], [3, 0])).toBe('inconclusive');
	expect(outcome([1, 1], [1, 0])).toBe('inconclusive');
});

test('a relevant-irrelevant sheet is described and open, an empty one tells nothing', () => {
	const plan: TechniquePlan = {
		...{ kind: 'relevant-irrelevant', scoring: { methods: ['leave-one-out-z'], source: 'test' } }
	};
	expect(alone(plan, sheet({ EDA: [[2, 1]] }))).toEqual({
		...{ method: 'leave-one-out-z', statistic: 1.5, p: null, outcome: 'inconclusive' }
	});
	expect(alone(comparison(['utah'], 'two-stage'), sheet({ EDA: [[null, null]] }))).toMatchObject({
		...{ statistic: 0, p: null, outcome: 'inconclusive' }
	});
});

test('a search by hand: the item that stands out in every chart', () => {
	const list = {
		questionId: 'l',
		items: ['buffer', 'item', 'item', 'item', 'item', 'item'].map((role, i) => ({
			...{ itemId: `i${i}`, role: role as 'buffer' | 'item' }
		}))
	};
	const limits = { respondsAtOrBelow: 0.05, doesNotRespondAtOrAbove: 0.3, source: 'test' };
	const plan: TechniquePlan = { kind: 'search', scoring: { ...limits, methods: ['searching'] } };
	const places = [1, 2, 3, 4].flatMap((chart) =>
		[1, 2, 3, 4, 5].map((i) => ({
			...{ chart, presentation: i + 1, questionId: 'l', itemId: `i${i}`, channel: 'EDA' }
		}))
	);
	const judged = (strong: string): ScoreSheet => ({
		...{ scale: 'seven-position', remark: '' },
		cells: places.map(({ itemId, ...at }) => ({
			...{ chart: at.chart, presentation: at.presentation, channel: at.channel, note: '' },
			score: itemId === strong ? 2 : 0
		}))
	});
	const given = { places, technique: plan, columns, questions: [list], seed: 1 };
	const found = sheetAlone({ ...given, sheet: judged('i3'), agreement: { method: 'lykken' } });
	expect(found).toMatchObject({ method: 'searching', outcome: 'responds' });
	const flat = sheetAlone({ ...given, sheet: judged('none'), agreement: { method: 'lykken' } });
	expect(flat).toMatchObject({ outcome: 'inconclusive' });
});

test('two sheets of a comparison test are compared cell by cell and by their outcomes', () => {
	const plan = comparison(['federal-seven-position'], 'you-phase');
	const one = sheet({
		EDA: [
			[-3, 1],
			[-2, -1]
		],
		PPG: [
			[-1, 0],
			[0, 1]
		]
	});
	const two = sheet({
		EDA: [
			[-2, 1],
			[-2, -1]
		],
		PPG: [
			[-1, 0],
			[0, 0]
		]
	});
	const compared = compareSheets({
		sheets: [
			{ seat: 'first', sheet: one.sheet },
			{ seat: 'second', sheet: two.sheet }
		],
		...{ places: one.places, questions, technique: plan, columns, seed: 1 },
		agreement: { leastWeightedKappa: 0.4, method: 'lykken' }
	});
	expect(compared.outcomes.map(({ statistic, outcome }) => [statistic, outcome])).toEqual([
		[-5, 'responds'],
		[-5, 'responds']
	]);
	expect(compared.pairs[0]).toMatchObject({ cells: 8, percent: { value: 0.75 } });
	expect(compared.agreedOutcome).toBe('responds');
});
