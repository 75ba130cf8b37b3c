import { expect, test } from 'vitest';
import type { ItemRole } from '#lib/core/session/question.ts';
import type { MeasuredSession } from './session-channels.ts';
import { tableChanges } from './session-table-changes.ts';
import type { TechniquePlan } from './session-technique.ts';

type Row = MeasuredSession['rows'][number];

const ORDER: readonly (readonly [string, ItemRole])[] = [
	...[['c1', 'comparison'] as const, ['r1', 'relevant'] as const],
	...[['n', 'neutral'] as const, ['c2', 'comparison'] as const, ['r2', 'relevant'] as const]
];
const series = (questionId: string) => ({
	questionId,
	items: ORDER.map(([itemId, role]) => ({ itemId: `${questionId}${itemId}`, role }))
});
const zone: TechniquePlan = {
	...{ kind: 'comparison', issue: 'single' },
	scoring: { methods: ['federal-seven-position'], rule: 'federal-zct', source: 'test' }
};
const FEATURES = { EDA: 'eda-rise', BP: 'cardio-rise' } as const;

/** One chart on one channel; every other question responds with 1. */
function chart(
	number: number,
	channel: keyof typeof FEATURES,
	[r1, r2]: readonly [number | null, number | null]
): Row[] {
	return [1, r1, 1, 1, r2].map((value, i) => ({
		...{ chart: number, presentation: i + 1, questionId: 's', itemId: `s${ORDER[i]![0]}` },
		...{ channel, feature: FEATURES[channel], value, quality: 1 },
		exclusion: value === null ? 'flat' : ''
	}));
}
const result = (statistic: number, outcome: string) => ({ statistic, p: null, outcome });

// polygraph.md §3.5: EDA 2, 3, 4 times are ∓1, ∓2, ∓3; cardio 1.5 times ∓2. §3.6: any subtotal ≤ −3 responds
test('what the outcome hangs on: one channel, one chart', () => {
	const rows = [
		...[...chart(1, 'EDA', [4, 1]), ...chart(1, 'BP', [1, 1])],
		...[...chart(2, 'EDA', [1, 1]), ...chart(2, 'BP', [1, 1 / 1.5])]
	];
	const session = { questions: [series('s')], rows };
	const [changes, ...others] = tableChanges(session, zone, 1);
	expect(others).toEqual([]);
	expect([changes!.questionId, changes!.method]).toEqual(['s', 'federal-seven-position']);
	// all: r1 −3, r2 +2
	expect(changes!.rows).toEqual([
		{
			...{ kind: 'without-channel', name: 'EDA', isOther: true },
			result: result(2, 'inconclusive')
		},
		{ kind: 'without-channel', name: 'BP', isOther: false, result: result(-3, 'responds') },
		{ kind: 'without-chart', name: '1', isOther: true, result: result(2, 'inconclusive') },
		{ kind: 'without-chart', name: '2', isOther: false, result: result(-3, 'responds') }
	]);
});

test('what people took out is put back', () => {
	const exclusions = [{ chart: 1, presentation: 2, channel: 'EDA', reason: 'cough' }];
	const session = { questions: [series('s')], rows: chart(1, 'EDA', [4, 1]), exclusions };
	expect(tableChanges(session, zone, 1)[0]!.rows).toEqual([
		{ kind: 'with-excluded', name: '', isOther: true, result: result(-3, 'responds') }
	]);
});

test('where nothing is left to score there is no result and no other outcome', () => {
	const rows = [...chart(1, 'EDA', [4, 1]), ...chart(1, 'BP', [null, null])];
	const [changes] = tableChanges({ questions: [series('s')], rows }, zone, 1);
	expect(changes!.rows[0]).toEqual({
		...{ kind: 'without-channel', name: 'EDA', result: null, isOther: false }
	});
});

test('a series that was not recorded, and techniques scored channel by channel, have no changes here', () => {
	const both = { questions: [series('s'), series('t')], rows: chart(1, 'EDA', [4, 1]) };
	expect(tableChanges(both, zone, 1).map(({ questionId }) => questionId)).toEqual(['s']);
	const limits = { respondsAtOrBelow: 0.05, doesNotRespondAtOrAbove: 0.3, source: 'test' };
	const details: TechniquePlan = {
		...{ kind: 'recognition', scoring: { ...limits, methods: ['lykken'] } }
	};
	expect(tableChanges(both, details, 1)).toEqual([]);
});
