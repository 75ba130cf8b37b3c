import { describe, expect, test } from 'vitest';
import { binScores } from '../../../tests/contracts/bin-scores.ts';
import method, { referenceShares } from './oss-2.ts';

const bins = (sensor: 'eda' | 'cardio' | 'respiration', ratios: readonly number[]) =>
	binScores(method, sensor, ratios);

describe('lower bounds of the bins', () => {
	test('EDA', () => {
		expect(bins('eda', [0, 0.44, 0.45, 0.7, 0.95, 1.27, 1.72, 2.6])).toEqual([
			6, 6, 4, 2, 0, -2, -4, -6
		]);
	});

	test('cardio', () => {
		expect(bins('cardio', [0, 0.56, 0.74, 0.93, 1.14, 1.39, 1.81])).toEqual([
			3, 2, 1, 0, -1, -2, -3
		]);
	});

	test('respiration line length', () => {
		expect(bins('respiration', [0.5, 0.78, 0.87, 0.94, 1.03, 1.11, 1.22])).toEqual([
			-3, -2, -1, 0, 1, 2, 3
		]);
	});
});

test('published shares: +10 and +6, −8 and −6', () => {
	expect(referenceShares(10).notSignificant).toBe(0.05);
	expect(referenceShares(6).notSignificant).toBe(0.07);
	expect(referenceShares(-8).significant).toBe(0.05);
	expect(referenceShares(-6).significant).toBe(0.06);
	// between two rows the larger share
	expect(referenceShares(-7).significant).toBe(0.06);
	expect(referenceShares(9)).toEqual({ significant: null, notSignificant: 0.06 });
});

test('scores a table: the sum, its share and the rule ±6', () => {
	const result = method.score({
		form: 'comparison',
		issue: 'single',
		prior: 0.5,
		alpha: 0.05,
		sensors: [{ channel: 'EDA', sensor: 'eda' }],
		charts: [1, 2].map((chart) => ({
			chart,
			presentations: [
				{ questionId: 'C4', role: 'comparison', values: { EDA: 1 } },
				{ questionId: 'R5', role: 'relevant', values: { EDA: 1.8 } }
			]
		}))
	});
	expect(result).toMatchObject({ statistic: -8, p: 0.05, pKind: 'approximate' });
	expect(result.outcome).toBe('significant-response');
});
