import { expect, test } from 'vitest';
import { largestRise } from './largest-rise.ts';
import { skinResponses } from './scr.ts';

test('rises are measured from the end of a trough to the start of a peak', () => {
	const eda = Float64Array.of(5, 4, 4, 4, 6, 7, 7, 7, 6.5, 6.6, 6.4);
	expect(skinResponses(eda, 0.5)).toEqual([{ onset: 3, peak: 5, amplitude: 3 }]);
	expect(skinResponses(eda, 0.05).map((r) => [r.onset, r.peak])).toEqual([
		[3, 5],
		[8, 9]
	]);
});

test('a pause within a rise does not end it', () => {
	expect(skinResponses(Float64Array.of(1, 2, 2, 3, 2), 0.5)).toEqual([
		{ onset: 0, peak: 3, amplitude: 2 }
	]);
});

test('a rise that has not ended is no response yet', () => {
	expect(skinResponses(Float64Array.of(3, 2, 3, 4), 0.5)).toEqual([]);
	expect(skinResponses(new Float64Array(9), 0.01)).toEqual([]);
});

const at = { time: 1, onsetFrom: 0, onsetTo: 2, extra: 1 };

test('the low point lies in the window, the high point up to `extra` later', () => {
	const eda = Float64Array.of(0, 5, 4, 3, 6, 1, 9);
	// window samples 1–3, peak up to 4: from 3 to 6
	expect(largestRise(eda, 1, at)).toEqual({ amplitude: 3, from: 3, to: 4 });
});

test('a trace that only falls has no rise', () => {
	const falling = Float64Array.of(9, 8, 7, 6, 5);
	expect(largestRise(falling, 1, at)).toEqual({ amplitude: 0, from: null, to: null });
});

test('an event after the end has no rise', () => {
	expect(largestRise(Float64Array.of(1, 2), 1, { ...at, time: 50 }).from).toBeNull();
});
