import { describe, expect, test } from 'vitest';
import { shareAtLeast, sumCounts } from '#lib/core/statistics/sum-distribution.ts';
import lykken from './lykken.ts';

/** The worked example of the reference: 6 questions × 5 scored items, key index. */
const WORKED: [number[], number][] = [
	[[0.21, 0.18, 0.55, 0.3, 0.12], 2],
	[[0.15, 0.42, 0.2, 0.11, 0.09], 1],
	[[0.33, 0.28, 0.25, 0.61, 0.4], 3],
	[[0.1, 0.05, 0.12, 0.22, 0.31], 3],
	[[0.44, 0.2, 0.18, 0.15, 0.09], 0],
	[[0.27, 0.3, 0.52, 0.19, 0.14], 1]
];
const channel = (questions: [(number | null)[], number][]) => ({
	channel: 'EDA',
	stronger: 'larger' as const,
	questions: questions.map(([values, keyIndex], i) => ({
		questionId: `q${i + 1}`,
		values,
		keyIndex
	}))
});

/** Points of m items without ties. */
const untied = (m: number): number[] => Array.from({ length: m }, (_, i) => Math.max(0, 2 - i));
const tails = (q: number, m: number): number[] => {
	const counts = sumCounts(Array.from({ length: q }, () => untied(m)));
	return Array.from({ length: 2 * q + 1 }, (_, s) => Math.round(shareAtLeast(counts, s) * m ** q));
};
/** A channel whose key earns `score` points in `q` questions of `m` items. */
const scoring = (score: number, q: number, m: number) =>
	channel(
		Array.from({ length: q }, (_, i): [number[], number] => {
			const points = Math.min(2, Math.max(0, score - 2 * i));
			return [Array.from({ length: m }, (_x, item) => m - item), 2 - points];
		})
	);

test('the worked example scores 10, p = 40/15625', () => {
	const result = lykken.score(channel(WORKED));
	expect(result.perQuestion).toEqual([2, 2, 2, 1, 2, 1]);
	expect(result.statistic).toBe(10);
	expect(result.p).toBeCloseTo(40 / 15625, 15);
	expect(result.range).toEqual([0, 12]);
	expect(result.sentence.en).toContain('10 of 12 points');
	expect(result.sentence.en).toContain('probability 0.0026');
});

test('upper-tail counts without ties', () => {
	expect(tails(3, 5)).toEqual([125, 98, 71, 35, 16, 4, 1]);
	expect(tails(5, 5)).toEqual([3125, 2882, 2477, 1802, 1172, 617, 286, 101, 31, 6, 1]);
	expect(tails(6, 5)).toEqual([
		15625, 14896, 13438, 10765, 7795, 4825, 2647, 1206, 480, 150, 40, 7, 1
	]);
});

describe('the table of significant scores', () => {
	test.each([
		// m, Q, P(S ≥ Q), smallest S at .05 and its p, smallest at .01 and its p, P(max)
		[5, 3, 0.28, 5, 0.032, 6, 0.008, 0.008],
		[5, 4, 0.2464, 6, 0.0368, 7, 0.008, 0.0016],
		[5, 5, 0.1974, 7, 0.0323, 8, 0.0099, 3.2e-4],
		[5, 6, 0.1694, 8, 0.0307, 9, 0.0096, 6.4e-5],
		[5, 7, 0.142, 9, 0.0273, 10, 0.0096, 1.3e-5],
		[5, 8, 0.1217, 10, 0.0248, 11, 0.009, 2.6e-6],
		[5, 10, 0.0894, 11, 0.0442, 13, 0.0078, 1e-7],
		[4, 6, 0.3066, 9, 0.0278, 10, 0.0083, 4 ** -6],
		[6, 6, 0.1013, 7, 0.0404, 9, 0.004, 6 ** -6]
	])('m = %i, Q = %i', (m, q, atQ, cut05, p05, cut01, p01, atMost) => {
		const p = (score: number): number => lykken.score(scoring(score, q, m)).p;
		expect(p(q)).toBeCloseTo(atQ, 4);
		expect(p(cut05)).toBeCloseTo(p05, 4);
		expect(p(cut05 - 1)).toBeGreaterThan(0.05);
		expect(p(cut01)).toBeCloseTo(p01, 4);
		expect(p(cut01 - 1)).toBeGreaterThan(0.01);
		expect(p(2 * q) / atMost).toBeCloseTo(1, 1);
	});
});

describe('irregular questions', () => {
	test('unequal numbers of items multiply their own polynomials', () => {
		const result = lykken.score(
			channel([
				[[9, 1, 2, 3], 0],
				[[9, 1, 2], 0],
				[[9, null, 2, 1, 0], 0]
			])
		);
		expect(result.statistic).toBe(6);
		expect(result.p).toBeCloseTo(1 / (4 * 3 * 4), 15);
	});

	test('ties share their points and stay exact', () => {
		const result = lykken.score(channel([[[5, 5, 1, 1], 0]]));
		expect(result.statistic).toBe(1.5);
		expect(result.p).toBe(0.5);
	});

	test('a question in which nothing responds neither helps nor hurts', () => {
		const alone = lykken.score(channel([[[5, 1, 2, 3, 4], 0]]));
		const silent = lykken.score(
			channel([
				[[5, 1, 2, 3, 4], 0],
				[[0, 0, 0, 0, 0], 0]
			])
		);
		expect(silent.p).toBeCloseTo(alone.p, 15);
		expect(silent.perQuestion[1]).toBeCloseTo(3 / 5, 12);
	});

	test('a question without its key is left out with a reason', () => {
		const result = lykken.score(
			channel([
				[[5, 1, 2], 0],
				[[null, 1, 2], 0]
			])
		);
		expect(result.perQuestion).toEqual([2, null]);
		expect(result.excluded).toEqual([{ questionId: 'q2', reason: 'key-not-scorable' }]);
	});
});
