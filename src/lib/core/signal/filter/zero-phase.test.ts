import { expect, test } from 'vitest';
import { butterworth } from './butterworth.ts';
import { causal, zeroPhase } from './zero-phase.ts';

const rateHz = 100;
const sine = (hz: number, n = 2000): Float64Array =>
	Float64Array.from({ length: n }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rateHz));
const size = (x: Float64Array): number => Math.max(...x.subarray(500, 1500).map(Math.abs));
const low = butterworth({ pass: 'low', order: 4, cutoffHz: 3, rateHz });
const high = butterworth({ pass: 'high', order: 5, cutoffHz: 0.5, rateHz });
const band = butterworth({ pass: 'band', order: 2, fromHz: 0.5, toHz: 8, rateHz });

test('a constant passes a low-pass unchanged and vanishes in the others', () => {
	const constant = new Float64Array(500).fill(13.5);
	for (const value of zeroPhase(constant, low)) expect(value).toBeCloseTo(13.5, 11);
	for (const filter of [high, band])
		for (const value of zeroPhase(constant, filter)) expect(value).toBeCloseTo(0, 10);
});

test('the cutoff is at −6 dB (half amplitude) after both passes', () => {
	expect(size(zeroPhase(sine(3), low))).toBeCloseTo(0.5, 2);
	expect(size(zeroPhase(sine(8), band))).toBeCloseTo(0.5, 2);
	expect(size(zeroPhase(sine(0.3), low))).toBeCloseTo(1, 3);
	expect(size(zeroPhase(sine(20), low))).toBeLessThan(1e-5);
});

test('nothing is delayed: a mirrored signal gives a mirrored result', () => {
	const signal = Float64Array.from({ length: 800 }, (_, i) => Math.exp(-((i - 300) ** 2) / 2000));
	const forward = zeroPhase(signal, low);
	const backward = zeroPhase(signal.toReversed(), low).toReversed();
	forward.forEach((value, i) => {
		expect(value).toBeCloseTo(backward[i]!, 9);
	});
	expect(forward.indexOf(Math.max(...forward))).toBe(300);
});

test('a signal no longer than its continuation is refused', () => {
	expect(() => zeroPhase(new Float64Array(15), low)).toThrow('expected more than 15 samples');
});

test('one pass forwards starts at rest on the given level', () => {
	for (const value of causal(new Float64Array(50).fill(4), low, 4))
		expect(value).toBeCloseTo(4, 11);
});
