import { expect, test } from 'vitest';
import { ChannelQuality } from './quality.ts';

const spec = {
	...{ name: 'EDA', kind: 'eda' as const, unit: 'uS' as const, column: 'A1', transducer: '' },
	...{ digitalMin: 0, digitalMax: 1023, physicalMin: 0, physicalMax: 25 }
};
const RATE_HZ = 100;

/** Quality of four seconds of a signal. */
function quality(signal: (second: number) => number, changes: object = {}, gap = false): number {
	const watch = new ChannelQuality({ ...spec, ...changes }, RATE_HZ);
	const samples = Array.from({ length: 5 * RATE_HZ }, (_, i) => Math.round(signal(i / RATE_HZ)));
	watch.push(Int32Array.from(samples), gap);
	return watch.value();
}

test.each([
	['a slow wave', (s: number) => 500 + 100 * Math.sin(s), {}, 1],
	['a pulse wave', (s: number) => 500 + 300 * Math.sin(8 * s), { kind: 'ppg' }, 1],
	['a wire that is cut', () => 0, {}, 0],
	['a converter at its end', () => 1023, { kind: 'ppg' }, 0],
	['a flat line', () => 500, { kind: 'ppg' }, 0],
	['a skin conductance at rest', () => 500, {}, 0.5],
	['noise over all', (s: number) => 500 + 400 * Math.sin(1e5 * s * s), { kind: 'ppg' }, 0]
])('%s', (_, signal, changes, expected) => {
	expect(quality(signal, changes)).toBe(expected);
});

test('the mains is seen at a rate at which it looks smooth, and a fast pulse is none', () => {
	const of = (signal: (second: number) => number) => {
		const watch = new ChannelQuality({ ...spec, kind: 'ppg' }, 1000);
		watch.push(
			Int32Array.from({ length: 5000 }, (_, i) => Math.round(signal(i / 1000))),
			false
		);
		return watch.value();
	};
	const pulse = (s: number) => 500 + 100 * Math.sin(8 * s);
	expect(of((s) => pulse(s) + 300 * Math.sin(2 * Math.PI * 50 * s))).toBeLessThan(0.5);
	expect(of((s) => pulse(s) + 10 * Math.sin(2 * Math.PI * 50 * s))).toBe(1);
	expect(of((s) => 300 + 400 * Math.max(0, Math.sin(14 * s)) ** 9)).toBe(1);
});

test('samples that never arrived are no quality', () => {
	expect(quality(() => 500, {}, true)).toBe(0);
});

test('forgets what is longer ago than four seconds', () => {
	const watch = new ChannelQuality({ ...spec, kind: 'ppg' }, RATE_HZ);
	watch.push(new Int32Array(1000).fill(1023), false);
	expect(watch.value()).toBe(0);
	const good = Array.from({ length: 500 }, (_, i) => Math.round(500 + 300 * Math.sin(i / 12)));
	watch.push(Int32Array.from(good), false);
	expect(watch.value()).toBeGreaterThan(0.9);
});
