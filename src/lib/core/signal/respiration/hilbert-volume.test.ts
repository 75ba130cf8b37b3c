import { expect, test } from 'vitest';
import { hilbertVolumePerTime } from './hilbert-volume.ts';

const rateHz = 25;
const breath = (depth: (t: number) => number): Float64Array =>
	Float64Array.from({ length: 90 * rateHz }, (_, i) => {
		const t = i / rateHz;
		return (depth(t) / 2) * Math.sin((2 * Math.PI * t) / 4);
	});

test('depth times rate: 2 units at 15 a minute are half a unit a second', () => {
	const found = hilbertVolumePerTime(
		breath(() => 2),
		rateHz
	);
	for (const at of [20, 45, 70]) expect(found[at * rateHz]).toBeCloseTo(0.5, 2);
});

test('shallow breathing shows', () => {
	const found = hilbertVolumePerTime(
		breath((t) => (t > 40 && t < 56 ? 1 : 2)),
		rateHz
	);
	expect(found[48 * rateHz]).toBeLessThan(0.35);
	expect(found[25 * rateHz]).toBeGreaterThan(0.45);
});

test('a constant trace has none, a short one is refused', () => {
	expect(Math.max(...hilbertVolumePerTime(new Float64Array(1000), rateHz))).toBe(0);
	expect(() => hilbertVolumePerTime(new Float64Array(100), rateHz)).toThrow(
		expect.objectContaining({ code: 'signal/too-short' }) as Error
	);
});
