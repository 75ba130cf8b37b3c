import { describe, expect, test } from 'vitest';
import { inflection } from './inflection.ts';
import { onsetPeakRise } from './onset-peak-rise.ts';
import { slopeTurns } from './slope-runs.ts';

const rateHz = 30;
/** A trace by straight lines through [s, value] points. */
function lines(points: readonly (readonly [number, number])[], seconds = 40): Float64Array {
	return Float64Array.from({ length: seconds * rateHz + 1 }, (_, i) => {
		const t = i / rateHz;
		const k = points.findIndex(([at]) => at > t);
		const [b, a] = [points[k === -1 ? points.length - 1 : k]!, points[Math.max(0, k - 1)]!];
		if (k === -1 || k === 0) return b[1];
		return a[1] + ((b[1] - a[1]) * (t - a[0])) / (b[0] - a[0]);
	});
}
const rise = (trace: Float64Array, answer: number | null = 12, withInflection = true) =>
	onsetPeakRise(trace, rateHz, { time: 10, answer }, { withInflection });

describe('turns', () => {
	test('a ripple shorter than a quarter of a second is none', () => {
		const trace = Float64Array.of(0, 1, 2, 3, 2.9, 4, 5, 4, 3, 2, 1);
		expect(slopeTurns(trace, 0, 10, 3)).toEqual([
			{ at: 0, rises: true },
			{ at: 6, rises: false }
		]);
		expect(slopeTurns(trace, 0, 10, 1)).toHaveLength(4);
	});
});

describe('a response by onset and peak', () => {
	test('counts from the turn upwards to the turn downwards', () => {
		const trace = lines([
			[0, 5],
			[12, 4],
			[15, 6],
			[30, 4.5]
		]);
		expect(rise(trace)).toMatchObject({ onset: 360, peak: 450, by: 'turn' });
		expect(rise(trace).amplitude).toBeCloseTo(2, 9);
	});

	test('the largest of two peaks counts while the trace stays above the onset', () => {
		const high = lines([
			[0, 5],
			[12, 4],
			[14, 5],
			[16, 4.5],
			[20, 6],
			[40, 4.5]
		]);
		expect(rise(high).amplitude).toBeCloseTo(2, 9);
		const fallen = lines([
			[0, 5],
			[12, 4],
			[14, 5],
			[18.5, 3.5],
			[20, 6],
			[40, 3]
		]);
		expect(rise(fallen).amplitude).toBeCloseTo(1, 9);
	});

	test('an onset before the latency or after the window gives 0', () => {
		expect(
			rise(
				lines([
					[0, 5],
					[10.3, 4],
					[14, 6],
					[40, 5]
				]),
				12,
				false
			).amplitude
		).toBe(0);
		expect(
			rise(
				lines([
					[0, 5],
					[18, 4],
					[20, 6],
					[40, 5]
				])
			).amplitude
		).toBe(0);
		expect(
			rise(
				lines([
					[0, 5],
					[40, 1]
				])
			).by
		).toBe('none');
	});

	test('a rise that goes on at 15 s may peak later when it began before 13.5 s', () => {
		const early = lines([
			[0, 5],
			[14, 4],
			[27, 8],
			[40, 5]
		]);
		expect(rise(early).amplitude).toBeCloseTo(4, 9);
	});

	test('a rising trace that steepens has a response at the bend', () => {
		const bend = lines([
			[0, 4],
			[12, 5.2],
			[15, 8],
			[40, 5]
		]);
		const found = rise(bend);
		expect(found.by).toBe('inflection');
		expect(found.amplitude).toBeGreaterThan(2.5);
		expect(rise(bend, 12, false).amplitude).toBe(0);
		expect(inflection(bend, rateHz, 300, 450)).not.toBeNull();
	});

	test('a window that is not recorded is refused', () => {
		expect(() => rise(lines([[0, 1]], 20))).toThrow('15 s of trace');
	});
});
