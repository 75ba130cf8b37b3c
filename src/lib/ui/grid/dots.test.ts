import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DOTS, dotPlace, dotsOf } from './dots.ts';

test('there are always a hundred dots, each cell within one of its share', () => {
	const weights = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
		minLength: 10,
		maxLength: 10
	});
	fc.assert(
		fc.property(weights, (given) => {
			const total = given.reduce((sum, value) => sum + value, 1e-9);
			const shares = given.map((value, i) => (value + (i === 0 ? 1e-9 : 0)) / total);
			const counts = dotsOf(shares);
			expect(counts.reduce((sum, count) => sum + count, 0)).toBe(DOTS);
			counts.forEach((count, i) =>
				expect(Math.abs(count - DOTS * shares[i]!)).toBeLessThanOrEqual(1)
			);
		})
	);
});

test('no two dots of a cell lie on each other', () => {
	const places = Array.from({ length: DOTS }, (_, i) => dotPlace(i));
	for (const [i, a] of places.entries())
		for (const b of places.slice(i + 1))
			expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(0.02);
});
