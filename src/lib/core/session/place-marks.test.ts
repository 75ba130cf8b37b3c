import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleAt } from './place-marks.ts';

const pair = (sample: number, monotonicS: number) => ({ chart: 1, sample, monotonicS, utcMs: 0 });

describe('the sample of a time', () => {
	test('lies on the line between two pairs', () => {
		expect(sampleAt([pair(0, 100), pair(1000, 110)], 103, 100)).toBe(300);
	});

	test('goes on at the rate of the chart after the last pair and before the first', () => {
		const pairs = [pair(0, 100), pair(990, 110)];
		expect(sampleAt(pairs, 120, 100)).toBe(1980);
		expect(sampleAt(pairs, 99, 100)).toBe(-99);
	});

	test('uses the nominal rate while there is one pair, and is unknown without any', () => {
		expect(sampleAt([pair(50, 100)], 101, 100)).toBe(150);
		expect(sampleAt([], 101, 100)).toBeNull();
	});

	test('never goes back when time goes on', () => {
		const clocks = fc
			.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 })), {
				minLength: 1,
				maxLength: 20
			})
			.map((steps) => {
				let [sample, time] = [0, 0];
				return steps.map(([more, later]) => pair((sample += more), (time += later / 100)));
			});
		const time = fc.double({ min: -5, max: 120, noNaN: true });
		fc.assert(
			fc.property(clocks, time, time, (pairs, a, b) => {
				const [first, second] = [
					sampleAt(pairs, Math.min(a, b), 100),
					sampleAt(pairs, Math.max(a, b), 100)
				];
				expect(first).toBeLessThanOrEqual(second ?? NaN);
			})
		);
	});
});
