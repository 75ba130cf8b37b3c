import { expect, test } from 'vitest';
import method from './artifact-proportions.ts';

const score = (a: number, b: number) =>
	method.score({
		form: 'artifacts',
		comparison: { artifacts: a, presentations: 9 },
		relevant: { artifacts: b, presentations: 9 }
	});

test('5 of 9 against 1 of 9: z 2.00, z test p .023; Fisher’s exact p .066 one-tailed', () => {
	const result = score(5, 1);
	expect(result.statistic).toBeCloseTo(2, 12);
	expect(result.details.zTestOneTailed).toBeCloseTo(0.023, 3);
	// (C(9,5)·C(9,1) + C(9,6)·C(9,0)) / C(18,6)
	const oneTailed = (126 * 9 + 84) / 18564;
	expect(result.details.oneTailed.moreAtComparison).toBeCloseTo(oneTailed, 12);
	expect(result.p).toBeCloseTo(2 * oneTailed, 12);
});

test('3 of 9 against 2 of 9: z .53, z test p .30', () => {
	const result = score(3, 2);
	expect(result.statistic).toBeCloseTo(0.53, 2);
	expect(result.details.zTestOneTailed).toBeCloseTo(0.3, 2);
});

test('exchanging the types flips z and keeps p', () => {
	expect(score(1, 5).statistic).toBeCloseTo(-2, 12);
	expect(score(1, 5).p).toBeCloseTo(score(5, 1).p, 12);
});

test('under the null p ≤ α comes up with probability ≤ α, by enumeration', () => {
	const choose = (n: number, k: number): number =>
		k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k;
	for (let marked = 1; marked < 18; marked++) {
		const outcomes = Array.from({ length: marked + 1 }, (_, a) => a)
			.filter((a) => a <= 9 && marked - a <= 9)
			.map((a) => ({ ...score(a, marked - a), weight: choose(9, a) * choose(9, marked - a) }));
		const total = outcomes.reduce((sum, one) => sum + one.weight, 0);
		for (const { p } of outcomes) {
			const side = outcomes.filter((one) => one.p <= p + 1e-12);
			const share = side.reduce((sum, one) => sum + one.weight, 0) / total;
			expect(share).toBeLessThanOrEqual(p + 1e-12);
		}
	}
});
