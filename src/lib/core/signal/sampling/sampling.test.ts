import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimated, factorTo } from './decimated.ts';
import { pchip } from './pchip.ts';
import { resampleRational } from './resample-rational.ts';
import { runningMedian } from './running-median.ts';

describe('monotone interpolation', () => {
	test('goes through its points and stays constant beyond them', () => {
		const curve = pchip([2, 4, 7], [1, 3, 0], 10);
		expect([curve[0], curve[2], curve[4], curve[7], curve[9]]).toEqual([1, 1, 3, 0, 0]);
	});

	test('does not overshoot', () => {
		fc.assert(
			fc.property(
				fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 2 }),
				(values) => {
					const at = values.map((_, k) => 3 * k);
					const curve = pchip(at, values, 3 * values.length);
					const [least, most] = [Math.min(...values), Math.max(...values)];
					for (const value of curve) {
						expect(value).toBeGreaterThanOrEqual(least - 1e-9);
						expect(value).toBeLessThanOrEqual(most + 1e-9);
					}
				}
			)
		);
	});

	test('one point is no curve', () => {
		expect(() => pchip([1], [1], 5)).toThrow('at least 2 points');
	});
});

describe('running median', () => {
	test('is the median of each window, whatever the values', () => {
		const values = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 40 });
		fc.assert(
			fc.property(values, fc.integer({ min: 0, max: 5 }), (list, half) => {
				const signal = Float64Array.from(list);
				const at = (i: number) => list[Math.min(list.length - 1, Math.max(0, i))]!;
				const expected = list.map((_, i) => {
					const window = Array.from({ length: 2 * half + 1 }, (_, k) => at(i - half + k));
					return window.sort((a, b) => a - b)[half];
				});
				expect([...runningMedian(signal, 2 * half + 1)]).toEqual(expected);
			})
		);
	});

	test('an even window is refused', () => {
		expect(() => runningMedian(new Float64Array(9), 4)).toThrow('odd');
	});
});

describe('other rates', () => {
	const sine = (rateHz: number, hz: number, seconds: number): Float64Array =>
		Float64Array.from({ length: rateHz * seconds }, (_, i) =>
			Math.sin((2 * Math.PI * hz * i) / rateHz)
		);
	const worst = (a: Float64Array, b: Float64Array, margin: number): number =>
		a.reduce(
			(most, value, i) =>
				i < margin || i >= a.length - margin ? most : Math.max(most, Math.abs(value - b[i]!)),
			0
		);

	test('a slow wave survives decimation, a fast one does not come back as a slow one', () => {
		expect(worst(decimated(sine(1000, 1, 20), 40), sine(25, 1, 20), 50)).toBeLessThan(1e-3);
		const aliased = decimated(sine(1000, 24, 20), 40);
		expect(Math.max(...aliased.subarray(50, 450).map(Math.abs))).toBeLessThan(0.01);
	});

	test('a ratio of whole numbers moves a wave to the new rate', () => {
		expect(worst(resampleRational(sine(100, 3, 10), 3, 4), sine(75, 3, 10), 60)).toBeLessThan(2e-3);
		expect(worst(resampleRational(sine(60, 3, 10), 5, 3), sine(100, 3, 10), 60)).toBeLessThan(2e-3);
		expect(resampleRational(sine(60, 3, 1), 2, 2)).toHaveLength(60);
	});

	test('factors are whole and keep the rate', () => {
		expect([factorTo(1000, 25), factorTo(249.89, 25), factorTo(4, 25)]).toEqual([40, 9, 1]);
		expect(() => decimated(new Float64Array(9), 1.5)).toThrow('whole factor');
		expect(() => resampleRational(new Float64Array(9), 0, 1)).toThrow('whole factors');
	});
});
