import { expect, test } from 'vitest';
import method from './utah.ts';

const table = (ratios: readonly number[]) => ({
	form: 'comparison' as const,
	issue: 'single' as const,
	prior: 0.5,
	alpha: 0.05,
	sensors: [{ channel: 'BP', sensor: 'cardio' as const }],
	charts: [
		{
			chart: 1,
			presentations: ratios.flatMap((ratio, i) => [
				{ questionId: `C${i}`, role: 'comparison' as const, values: { BP: 1 } },
				{ questionId: `R${i}`, role: 'relevant' as const, values: { BP: ratio } },
				{ questionId: `N${i}`, role: 'neutral' as const, values: {} }
			])
		}
	]
});

test('cardio by 1.5, 2 and 3 times', () => {
	expect([1 / 1.4, 1 / 1.5, 1 / 2, 1 / 3].map((r) => method.score(table([r])).statistic)).toEqual([
		0, 1, 2, 3
	]);
});

test('three questions are decided by the grand total, four by the rule for four', () => {
	expect(method.score(table([1 / 3, 1 / 3, 1])).outcome).toBe('no-significant-response');
	// the same total, but one subtotal is negative
	const four = method.score(table([1 / 3, 1 / 3, 1 / 2, 1.6]));
	expect(four.statistic).toBe(7);
	expect(four.details.decision).toMatchObject({ rule: 'utah-4', because: 'negative-subtotal' });
	expect(four.outcome).toBe('inconclusive');
});
