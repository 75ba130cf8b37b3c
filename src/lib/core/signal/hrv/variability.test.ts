import { describe, expect, test } from 'vitest';
import { hrvFrequency } from './frequency-domain.ts';
import { quadraticSpline } from './quadratic-spline.ts';
import { lowSpectrum } from './spectrum.ts';
import { hrvTime } from './time-domain.ts';
import { triangular } from './triangular.ts';

/** Intervals around 0.8 s that swing by 50 ms at a frequency. [s] */
function swinging(seconds: number, hz: number, swing = 0.05) {
	const intervals: { from: number; to: number }[] = [];
	let from = 0;
	while (from < seconds) {
		const to = from + 0.8 + swing * Math.sin(2 * Math.PI * hz * from);
		intervals.push({ from, to });
		from = to;
	}
	return intervals;
}

describe('by frequency', () => {
	test('a swing of 50 ms has a power of 1250 ms², in its own band', () => {
		const slow = hrvFrequency(swinging(300, 0.1));
		expect(slow.lf! / 1250).toBeCloseTo(1, 1);
		expect(slow.hf!).toBeLessThan(0.02 * slow.lf!);
		const fast = hrvFrequency(swinging(300, 0.25));
		// the interpolation takes a little of what is fast
		expect(fast.hf! / 1250).toBeGreaterThan(0.8);
		expect(fast.hf! / 1250).toBeLessThan(1.1);
		expect(fast.lfHf!).toBeLessThan(0.05);
	});

	test.each([
		[50, { lf: null, hf: null, vlf: null, reason: 'too-short' }],
		[100, { lf: null, vlf: null, lfHf: null, hfShare: null, reason: 'too-short' }],
		[200, { vlf: null, reason: 'too-short' }],
		[400, { reason: '' }]
	])('after %i s what is too slow to be seen is null', (seconds, expected) => {
		const found = hrvFrequency(swinging(seconds, 0.2));
		expect(found).toMatchObject(expected);
		expect(found.hf === null).toBe(seconds < 60);
		expect(found.lf === null).toBe(seconds < 120);
		expect(found.vlf === null).toBe(seconds < 300);
	});

	test('a record full of holes says nothing', () => {
		const holed = swinging(300, 0.2).filter((_, k) => k % 4 !== 0);
		expect(hrvFrequency(holed)).toMatchObject({ hf: null, lf: null, reason: 'gaps' });
		expect(hrvFrequency([])).toMatchObject({ total: null, reason: 'too-short' });
	});

	test('a steady heart has no variability', () => {
		expect(hrvFrequency(swinging(300, 0.1, 0))).toMatchObject({
			total: expect.closeTo(0, 9) as number,
			reason: ''
		});
	});
});

test('the spectrum of a sine holds its variance', () => {
	const rateHz = 10;
	const wave = Float64Array.from(
		{ length: 3000 },
		(_, i) => 3 * Math.sin(2 * Math.PI * 0.2 * (i / rateHz))
	);
	const { hz, density } = lowSpectrum(wave, rateHz, 1000, 1);
	const power = density.reduce((sum, value) => sum + value * hz[1]!, 0);
	expect(power).toBeCloseTo(4.5, 2);
	expect(hz[density.indexOf(Math.max(...density))]).toBeCloseTo(0.2, 9);
});

test('the spline goes through its points and through every parabola', () => {
	const x = Float64Array.of(0, 0.9, 1.7, 2.8, 3.6, 5);
	const parabola = (t: number): number => 2 - 3 * t + 0.5 * t * t;
	const at = Float64Array.from({ length: 51 }, (_, i) => i / 10);
	quadraticSpline(x, x.map(parabola), at).forEach((value, i) =>
		expect(value).toBeCloseTo(parabola(at[i]!), 9)
	);
	const y = Float64Array.of(1, 5, 2, 2, 8, 3);
	expect([...quadraticSpline(x, y, x)]).toEqual([...y].map((v) => expect.closeTo(v, 9) as number));
	expect(quadraticSpline(x, y, Float64Array.of(6))[0]).toBe(3);
});

describe('by the histogram', () => {
	// a triangle of intervals: 1, 2, 3, 4, 3, 2, 1 in neighbouring bins of 7.8125 ms around 800 ms
	const bin = 1000 / 128;
	const nn = [1, 2, 3, 4, 3, 2, 1].flatMap((count, k) =>
		Array.from({ length: count }, () => (102 + k) * bin + 1)
	);

	test('index and base of a triangle', () => {
		const { hti, tinn } = triangular(nn);
		expect(hti).toBe(16 / 4);
		// the feet lie between the last interval and one bin further out
		expect(tinn / bin).toBeGreaterThanOrEqual(5);
		expect(tinn / bin).toBeLessThanOrEqual(7);
	});

	test('intervals all alike have no base', () => {
		expect(triangular([800, 800, 800])).toEqual({ hti: 1, tinn: 0 });
	});

	test('needs twenty minutes', () => {
		const seconds = (minutes: number) =>
			Array.from({ length: 75 * minutes }, (_, i) => 0.8 + 0.001 * (i % 40));
		expect(hrvTime(seconds(5))).toMatchObject({ hti: null, tinn: null });
		expect(hrvTime(seconds(25)).hti).toBeGreaterThan(1);
	});
});
