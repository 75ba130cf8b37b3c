import { expect, test } from 'vitest';
import { krippendorffAlpha } from './krippendorff.ts';

/** Four observers and twelve units of Krippendorff 2011, part C, shape [observers][units]. */
const OBSERVERS = [
	[1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
	[1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
	[null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
	[1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null]
];
const UNITS = OBSERVERS[0]!.map((_, unit) => OBSERVERS.map((row) => row[unit] ?? null));

test.each([
	['nominal', 0.743],
	['ordinal', 0.815],
	['interval', 0.849],
	['ratio', 0.797]
] as const)('the published example, %s: %f', (measurement, alpha) => {
	const { value, interval, cases } = krippendorffAlpha(UNITS, measurement);
	expect(value).toBeCloseTo(alpha, 3);
	expect(cases).toBe(11);
	expect(interval[0]).toBeLessThan(value);
	expect(interval[1]).toBeLessThanOrEqual(1);
});

test('the same seed gives the same interval', () => {
	const once = krippendorffAlpha(UNITS, 'nominal', { seed: 7 });
	expect(krippendorffAlpha(UNITS, 'nominal', { seed: 7 })).toEqual(once);
});

test('nothing varies: refused', () => {
	expect(() =>
		krippendorffAlpha(
			[
				[1, 1],
				[1, 1]
			],
			'nominal'
		)
	).toThrow(expect.objectContaining({ code: 'agreement/no-variation' }) as Error);
});
