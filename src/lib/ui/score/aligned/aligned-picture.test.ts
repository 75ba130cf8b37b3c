import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COLUMNS } from './aligned-lines.ts';
import {
	bandPath,
	linePath,
	spread,
	stepPath,
	ticksOf,
	valueText,
	xOf,
	yOf
} from './aligned-picture.ts';

const scale = { left: 50, right: 550, top: 10, bottom: 210, min: -1, max: 1 };

test('the onset stands a fifth from the left, values from bottom to top', () => {
	expect(xOf(scale, -5)).toBe(50);
	expect(xOf(scale, 0)).toBe(150);
	expect(xOf(scale, 20)).toBe(550);
	expect([yOf(scale, -1), yOf(scale, 0), yOf(scale, 1)]).toEqual([210, 110, 10]);
});

test('a line goes through minimum and maximum and is not drawn across an empty column', () => {
	const min = new Float64Array(COLUMNS).fill(0);
	const max = min.slice();
	max[200] = 0.5;
	min[300] = max[300] = Number.NaN;
	const path = linePath({ min, max }, scale);
	expect(path.match(/M/g)).toHaveLength(2);
	expect(path).toContain('V60.0');
	const [before = '', after = ''] = path.split('M').slice(1);
	expect(Number(before.split('L').at(-1)?.split(' ')[0])).toBeCloseTo(xOf(scale, 13.72), 0);
	expect(Number(after.split(' ')[0])).toBeCloseTo(xOf(scale, 13.84), 0);
});

test('the band is closed, once for each stretch with values', () => {
	const mean = new Float64Array(COLUMNS).fill(Number.NaN);
	mean.fill(0, 10, 20).fill(0, 30, 32);
	const sd = new Float64Array(COLUMNS).fill(0.5);
	const path = bandPath({ count: 2, mean, sd }, scale);
	expect(path.match(/M/g)).toHaveLength(2);
	expect(path.match(/Z/g)).toHaveLength(2);
	expect(path).toContain(' 60.0');
	expect(path).toContain(' 160.0');
});

test('heart rate is a step for each second and has holes where beats are unclear', () => {
	expect(stepPath([1, 0, null, -1], scale)).toBe(
		'M150.0 10.0H170.0V110.0H190.0' + 'M210.0 210.0H230.0'
	);
});

test('ticks are round, inside, and neither few nor many', () => {
	fc.assert(
		fc.property(
			fc.double({ min: -1e4, max: 1e4, noNaN: true }),
			fc.double({ min: 1e-3, max: 1e5, noNaN: true }),
			(min, height) => {
				const ticks = ticksOf(min, min + height);
				expect(ticks.length).toBeGreaterThanOrEqual(3);
				expect(ticks.length).toBeLessThanOrEqual(11);
				for (const value of ticks) {
					expect(value).toBeGreaterThanOrEqual(min - height * 1e-6);
					expect(value).toBeLessThanOrEqual(min + height * (1 + 1e-6));
				}
			}
		)
	);
	expect(ticksOf(-0.3, 1.1)).toEqual([-0.2, 0, 0.2, 0.4, 0.6, 0.8, 1]);
	expect(valueText(-0.25)).toBe('−0.25');
});

test('names at the ends of lines keep their order, stand apart and stay inside', () => {
	fc.assert(
		fc.property(
			fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { minLength: 1, maxLength: 12 }),
			(heights) => {
				const placed = spread(heights, { least: 11, top: 0, bottom: 200 });
				const order = heights
					.map((height, index) => ({ height, index }))
					.sort((a, b) => a.height - b.height)
					.map(({ index }) => placed[index]!);
				for (const [i, height] of order.entries()) {
					expect(height).toBeGreaterThanOrEqual(-1e-9);
					expect(height).toBeLessThanOrEqual(200 + 1e-9);
					if (i > 0) expect(height - order[i - 1]!).toBeGreaterThanOrEqual(11 - 1e-9);
				}
			}
		)
	);
	expect(spread([50, 120], { least: 11, top: 0, bottom: 200 })).toEqual([50, 120]);
});
