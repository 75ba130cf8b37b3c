import { expect, test } from 'vitest';
import { intraclass21 } from './intraclass.ts';

test('six targets and four judges of Shrout & Fleiss 1979: .29, interval .02 … .76', () => {
	const { value, interval } = intraclass21([
		[9, 2, 5, 8],
		[6, 1, 3, 2],
		[8, 4, 6, 8],
		[7, 1, 2, 6],
		[10, 5, 6, 9],
		[6, 2, 4, 7]
	]);
	expect(value).toBeCloseTo(0.29, 2);
	expect(interval[0]).toBeCloseTo(0.019, 3);
	expect(interval[1]).toBeCloseTo(0.761, 3);
});

test('raters that agree exactly have 1; constant shifts between raters cost agreement', () => {
	const rows = [[1], [4], [2], [9]];
	expect(intraclass21(rows.map(([v = 0]) => [v, v]))).toMatchObject({ value: 1, interval: [1, 1] });
	expect(intraclass21(rows.map(([v = 0]) => [v, v + 5])).value).toBeLessThan(0.6);
});

test('values that never differ and rows of unequal length are refused', () => {
	expect(() =>
		intraclass21([
			[2, 2],
			[2, 2]
		])
	).toThrow(expect.objectContaining({ code: 'agreement/no-variation' }) as Error);
	expect(() => intraclass21([[2, 2], [2]])).toThrow(
		expect.objectContaining({ code: 'agreement/unequal-raters' }) as Error
	);
});
