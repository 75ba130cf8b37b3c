import { expect, test } from 'vitest';
import { lineLength, meanLineLength, standardisedTrace } from './line-length.ts';

const ramp = Float64Array.from({ length: 301 }, (_, i) => i / 10);

test('the length of a straight line', () => {
	const window = { time: 1, duration: 10 };
	expect(lineLength(ramp, 10, { ...window, mode: 'abs' })).toBeCloseTo(10, 12);
	expect(lineLength(ramp, 10, window)).toBeCloseTo(10 * Math.SQRT2, 12);
	expect(meanLineLength(ramp, 10, window)).toBeCloseTo(10 * Math.SQRT2, 12);
});

test('a window that is not inside the trace has no length', () => {
	expect(lineLength(ramp, 10, { time: 20.1, duration: 10 })).toBeNull();
	expect(lineLength(ramp, 10, { time: -1, duration: 10 })).toBeNull();
	expect(meanLineLength(ramp, 10, { time: 19.5, duration: 10 })).toBeNull();
});

test('suppressed breathing is shorter', () => {
	const breath = Float64Array.from(
		{ length: 1200 },
		(_, i) => (i < 600 ? 1 : 0.4) * Math.sin((2 * Math.PI * i) / 100)
	);
	const before = meanLineLength(breath, 25, { time: 5, duration: 10 })!;
	expect(meanLineLength(breath, 25, { time: 30, duration: 10 })!).toBeLessThan(0.8 * before);
});

test('standardising leaves gaps alone', () => {
	const z = standardisedTrace(Float64Array.of(1, Number.NaN, 3));
	expect([...z]).toEqual([-1, Number.NaN, 1]);
	expect([...standardisedTrace(Float64Array.of(2, 2))]).toEqual([0, 0]);
});
