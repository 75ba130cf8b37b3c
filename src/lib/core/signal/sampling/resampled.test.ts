import { expect, test } from 'vitest';
import { resampled } from './resampled.ts';

test('a line stays a line', () => {
	const line = Float64Array.from({ length: 101 }, (_, i) => 2 * i);
	expect([...resampled(line, 100, 25)].slice(0, 4)).toEqual([0, 8, 16, 24]);
	expect(resampled(line, 100, 25)).toHaveLength(26);
	expect(resampled(line, 100, 30)[3]).toBeCloseTo(20, 12);
});

test('gaps stay gaps', () => {
	const signal = Float64Array.of(1, 2, Number.NaN, 4, 5);
	expect([...resampled(signal, 2, 1)]).toEqual([1, Number.NaN, 5]);
	expect(resampled(new Float64Array(0), 2, 1)).toHaveLength(0);
});
