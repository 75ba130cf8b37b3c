import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cvxEda } from './cvx-eda.ts';
import { lafayetteFilter, lafayetteSections } from './lafayette-filter.ts';
import { relativeResponses } from './relative-responses.ts';
import { joinedResponses, measuredResponses } from './response-features.ts';
import { skinResponses } from './scr.ts';
import { smoothMedian } from './smooth-median.ts';
import { tonicPhasic } from './tonic-phasic.ts';

const rateHz = 25;
/** Response of the skin to a burst at 0, peak 1: rises in 1 s, halves in some 2 s. */
const burst = (t: number): number => (t < 0 ? 0 : 2.707 * (Math.exp(-t / 2) - Math.exp(-t / 0.7)));
const trace = Float64Array.from({ length: 60 * rateHz }, (_, i) => {
	const t = i / rateHz;
	return 5 - 0.01 * t + burst(t - 20) + 0.5 * burst(t - 40);
});

describe('tonic and phasic', () => {
	test('exact parts add up to the trace', () => {
		const { tonic, phasic } = tonicPhasic(trace, rateHz);
		trace.forEach((value, i) => expect(tonic[i]! + phasic[i]!).toBeCloseTo(value, 12));
	});

	test('the median leaves the responses in the phasic part', () => {
		const { phasic } = smoothMedian(trace, rateHz);
		expect(Math.max(...phasic)).toBeGreaterThan(0.2);
		expect(Math.abs(phasic[0]!)).toBeLessThan(0.03);
	});
});

describe('convex decomposition', () => {
	const parts = cvxEda(trace, rateHz);

	test('puts the bursts where they were and nothing elsewhere', () => {
		const sum = (from: number, to: number) =>
			parts.driver.subarray(from * rateHz, to * rateHz).reduce((a, b) => a + b, 0);
		const all = sum(0, 60);
		expect(sum(19, 21.5) / all).toBeGreaterThan(0.5);
		expect(sum(39, 41.5) / all).toBeGreaterThan(0.2);
		expect(Math.min(...parts.driver)).toBeGreaterThanOrEqual(0);
	});

	test('the parts and the residual are the trace', () => {
		trace.forEach((value, i) =>
			expect(parts.tonic[i]! + parts.phasic[i]! + parts.residual[i]!).toBeCloseTo(value, 10)
		);
		expect(Math.max(...parts.residual.map(Math.abs))).toBeLessThan(0.05);
	});

	test('does not depend on gain and offset', () => {
		const other = cvxEda(
			trace.map((value) => 100 + 3 * value),
			rateHz
		);
		parts.phasic.forEach((value, i) => expect(other.phasic[i]! / 3).toBeCloseTo(value, 4));
	});

	test('refuses what it cannot solve', () => {
		expect(() => cvxEda(new Float64Array(100).fill(2), rateHz)).toThrow('varies');
		expect(() => cvxEda(trace.slice(0, 9), rateHz)).toThrow('samples');
		expect(() => cvxEda(trace, 1000)).toThrow('Hz');
	});
});

describe('features of responses', () => {
	const found = measuredResponses(trace, rateHz, skinResponses(trace, 0.02));

	test('rise and half recovery of a known response', () => {
		expect(found).toHaveLength(2);
		const [first] = found;
		// the peak lies ln(2/0.7)/(1/0.7 − 1/2) = 1.131 s after the burst
		expect(first!.onset / rateHz).toBeCloseTo(20, 1);
		expect(first!.riseTime).toBeCloseTo(1.13, 1);
		expect(first!.amplitude).toBeCloseTo(1 - 0.011, 1);
		expect(first!.recoveryTime).toBeGreaterThan(2);
		expect(first!.recoveryTime).toBeLessThan(2.7);
		expect(first!.flag).toBe('');
	});

	test('half recovery lies between samples', () => {
		const eda = Float64Array.of(0, 2, 1.2, 0.2, 0);
		expect(measuredResponses(eda, 1, skinResponses(eda, 0.1))[0]).toMatchObject({
			recoveryTime: expect.closeTo(1.2, 12) as number,
			area: 0 + 1 + 1.6
		});
	});

	test('a step is flagged, a response that does not recover says so', () => {
		const step = Float64Array.from({ length: 100 }, (_, i) => (i < 50 ? 1 : i === 50 ? 9 : 8.9));
		const [one] = measuredResponses(step, rateHz, skinResponses(step, 0.02));
		expect(one).toMatchObject({ flag: 'rise-too-short', recoveryTime: null });
	});

	test('rises divided by a ripple are one', () => {
		const eda = Float64Array.of(0, 1, 0.999, 2, 0);
		const [one, ...more] = joinedResponses(eda, skinResponses(eda, 0), 0.02);
		expect(one).toEqual({ onset: 0, peak: 3, amplitude: 2 });
		expect(more).toEqual([]);
	});

	test('amplitudes scale with the trace and ignore its level', () => {
		const amplitudes = (of: Float64Array, least: number) =>
			skinResponses(of, least).map(({ amplitude }) => amplitude);
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 64 }),
				fc.integer({ min: -64, max: 64 }),
				(gain, offset) => {
					const other = amplitudes(
						trace.map((value) => offset + gain * value),
						0.02 * gain
					);
					amplitudes(trace, 0.02).forEach((value, k) =>
						expect(other[k]! / gain).toBeCloseTo(value, 9)
					);
				}
			)
		);
	});

	test('relative responses: a huge artifact hides the others, which is why they are not scored', () => {
		const phasic = tonicPhasic(trace, rateHz).phasic;
		expect(relativeResponses(phasic, rateHz).length).toBeGreaterThanOrEqual(2);
		phasic[1000] = 500;
		expect(relativeResponses(phasic, rateHz)).toHaveLength(1);
	});
});

describe('the filter of one family of polygraphs', () => {
	test('has the published poles', () => {
		expect(lafayetteSections().map(({ a1 }) => -a1)).toEqual([
			expect.closeTo(-0.5095, 4),
			expect.closeTo(0.99667, 4),
			expect.closeTo(0.91127, 5)
		]);
	});

	test('takes the level away in ten seconds', () => {
		const step = Float64Array.from({ length: 1200 }, (_, i) => (i < 300 ? 5 : 6));
		const drawn = lafayetteFilter(step);
		expect(drawn[299]).toBeCloseTo(0, 12);
		expect(Math.max(...drawn)).toBeGreaterThan(0.85);
		expect(drawn[600]).toBeCloseTo(Math.exp(-1), 1);
		expect(lafayetteFilter(step, { isAveraged: true })).toHaveLength(1200);
	});
});
