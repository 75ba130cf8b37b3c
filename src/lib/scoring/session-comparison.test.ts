import { expect, test } from 'vitest';
import { scoreTable } from './registry-tables.ts';
import type { MeasuredSession } from './session-channels.ts';
import { askedOf, seriesTable } from './session-comparison.ts';
import { scoreTechnique, type TechniquePlan } from './session-technique.ts';
import { tableChanges } from './session-table-changes.ts';

type Row = MeasuredSession['rows'][number];

const series = {
	questionId: 's',
	items: (
		[
			...[['n', 'neutral'] as const, ['c1', 'comparison'] as const, ['r1', 'relevant'] as const],
			...[['y', 'symptomatic'] as const, ['c2', 'comparison'] as const, ['r2', 'relevant'] as const]
		] as const
	).map(([itemId, role]) => ({ itemId, role, text: itemId }))
};
const ORDER = ['n', 'c1', 'r1', 'y', 'c2', 'r2'];

/** One chart on two channels: values in the order of asking. */
function chart(number: number, eda: readonly number[], rsp: readonly number[]): Row[] {
	const rows = (channel: string, feature: string, values: readonly number[]) =>
		values.map((value, i) => ({
			...{ chart: number, presentation: i + 1, questionId: 's', itemId: ORDER[i]! },
			...{ channel, feature, value, quality: 1, exclusion: '' }
		}));
	return [...rows('EDA', 'eda-rise', eda), ...rows('RSP', 'line-excursion', rsp)];
}
// to r1 twice as strong on both, to r2 half as strong: −2 −1 and +2 +1 for ESS
const rows = chart(1, [1, 1, 2, 1, 2, 1], [4, 4, 3, 4, 3, 4]);
const session: MeasuredSession = { questions: [series], rows };
const plan = (methods: string[], rule: 'two-stage' | 'federal-zct'): TechniquePlan => ({
	...{ kind: 'comparison', issue: 'single', scoring: { methods, rule, source: 'test' } }
});

test('every presentation stands in the order of asking with its type and its values', () => {
	const table = seriesTable(session, series, { issue: 'single' })!;
	expect(table.sensors).toEqual([
		{ channel: 'EDA', sensor: 'eda' },
		{ channel: 'RSP', sensor: 'respiration' }
	]);
	expect(table.charts[0]!.presentations.map(({ role }) => role)).toEqual([
		...['neutral', 'comparison', 'relevant', 'neutral', 'comparison', 'relevant']
	]);
	expect(table.charts[0]!.presentations[2]).toMatchObject({
		questionId: 'r1',
		values: { EDA: 2, RSP: 3 }
	});
	expect(table.prior).toBe(0.5);
});

test('what a person took out keeps its reason and is not scored, what was measured anew counts', () => {
	const changed = {
		...session,
		exclusions: [{ chart: 1, presentation: 3, channel: 'EDA', reason: 'cough' }],
		overrides: [
			{
				...{ chart: 1, presentation: 6, channel: 'EDA', fromSample: 1, toSample: 9 },
				...{ value: 9, automatic: 1, reason: 'late rise' }
			}
		]
	};
	const [first] = seriesTable(changed, series, { issue: 'single' })!.charts;
	expect(first!.presentations[2]!.values['EDA']).toEqual({ value: 2, excluded: 'cough' });
	expect(first!.presentations[5]!.values['EDA']).toBe(9);
	const [score] = scoreTechnique(changed, plan(['ess-m'], 'two-stage'), 1);
	// r1: −1 of breathing only; r2: −2 now, +1 of breathing
	expect(score!.perItem!.map(({ value }) => value)).toEqual([-1, -1]);
});

test('a question taken back and asked again at once counts once, one taken back for good keeps its place', () => {
	const again = (itemId: string, presentation: number, exclusion: string): Row => ({
		...{ chart: 1, presentation, questionId: 's', itemId, channel: 'EDA', feature: 'eda-rise' },
		...{ value: exclusion === '' ? 1 : null, quality: 1, exclusion }
	});
	const asked = [
		...[again('c1', 1, 'voided'), again('c1', 2, ''), again('r1', 3, 'voided'), again('c2', 4, '')]
	];
	const [first] = askedOf({ questions: [series], rows: asked }, 's');
	expect(first!.asked.map(({ presentation }) => presentation)).toEqual([2, 3, 4]);
});

test('the score of a session is that of the same table given by hand, with the rule of the technique', () => {
	const table = {
		...seriesTable(session, series, { issue: 'single' })!,
		rule: 'two-stage' as const
	};
	const [byHand] = scoreTable('ess-m', table, 1);
	const [score, second] = scoreTechnique(session, plan(['ess-m', 'utah'], 'two-stage'), 1);
	expect(score).toMatchObject({
		...{ method: 'ess-m', channel: 'all', questionId: 's', rule: 'two-stage' },
		...{ statistic: byHand!.statistic, p: byHand!.p, pKind: 'exact', sentence: byHand!.sentence }
	});
	expect(score!.perItem!.map(({ itemId, value }) => [itemId, value])).toEqual([
		['r1', -3],
		['r2', 3]
	]);
	// a method that has no null hypothesis has no p, and decides by its own rule
	expect(second).toMatchObject({ method: 'utah', p: null, pKind: 'none', rule: 'grand-total' });
});

test('a federal rule: any subtotal of −3 responds', () => {
	const twice = {
		...session,
		rows: [...rows, ...chart(2, [1, 1, 4, 1, 2, 2], [4, 4, 4, 4, 4, 4])]
	};
	const [score] = scoreTechnique(twice, plan(['federal-seven-position'], 'federal-zct'), 1);
	// r1: EDA 2 and 4 times: −1 −3, breathing −1; r2: EDA +1 and 0, breathing +1
	expect(score!.perItem!.map(({ value }) => value)).toEqual([-5, 2]);
	expect([score!.statistic, score!.outcome]).toEqual([-3, 'responds']);
	const [changes] = tableChanges(twice, plan(['federal-seven-position'], 'federal-zct'), 1);
	const of = (kind: string, name: string) =>
		changes!.rows.find((row) => row.kind === kind && row.name === name)!;
	expect(of('without-channel', 'EDA').result).toEqual({
		statistic: 0,
		p: null,
		outcome: 'inconclusive'
	});
	expect(of('without-chart', '2').result!.statistic).toBe(0);
	expect(of('without-chart', '1').isOther).toBe(false);
});

test('nothing measured is no score', () => {
	const empty = { questions: [series], rows: [] };
	expect(seriesTable(empty, series, { issue: 'single' })).toBeNull();
	expect(scoreTechnique(empty, plan(['ess-m'], 'two-stage'), 1)).toEqual([]);
});
