import { describe, expect, test } from 'vitest';
import { beatIntervals, heartRateChange, meanHeartRate } from './heart-rate.ts';

/** Beats of 60 bpm until 10 s, then 75 bpm. */
const beats = [
	...Array.from({ length: 11 }, (_, i) => i),
	...Array.from({ length: 15 }, (_, i) => 10 + 0.8 * (i + 1))
];
const intervals = beatIntervals(beats);

describe('heart rate', () => {
	test('is weighted with time, not with beats', () => {
		expect(meanHeartRate(intervals, 9, 11).bpm).toBeCloseTo((60 + 75) / 2, 12);
		expect(meanHeartRate(intervals, 2.25, 2.75)).toEqual({ bpm: 60, covered: 1 });
	});

	test('counts only what lies between beats', () => {
		expect(meanHeartRate(intervals, -1, 1)).toEqual({ bpm: 60, covered: 0.5 });
		expect(meanHeartRate(intervals, 100, 101)).toEqual({ bpm: null, covered: 0 });
	});
});

describe('change after an event', () => {
	const options = { before: 3, seconds: 4, leastCovered: 0.5 };

	test('is against the seconds before', () => {
		const { baseline, change } = heartRateChange(intervals, 10, options);
		expect(baseline).toBe(60);
		for (const second of change) expect(second).toBeCloseTo(15, 12);
	});

	test('is null where less than half is covered', () => {
		const { change } = heartRateChange(intervals, 19.7, options);
		expect(change.map((second) => second === null)).toEqual([false, false, true, true]);
		expect(heartRateChange(intervals, 1, options).baseline).toBeNull();
	});
});

describe('plausible intervals', () => {
	test('leave out a missed and an extra beat', () => {
		const steady = Array.from({ length: 20 }, (_, i) => i * 0.8);
		const missed = beatIntervals(steady.filter((_, i) => i !== 10));
		expect(missed.map((i) => i.plausible).filter((p) => !p)).toHaveLength(1);
		const extra = beatIntervals([...steady, 8.3].sort((a, b) => a - b));
		expect(extra.filter((i) => !i.plausible).map((i) => i.from)).toEqual([8, 8.3]);
	});

	test('follow a rhythm that changes for good', () => {
		expect(intervals.every((i) => i.plausible)).toBe(true);
	});
});
