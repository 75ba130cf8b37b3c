import { expect, test } from 'vitest';
import { over, plus, root, scaled, times } from './complex.ts';

const a = { re: 3, im: -4 };
const b = { re: 1, im: 2 };

test('the four operations', () => {
	expect(plus(a, b)).toEqual({ re: 4, im: -2 });
	expect(times(a, b)).toEqual({ re: 11, im: 2 });
	expect(over(times(a, b), b)).toEqual(a);
	expect(scaled(a, 2)).toEqual({ re: 6, im: -8 });
});

test.each([a, b, { re: -4, im: 0 }, { re: 0, im: -2 }])('the root of %o squares back', (z) => {
	const { re, im } = times(root(z), root(z));
	expect(re).toBeCloseTo(z.re, 12);
	expect(im).toBeCloseTo(z.im, 12);
	expect(root(z).re).toBeGreaterThanOrEqual(0);
});
