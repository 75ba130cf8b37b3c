import { expect, test } from 'vitest';
import { fleissKappa } from './fleiss.ts';

/** The worked example of the article on Fleiss' kappa in Wikipedia: 14 raters, 10 cases. */
const EXAMPLE = [
	[0, 0, 0, 0, 14],
	[0, 2, 6, 4, 2],
	[0, 0, 3, 5, 6],
	[0, 3, 9, 2, 0],
	[2, 2, 8, 1, 1],
	[7, 7, 0, 0, 0],
	[3, 2, 6, 3, 0],
	[2, 5, 3, 2, 2],
	[6, 5, 2, 1, 0],
	[0, 2, 2, 3, 7]
];

test('the worked example has kappa .210', () => {
	const { value, interval } = fleissKappa(EXAMPLE);
	expect(value).toBeCloseTo(0.21, 3);
	expect(interval[0]).toBeLessThan(value);
	expect(interval[1]).toBeGreaterThan(value);
});

test('full agreement is 1 with an interval of no width', () => {
	expect(
		fleissKappa([
			[3, 0],
			[0, 3],
			[3, 0]
		])
	).toMatchObject({ value: 1, interval: [1, 1] });
});

test('unequal numbers of raters are refused', () => {
	expect(() =>
		fleissKappa([
			[2, 0],
			[1, 0]
		])
	).toThrow(expect.objectContaining({ code: 'agreement/unequal-raters' }) as Error);
});
