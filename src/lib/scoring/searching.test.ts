import { describe, expect, test } from 'vitest';
import method from './searching.ts';

const ITEMS = ['river', 'well', 'field', 'wood'];
const table = (rows: readonly (readonly (number | null)[])[], items = ITEMS) => ({
	form: 'search' as const,
	items,
	channels: [
		{
			channel: 'EDA',
			sensor: 'eda' as const,
			stronger: 'larger' as const,
			repetitions: rows.map((values, i) => ({ chart: i + 1, values: [...values] }))
		}
	]
});

test('the same item stands out in every repetition: p by counting', () => {
	// one large and equal small responses: the maximum recurs when the large ones meet again on one of the items
	const result = method.score(
		table([
			[1, 9, 1, 1],
			[1, 9, 1, 1],
			[1, 9, 1, 1]
		])
	);
	expect(result.details.strongest).toBe('well');
	expect(result.statistic).toBeCloseTo(Math.sqrt(3), 12);
	expect(result.p).toBeCloseTo(1 / 16, 12);
	expect(result.pKind).toBe('exact');
});

test('one repetition alone can show nothing', () => {
	expect(method.score(table([[1, 9, 2, 3]])).p).toBe(1);
});

describe('under the null', () => {
	test('p ≤ α comes up with probability ≤ α, counted over all relabellings', () => {
		const permutations = (row: readonly number[]): number[][] =>
			row.length <= 1
				? [[...row]]
				: row.flatMap((v, i) =>
						permutations(row.filter((_, j) => j !== i)).map((rest) => [v, ...rest])
					);
		const ps = permutations([1, 2, 4, 8]).flatMap((second) =>
			permutations([0, 3, 5, 5]).map(
				(third) => method.score(table([[2, 3, 7, 1], second, third])).p
			)
		);
		for (const alpha of new Set(ps))
			expect(ps.filter((p) => p <= alpha).length / ps.length).toBeLessThanOrEqual(alpha + 1e-9);
	});
});

test('what is not scorable is named and does not count; the gap is to the runner-up', () => {
	const result = method.score(
		table([
			[1, 9, null, 2],
			[1, 8, 3, 2]
		])
	);
	expect(result.excluded).toEqual([{ where: 'EDA chart 1 field', reason: 'not-measured' }]);
	expect(result.details.runnerUpGap).toBeGreaterThan(0);
	expect(result.perChannel).toEqual([
		{ channel: 'EDA', contribution: expect.closeTo(result.statistic, 12) as number }
	]);
});

test('many items and repetitions are drawn, the same for the same seed', () => {
	const rows = [
		[1, 2, 3, 4, 5, 6, 7, 12],
		[3, 2, 1, 4, 5, 7, 6, 11],
		[2, 1, 3, 5, 4, 6, 7, 10]
	];
	const big = table(rows, ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
	const once = method.score(big, { seed: 3 });
	expect(once.pKind).toBe('monte-carlo');
	expect(method.score(big, { seed: 3 })).toEqual(once);
	expect(once.p).toBeLessThan(0.05);
});
