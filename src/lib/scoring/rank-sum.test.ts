import fc from 'fast-check';
import { expect, test } from 'vitest';
import rankSum from './rank-sum.ts';

const channel = (questions: [(number | null)[], number][]) => ({
	channel: 'EDA',
	stronger: 'larger' as const,
	questions: questions.map(([values, keyIndex], i) => ({
		questionId: `q${i + 1}`,
		values,
		keyIndex
	}))
});

test('the worked example has ranks 1, 1, 1, 2, 1, 2 and p = .00179', () => {
	const result = rankSum.score(
		channel([
			[[0.21, 0.18, 0.55, 0.3, 0.12], 2],
			[[0.15, 0.42, 0.2, 0.11, 0.09], 1],
			[[0.33, 0.28, 0.25, 0.61, 0.4], 3],
			[[0.1, 0.05, 0.12, 0.22, 0.31], 3],
			[[0.44, 0.2, 0.18, 0.15, 0.09], 0],
			[[0.27, 0.3, 0.52, 0.19, 0.14], 1]
		])
	);
	expect(result.perQuestion).toEqual([1, 1, 1, 2, 1, 2]);
	expect(result.statistic).toBe(8);
	// ways to write 8 − 6 = 2 or less as a sum of six numbers 0…4: 1 + 6 + 21
	expect(result.p).toBeCloseTo(28 / 15625, 15);
	expect(result.p).toBeCloseTo(0.00179, 5);
});

test('a smaller sum never has a larger p', () => {
	const values = fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 5, maxLength: 5 });
	fc.assert(
		fc.property(fc.array(values, { minLength: 2, maxLength: 5 }), (lists) => {
			const scores = [0, 1].map((key) => rankSum.score(channel(lists.map((list) => [list, key]))));
			const [a, b] = scores.toSorted((x, y) => x.statistic - y.statistic);
			expect(a!.p).toBeLessThanOrEqual(b!.p + 1e-12);
		})
	);
});

test('ties share the mean of their ranks', () => {
	const result = rankSum.score(channel([[[5, 5, 1], 0]]));
	expect(result.statistic).toBe(1.5);
	expect(result.p).toBeCloseTo(2 / 3, 15);
	expect(result.range).toEqual([1, 3]);
});
