import { expect, test } from 'vitest';
import { posterior } from './probability-analysis/model.ts';
import method from './probability-analysis.ts';

test.each([
	[0, 0.22],
	[1, 0.78],
	[2, 0.975]
])('D = %i: posterior %f', (score, share) => {
	expect(Math.abs(posterior(score) - share)).toBeLessThan(0.006);
});

const table = (relevant: readonly number[], comparison: readonly number[]) => ({
	form: 'comparison' as const,
	issue: 'single' as const,
	prior: 0.5,
	alpha: 0.05,
	sensors: [
		{ channel: 'EDA', sensor: 'eda' as const },
		{ channel: 'P', sensor: 'pulse' as const }
	],
	charts: relevant.map((value, i) => ({
		chart: i + 1,
		presentations: [
			{ questionId: 'C4', role: 'comparison' as const, values: { EDA: comparison[i]!, P: 1 } },
			{ questionId: 'R5', role: 'relevant' as const, values: { EDA: value, P: 1 } }
		]
	}))
});

test('z-differences within the test, weighted; exchanging the roles flips D', () => {
	const result = method.score(table([3, 3], [1, 1]));
	// values 3, 3, 1, 1: mean 2, SD 2/√3; difference √3
	expect(result.statistic).toBeCloseTo(1.735 * Math.sqrt(3), 12);
	expect(result.outcome).toBe('significant-response');
	expect(result.perChannel).toEqual([
		{ channel: 'EDA', contribution: result.statistic },
		{ channel: 'P', contribution: null }
	]);
	const turned = method.score(table([1, 1], [3, 3]));
	expect(turned.statistic).toBeCloseTo(-result.statistic, 12);
	expect(turned.outcome).toBe('no-significant-response');
});

test('the posterior follows the prior of the table', () => {
	expect(posterior(0.5, 0.1)).toBeLessThan(posterior(0.5, 0.5));
});
