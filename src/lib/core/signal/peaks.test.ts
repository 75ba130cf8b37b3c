import { expect, test } from 'vitest';
import { localMaxima, mostProminent, prominence, refinedPeak } from './peaks.ts';

const signal = Float64Array.of(0, 2, 1, 3, 3, 3, 0, 5, 5, 4, 6);

test('maxima are strict, plateaus count once, the ends never', () => {
	expect(localMaxima(signal)).toEqual([1, 4, 7]);
	expect(localMaxima(Float64Array.of(1, 1, 1))).toEqual([]);
});

test('prominence is the height above the higher neighbouring valley', () => {
	expect(prominence(signal, 1)).toBe(1);
	expect(prominence(signal, 4)).toBe(3);
	expect(prominence(signal, 7)).toBe(1);
	expect(mostProminent(signal, 0, 11)).toBe(4);
	expect(mostProminent(signal, 6, 7)).toBeNull();
});

test('a parabola is found between the samples', () => {
	const parabola = Float64Array.from({ length: 9 }, (_, i) => -((i - 4.3) ** 2));
	expect(refinedPeak(parabola, 4)).toBeCloseTo(4.3, 12);
	expect(refinedPeak(parabola, 0)).toBe(0);
	expect(refinedPeak(Float64Array.of(1, 1, 1), 1)).toBe(1);
});
