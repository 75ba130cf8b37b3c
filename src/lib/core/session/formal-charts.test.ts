import { expect, test } from 'vitest';
import { runningLog } from '../../../../tests/fixtures/session-log.ts';
import { acquaintanceCharts, formalCharts, questionsOf } from './formal-charts.ts';
import { reduce } from './reduce.ts';

const list = [
	{
		questionId: 'numbers',
		factId: null,
		stem: '您写下的数字是不是',
		category: '数字',
		items: [1, 2, 3].map((one) => ({
			itemId: `n${one}`,
			text: String(one),
			role: 'item' as const
		}))
	}
];

test('a chart without a purpose is part of the test, as in every session recorded before', () => {
	const state = reduce(runningLog('session-1').events);
	expect(formalCharts(state)).toHaveLength(1);
	expect(acquaintanceCharts(state)).toHaveLength(0);
	expect(questionsOf(state, state.charts[0]!)).toBe(state.questions);
});

test('an acquaintance chart is kept beside the test and reads its own list', () => {
	const state = reduce(runningLog('session-1').events);
	const [formal] = state.charts;
	const other = {
		...formal!,
		chart: 2,
		started: { ...formal!.started, chart: 2, purpose: 'acquaintance' as const, list }
	};
	const both = { ...state, charts: [other, formal!] };
	expect(formalCharts(both)).toEqual([formal]);
	expect(acquaintanceCharts(both)).toEqual([other]);
	expect(questionsOf(both, other)).toEqual(list);
});
