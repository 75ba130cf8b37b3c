import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breathAmplitude, breathPhase, volumePerTime } from './cycle-series.ts';
import { breathValues } from './cycle-values.ts';
import { breaths } from './cycles.ts';
import { cycleLineLength } from './cycle-line-length.ts';
import { slidingLineLength } from './sliding-line-length.ts';

const rateHz = 25;
/** 15 breaths a minute; one shallow breath from 40 to 44 s. */
const trace = Float64Array.from({ length: 80 * rateHz }, (_, i) => {
	const t = i / rateHz;
	return (t >= 40 && t < 44 ? 0.6 : 1) * -Math.sin((2 * Math.PI * t) / 4);
});
const found = breaths(trace);

describe('breaths', () => {
	test('troughs and peaks alternate and lie where they should', () => {
		expect(found.troughs.map((at) => at / rateHz).slice(0, 3)).toEqual([
			expect.closeTo(1, 1),
			expect.closeTo(5, 1),
			expect.closeTo(9, 1)
		]);
		expect(found.peaks[0]! / rateHz).toBeCloseTo(3, 1);
		expect(found.peaks).toHaveLength(found.troughs.length);
	});

	test('the last breath is kept, unlike in the reference', () => {
		expect(breaths(trace, 'next').peaks.length).toBeLessThanOrEqual(found.peaks.length);
	});

	test('a ripple at the zero line is no breath', () => {
		const rippled = trace.map((value, i) => value + 0.03 * Math.sin(i * 2.1));
		expect(breaths(rippled).troughs).toHaveLength(found.troughs.length);
	});

	test('a halt in breathing out is no breath', () => {
		// at 12 s the trace falls through zero; it rises a little before it falls on
		const halted = trace.map((value, i) => {
			const t = i / rateHz;
			return value + 0.4 * Math.exp(-(((t - 12.15) / 0.06) ** 2));
		});
		expect(breaths(halted, 'next').troughs.length).toBe(breaths(trace, 'next').troughs.length);
		expect(breaths(halted)).toEqual(found);
	});

	test('gain does not matter', () => {
		fc.assert(
			fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (gain) => {
				expect(breaths(trace.map((value) => gain * value))).toEqual(found);
			})
		);
	});

	test('nothing is found in nothing', () => {
		expect(breaths(new Float64Array(100))).toEqual({ troughs: [], peaks: [] });
		expect(breaths(new Float64Array(0)).peaks).toEqual([]);
	});

	test('values of a breath', () => {
		const [first] = breathValues(trace, found, rateHz);
		expect(first).toMatchObject({
			amplitude: expect.closeTo(2, 2) as number,
			duration: expect.closeTo(4, 1) as number,
			duty: expect.closeTo(0.5, 1) as number,
			volumePerTime: expect.closeTo(0.5, 1) as number
		});
		expect(breathValues(trace, found, rateHz).at(-1)!.end).toBeNull();
	});

	test('curves follow the shallow breath', () => {
		const depth = breathAmplitude(trace, found);
		expect(depth[30 * rateHz]).toBeCloseTo(2, 1);
		expect(Math.min(...depth)).toBeLessThan(1.7);
		expect(Math.min(...volumePerTime(trace, found, rateHz))).toBeLessThan(0.45);
		const { phase, completion } = breathPhase(found, trace.length);
		expect([phase[0], phase[6 * rateHz], phase[8 * rateHz]]).toEqual([Number.NaN, 1, 0]);
		expect(completion[6 * rateHz]).toBeCloseTo(0.5, 1);
	});
});

describe('line lengths', () => {
	test('the sliding window weighs a shallow breath less', () => {
		const at = (time: number) => slidingLineLength(trace, rateHz, { time, answer: null })!;
		expect(at(38)).toBeLessThan(at(20));
		expect(at(20)).toBeCloseTo(3.75, 1);
	});

	test('around the answer nothing is measured', () => {
		const spoken = trace.map((value, i) =>
			Math.abs(i - 22 * rateHz) < 20 ? value + (i % 2) : value
		);
		const at = (answer: number | null) => slidingLineLength(spoken, rateHz, { time: 20, answer })!;
		expect(at(null)).toBeGreaterThan(5);
		expect(at(22)).toBeCloseTo(3.75, 1);
	});

	test('by whole breaths the phase of the question does not matter', () => {
		const at = (time: number) =>
			cycleLineLength(trace, rateHz, found.troughs, { time, duration: 10 })!;
		expect(at(20)).toBeCloseTo(1, 1);
		for (const time of [20.5, 21, 21.7, 22.9]) expect(at(time)).toBeCloseTo(at(20), 2);
		expect(at(36)).toBeLessThan(at(20));
	});

	test('outside the trace there is no length', () => {
		expect(() => slidingLineLength(trace, rateHz, { time: 70, answer: null })).toThrow('15 s');
		expect(cycleLineLength(trace, rateHz, found.troughs, { time: 75, duration: 10 })).toBeNull();
		expect(cycleLineLength(trace, rateHz, [], { time: 20, duration: 10 })).toBeNull();
	});
});
