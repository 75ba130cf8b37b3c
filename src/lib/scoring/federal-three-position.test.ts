import { expect, test } from 'vitest';
import method from './federal-three-position.ts';

const table = (ratios: readonly number[]) => ({
	form: 'comparison' as const,
	issue: 'single' as const,
	prior: 0.5,
	alpha: 0.05,
	sensors: [{ channel: 'EDA', sensor: 'eda' as const }],
	charts: [1, 2, 3].map((chart) => ({
		chart,
		presentations: ratios.flatMap((ratio, i) => [
			{ questionId: `C${i}`, role: 'comparison' as const, values: { EDA: 1 } },
			{ questionId: `R${i}`, role: 'relevant' as const, values: { EDA: ratio } },
			{ questionId: `N${i}`, role: 'neutral' as const, values: {} }
		])
	}))
});

test('counts EDA once and decides by the federal zone rule', () => {
	const result = method.score(table([2, 1.05, 0.5]));
	expect(result.details.subtotals.map(({ total }) => total)).toEqual([-3, 0, 3]);
	expect(result.outcome).toBe('significant-response');
	expect(result.details.decision).toMatchObject({ rule: 'federal-zct', because: 'subtotal' });
	expect(result).toMatchObject({ p: null, pKind: 'none' });
	expect(result.sentence.en).toMatch(/^Over 3 relevant questions and 3 charts the score is 0 /);
});

test('two relevant questions are decided by the You-Phase rule', () => {
	const result = method.score(table([0.5, 0.5]));
	expect(result.details.decision.rule).toBe('you-phase');
	expect(result.outcome).toBe('no-significant-response');
});
