import { expect, test } from 'vitest';
import method from './federal-seven-position.ts';

const scoreOf = (channel: 'EDA' | 'BP' | 'R', relevant: number, comparison: number): number =>
	method.score({
		form: 'comparison',
		issue: 'single',
		prior: 0.5,
		alpha: 0.05,
		sensors: [
			{ channel: 'EDA', sensor: 'eda' },
			{ channel: 'BP', sensor: 'cardio' },
			{ channel: 'R', sensor: 'respiration' }
		],
		charts: [
			{
				chart: 1,
				presentations: [
					{ questionId: 'C', role: 'comparison', values: { [channel]: comparison } },
					{ questionId: 'R', role: 'relevant', values: { [channel]: relevant } }
				]
			}
		]
	}).statistic;

test.each([
	[1, 1.9, 0],
	[1, 2, 1],
	[1, 3, 2],
	[1, 4, 3],
	[4, 1, -3],
	[2.5, 1, -1],
	[0, 3, 2],
	[3, 0, -2],
	[0, 0, 0]
])('EDA %f against %f scores %i', (relevant, comparison, score) => {
	expect(scoreOf('EDA', relevant, comparison)).toBe(score);
});

test('cardio by 1.25, 1.5 and 3 times; respiration never beyond 1', () => {
	expect([1.2, 1.25, 1.5, 3].map((ratio) => scoreOf('BP', 1, ratio))).toEqual([0, 1, 2, 3]);
	expect([1.1, 1.3, 1.7].map((ratio) => scoreOf('R', ratio, 1))).toEqual([0, 1, 0]);
});
