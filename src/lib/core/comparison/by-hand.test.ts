import { expect, test } from 'vitest';
import { gradedByHand } from './by-hand.ts';
import type { Contrast } from './contrasts.ts';
import { FEDERAL_EDA_RATIOS, federalPosition } from './federal-positions.ts';
import type { GradedMethod } from './graded-method.ts';

const method: GradedMethod = {
	id: 'test',
	scoreOf: (one) => federalPosition(one, FEDERAL_EDA_RATIOS.traditional),
	largest: { eda: 3, cardio: 3, respiration: 1, pulse: 1, other: 0 },
	ruleFor: (issue, questions) => (issue === 'single' && questions === 2 ? 'you-phase' : 'subtotal')
};
const hand = gradedByHand(method, 'seven-position');

const eda = (relevant: number, comparison: number): Contrast => ({
	...{ questionId: 'r', chart: 1, place: 0, channel: 'EDA', sensor: 'eda' },
	...{ relevant, comparison, comparedWith: 'c', lean: Math.log(comparison / relevant) }
});
const totals = (...each: number[]) => ({
	grandTotal: each.reduce((sum, one) => sum + one, 0),
	subtotals: each.map((total, i) => ({ questionId: `r${i}`, total }))
});
const single = { issue: 'single' } as const;

// polygraph.md §3.5: 2:1, 3:1, 4:1 are ±1, ±2, ±3, as they stand
test('positions are those of the method and no sensor counts double', () => {
	expect([eda(4, 1), eda(1, 1.9), eda(1, 3)].map((one) => hand.positionOf(one))).toEqual([
		...[-3, 0, 2]
	]);
	expect((['eda', 'respiration', 'cardio', 'pulse'] as const).map(hand.weightOf)).toEqual([
		...[1, 1, 1, 1]
	]);
	expect(hand.scale).toBe('seven-position');
});

// polygraph.md §3.6, You-Phase: any subtotal ≤ −3, or total ≤ −4; not before +4 with every subtotal > 0
test('without a rule of the technique that of the method decides', () => {
	const outcome = (...each: number[]) => hand.decide(totals(...each), single).outcome;
	expect(outcome(-3, 6)).toBe('significant-response');
	expect(outcome(-2, -2)).toBe('significant-response');
	expect(outcome(3, 1)).toBe('no-significant-response');
	expect(outcome(4, 0)).toBe('inconclusive');
	expect(hand.decide(totals(3, 1), single).rule).toBe('you-phase');
});

// federal zone: +4 is not enough, +6 is
test('the rule of the technique goes before it; one that needs odds is refused', () => {
	const zone = { ...single, rule: 'federal-zct' } as const;
	expect(hand.decide(totals(3, 1), zone).outcome).toBe('inconclusive');
	expect(hand.decide(totals(5, 1), zone).outcome).toBe('no-significant-response');
	expect(() => hand.decide(totals(3, 1), { ...single, rule: 'auto' })).toThrow(
		expect.objectContaining({ code: 'scoring/rule' })
	);
});
