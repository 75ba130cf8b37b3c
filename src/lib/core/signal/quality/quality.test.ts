import { describe, expect, test } from 'vitest';
import { breaths } from '../respiration/cycles.ts';
import { beatCorrelations } from './beat-template.ts';
import { breathingFlag } from './controlled-breathing.ts';
import { badStretches, secondQuality } from './per-second.ts';
import { questionQuality } from './question-quality.ts';
import { coupledTraces, respirationCoupling } from './respiration-coupling.ts';

const rateHz = 50;
const wave = (seconds: number, of: (t: number) => number): Float64Array =>
	Float64Array.from({ length: seconds * rateHz }, (_, i) => of(i / rateHz));
const limits = { range: [-2, 2], plausible: null, flatS: 1, jump: 8, steepest: null } as const;

describe('each second', () => {
	const trace = wave(20, (t) => Math.sin(4 * t));
	trace.fill(Number.NaN, 100, 160);
	trace.fill(0.5, 300, 380);
	trace.fill(2, 500, 520);
	trace[710] = 5;

	test('says what is wrong with it', () => {
		expect(badStretches(secondQuality(trace, rateHz, limits))).toEqual([
			{ from: 2, to: 4, state: 'missing' },
			{ from: 6, to: 8, state: 'flat' },
			{ from: 10, to: 11, state: 'clipped' },
			{ from: 14, to: 15, state: 'step' }
		]);
	});

	test('values that cannot be are out of range', () => {
		const quality = secondQuality(trace, rateHz, { ...limits, plausible: [-5, 0.9] });
		expect(quality.states[0]).toBe('out-of-range');
	});

	test('skin conductance that changes faster than it can is a step', () => {
		const steep = wave(3, (t) => (t < 1.5 ? 4 : 6) + 0.001 * Math.sin(t));
		const slope = { range: null, plausible: null, flatS: 9, jump: null, steepest: 10 };
		expect(secondQuality(steep, rateHz, slope).states).toEqual(['good', 'step', 'good']);
	});

	test('a constant trace is flat, an empty one has no seconds', () => {
		expect(
			secondQuality(
				wave(3, () => 7),
				rateHz,
				limits
			).states
		).toEqual(['flat', 'flat', 'flat']);
		expect(secondQuality(new Float64Array(0), rateHz, limits).states).toEqual([]);
	});

	test('a question in bad data is not scorable, with the reason', () => {
		const quality = secondQuality(trace, rateHz, limits);
		const at = (from: number, to: number, flags: string[] = []) =>
			questionQuality(quality, { from, to }, flags);
		expect(at(15, 20)).toEqual({ coverage: 1, notScorable: '', flags: [] });
		expect(at(2, 6).notScorable).toBe('missing');
		expect(at(6, 9).notScorable).toBe('flat');
		expect(at(18, 30).notScorable).toBe('outside-recording');
		expect(at(14, 18, ['', 'movement'])).toMatchObject({
			coverage: 1,
			flags: ['movement', 'step']
		});
	});
});

test('a beat unlike the others stands out', () => {
	const beats = Array.from({ length: 18 }, (_, k) => 50 * (k + 1));
	const trace = Float64Array.from({ length: 1000 }, (_, i) =>
		Math.exp(-(((i % 50) - 25) ** 2) / 40)
	);
	const centred = beats.map((beat) => beat + 25);
	trace.fill(0.3, 500, 550);
	const similar = beatCorrelations(trace, centred);
	expect(similar[3]).toBeGreaterThan(0.95);
	expect(similar[9]).toBeLessThan(0.5);
	expect(beatCorrelations(trace, [1, 2])).toEqual(Float64Array.of(Number.NaN, Number.NaN));
});

describe('breathing', () => {
	const flag = (perMinute: number, seconds = 60, held = false) => {
		const trace = wave(seconds, (t) =>
			held && t > 20 && t < 32 ? 1 : -Math.sin((2 * Math.PI * perMinute * t) / 60)
		);
		return breathingFlag(breaths(trace), rateHz, { from: 10, to: 50 });
	};
	test.each([
		[15, ''],
		[6.5, 'slow'],
		[30, 'fast']
	])('%f breaths a minute: "%s"', (perMinute, expected) => {
		expect(flag(perMinute)).toBe(expected);
	});

	test('a pause is an apnoea, a flat trace is no breathing', () => {
		expect(flag(15, 60, true)).toBe('apnoea');
		expect(breathingFlag({ troughs: [], peaks: [] }, rateHz, { from: 0, to: 9 })).toBe('none');
	});
});

test('skin conductance that follows the breathing is noticed', () => {
	const respiration = wave(60, (t) => Math.sin((2 * Math.PI * t) / 4));
	const following = wave(60, (t) => 5 + 0.1 * Math.sin((2 * Math.PI * (t - 2.3)) / 4));
	const own = wave(60, (t) => 5 + Math.exp(-(((t - 30) / 1.2) ** 2)) + 0.003 * Math.sin(7.7 * t));
	const window = { from: 25, to: 40 };
	const coupling = (eda: Float64Array) =>
		respirationCoupling(coupledTraces(eda, respiration, rateHz), window)!;
	expect(coupling(following)).toBeGreaterThan(0.95);
	expect(coupling(own)).toBeLessThan(0.8);
	expect(
		respirationCoupling(coupledTraces(own, respiration, rateHz), { from: 50, to: 70 })
	).toBeNull();
});
