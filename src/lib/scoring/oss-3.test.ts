import { describe, expect, test } from 'vitest';
import {
	cutMeans,
	impliedAuc,
	notSignificantP,
	significantP,
	standardScore,
	weightedScore
} from './oss-3/model.ts';
import method from './oss-3.ts';

const EXAMPLE = [
	{ sensor: 'respiration' as const, relevant: 820, comparison: 900 },
	{ sensor: 'eda' as const, relevant: 420, comparison: 260 },
	{ sensor: 'cardio' as const, relevant: 110, comparison: 90 }
];

describe('the published example', () => {
	test('z −.506, −.923, −1.151', () => {
		const zs = EXAMPLE.map((one) => standardScore(one)!);
		[-0.506, -0.923, -1.151].forEach((z, i) => expect(Math.abs(zs[i]! - z)).toBeLessThan(0.003));
	});

	test('weighted −.907', () => {
		const table = {
			form: 'comparison' as const,
			issue: 'single' as const,
			prior: 0.5,
			alpha: 0.05,
			sensors: [
				{ channel: 'R', sensor: 'respiration' as const },
				{ channel: 'EDA', sensor: 'eda' as const },
				{ channel: 'BP', sensor: 'cardio' as const }
			],
			charts: [
				{
					chart: 1,
					presentations: [
						{
							questionId: 'C4',
							role: 'comparison' as const,
							values: { R: 880, EDA: 240, BP: 90 }
						},
						{
							questionId: 'R5',
							role: 'relevant' as const,
							values: { R: 820, EDA: 420, BP: 110 }
						},
						// the mean of the chart counts, not the adjacent question
						{
							questionId: 'C6',
							role: 'comparison' as const,
							values: { R: 920, EDA: 280, BP: 90 }
						}
					]
				}
			]
		};
		const result = method.score(table);
		expect(Math.abs(result.statistic + 0.907)).toBeLessThan(0.002);
		expect(result.perChannel.reduce((sum, one) => sum + (one.contribution ?? 0), 0)).toBeCloseTo(
			result.statistic,
			12
		);
		expect(result.outcome).toBe('significant-response');
		expect(result.details.decision.rule).toBe('two-stage');
		const screened = method.score({ ...table, issue: 'multiple' });
		expect(screened.details.decision.rule).toBe('screening');
	});
});

test('means at which the probabilities reach .05: −.161 and +.164', () => {
	const cuts = cutMeans(0.05, 3);
	expect(cuts.significant).toBeCloseTo(-0.161, 3);
	expect(cuts.notSignificant).toBeCloseTo(0.164, 3);
	expect(significantP(cuts.significant)).toBeCloseTo(0.05, 6);
	expect(notSignificantP(cuts.notSignificant)).toBeCloseTo(0.05, 6);
	expect(cuts.correctedSubtotal).toBeLessThan(cuts.subtotal);
});

test('the norms imply AUC .966 in their own sample', () => {
	expect(impliedAuc()).toBeCloseTo(0.966, 3);
});

test('outliers, missing ratios and the finger pulse are not scored', () => {
	expect(standardScore({ sensor: 'eda', relevant: 1000, comparison: 1 })).toBeNull();
	expect(standardScore({ sensor: 'eda', relevant: 0, comparison: 1 })).toBeNull();
	expect(standardScore({ sensor: 'pulse', relevant: 1, comparison: 2 })).toBeNull();
	const contrast = { questionId: 'R', chart: 1, place: 0, channel: 'P', comparedWith: '', lean: 0 };
	expect(weightedScore({ ...contrast, sensor: 'pulse', relevant: 1, comparison: 2 })).toBe(0);
});
