import { describe, expect, test } from 'vitest';
import method from './within-question-z.ts';

const channel = (
	questions: [(number | null)[], number, string?][],
	stronger: 'larger' | 'smaller' = 'larger'
) => ({
	channel: 'EDA',
	stronger,
	questions: questions.map(([values, keyIndex, id], i) => ({
		questionId: id ?? `q${i + 1}`,
		values,
		keyIndex
	}))
});
const WORKED: [number[], number][] = [
	[[0.21, 0.18, 0.55, 0.3, 0.12], 2],
	[[0.15, 0.42, 0.2, 0.11, 0.09], 1],
	[[0.33, 0.28, 0.25, 0.61, 0.4], 3],
	[[0.1, 0.05, 0.12, 0.22, 0.31], 3],
	[[0.44, 0.2, 0.18, 0.15, 0.09], 0],
	[[0.27, 0.3, 0.52, 0.19, 0.14], 1]
];

test('the worked example has z 1.375 and p = 22/15625', () => {
	const result = method.score(channel(WORKED));
	expect(result.perQuestion.map((z) => Number(z!.toFixed(3)))).toEqual([
		1.845, 1.898, 1.837, 0.644, 1.902, 0.122
	]);
	expect(result.statistic).toBeCloseTo(1.375, 3);
	expect(result.p).toBe(22 / 15625);
	expect(result.pKind).toBe('exact');
	expect(result.range).toEqual([-2, 2]);
});

test('where smaller is stronger the sign turns', () => {
	const flipped = WORKED.map(([values, key]): [number[], number] => [values.map((v) => -v), key]);
	const result = method.score(channel(flipped, 'smaller'));
	expect(result.statistic).toBeCloseTo(method.score(channel(WORKED)).statistic, 12);
	expect(result.p).toBe(22 / 15625);
});

describe('several charts', () => {
	test('average an item over its charts and permute it as one', () => {
		const one: [number[], number, string] = [[9, 1, 2, 3, 4], 0, 'a'];
		const result = method.score(channel([one, one, one]));
		expect(result.statistic).toBeCloseTo(method.score(channel([one])).statistic, 12);
		// one detail, five candidates: repeating it is no further evidence against chance
		expect(result.p).toBe(1 / 5);
	});

	test('an item missing in one chart counts with the others', () => {
		const result = method.score(
			channel([
				[[9, null, 2], 0, 'a'],
				[[9, 1, 2], 0, 'a']
			])
		);
		expect(result.p).toBeCloseTo(1 / 3, 15);
		expect(result.statistic).toBeCloseTo((1 + 5 / Math.sqrt(38 / 3)) / 2, 12);
	});
});

test('more than a million assignments are drawn, reproducibly', () => {
	const many = Array.from({ length: 9 }, (_, i): [number[], number] => [
		[1, 2, 3, 4, 5].map((v) => v + (i % 2)),
		i % 5
	]);
	const result = method.score(channel(many), { seed: 3 });
	expect(result.pKind).toBe('monte-carlo');
	expect(method.score(channel(many), { seed: 3 }).p).toBe(result.p);
	expect(result.p).toBeGreaterThanOrEqual(1 / 20001);
});

test('a question in which nothing varies counts with 0', () => {
	const result = method.score(
		channel([
			[[3, 3, 3], 0],
			[[3, 1, 2], 0]
		])
	);
	expect(result.perQuestion[0]).toBe(0);
	expect(result.p).toBeCloseTo(1 / 3, 15);
});
