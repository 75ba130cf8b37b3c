import { expect, test } from 'vitest';
import { kruskalWallis } from './kruskal-wallis.ts';

test('the mucociliary example of Hollander & Wolfe (R, kruskal.test): H = 0.7714, p = 0.68', () => {
	const { h, p } = kruskalWallis([
		[2.9, 3.0, 2.5, 2.6, 3.2],
		[3.8, 2.7, 4.0, 2.4],
		[2.8, 3.4, 3.7, 2.2, 2.0]
	]);
	expect(h).toBeCloseTo(0.7714, 4);
	expect(p).toBeCloseTo(0.68, 4);
});

test('equal values and a single group differ in nothing', () => {
	expect(
		kruskalWallis([
			[1, 1],
			[1, 1]
		])
	).toEqual({ h: 0, p: 1 });
	expect(kruskalWallis([[1, 2, 3], []])).toEqual({ h: 0, p: 1 });
});
