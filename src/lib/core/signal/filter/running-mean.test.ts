import { expect, test } from 'vitest';
import { runningMean } from './running-mean.ts';

test('an odd window is centred, the ends repeat', () => {
	expect([...runningMean(Float64Array.of(3, 0, 0, 6), 3)]).toEqual([2, 1, 2, 4]);
});

test('an even window reaches one further left', () => {
	expect([...runningMean(Float64Array.of(0, 0, 4, 0), 2)]).toEqual([0, 0, 2, 2]);
});

test('rounding does not pile up over a long signal', () => {
	const signal = Float64Array.from({ length: 20000 }, (_, i) => (i < 10 ? 1e12 : 1e-3));
	expect(runningMean(signal, 5).at(-1)).toBeCloseTo(1e-3, 12);
});
