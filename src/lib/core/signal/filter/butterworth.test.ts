import { expect, test } from 'vitest';
import { butterworth, type Section } from './butterworth.ts';

/** Magnitude at a frequency. */
function gain(sections: readonly Section[], hz: number, rateHz: number): number {
	const w = (2 * Math.PI * hz) / rateHz;
	return sections.reduce((product, { b0, b1, b2, a1, a2 }) => {
		const size = (c0: number, c1: number, c2: number): number =>
			Math.hypot(
				c0 + c1 * Math.cos(w) + c2 * Math.cos(2 * w),
				c1 * Math.sin(w) + c2 * Math.sin(2 * w)
			);
		return (product * size(b0, b1, b2)) / size(1, a1, a2);
	}, 1);
}

/** The magnitude a Butterworth filter is defined by. */
const defined = (ratio: number, order: number): number => 1 / Math.sqrt(1 + ratio ** (2 * order));
const warped = (hz: number, rateHz: number): number => Math.tan((Math.PI * hz) / rateHz);

test.each([1, 2, 3, 4, 5, 8])(
	'low- and high-pass of order %i have the defining magnitude',
	(order) => {
		for (const rateHz of [25, 100, 249.89, 1000])
			for (const hz of [0.1, 1, 3, 7, 12]) {
				const ratio = warped(hz, rateHz) / warped(3, rateHz);
				const low = butterworth({ pass: 'low', order, cutoffHz: 3, rateHz });
				const high = butterworth({ pass: 'high', order, cutoffHz: 3, rateHz });
				expect(gain(low, hz, rateHz)).toBeCloseTo(defined(ratio, order), 9);
				expect(gain(high, hz, rateHz)).toBeCloseTo(defined(1 / ratio, order), 9);
			}
	}
);

test.each([
	[1, 5, 15],
	[2, 0.5, 8],
	[3, 0.05, 3],
	[3, 4, 5]
])('a band-pass of order %i, %f–%f Hz has the defining magnitude', (order, fromHz, toHz) => {
	for (const rateHz of [100, 1000]) {
		const band = butterworth({ pass: 'band', order, fromHz, toHz, rateHz });
		expect(band).toHaveLength(order);
		for (const hz of [0.03, 0.5, 2, 4.5, 9, 30]) {
			const [w, a, b] = [hz, fromHz, toHz].map((f) => warped(f, rateHz)) as [
				number,
				number,
				number
			];
			const ratio = Math.abs((w * w - a * b) / (w * (b - a)));
			expect(gain(band, hz, rateHz)).toBeCloseTo(defined(ratio, order), 8);
		}
	}
});

test('coefficients agree with SciPy butter(4, 3, fs=100, output="sos")', () => {
	const [first, second] = butterworth({ pass: 'low', order: 4, cutoffHz: 3, rateHz: 100 });
	expect(first!.b0).toBeCloseTo(6.23869835e-5, 12);
	expect(first!.a1).toBeCloseTo(-1.67466095, 7);
	expect(second!.a1).toBeCloseTo(-1.83312526, 7);
});

test.each([0, 50, 60, -1])('a cutoff of %f Hz at 100 Hz is refused', (cutoffHz) => {
	expect(() => butterworth({ pass: 'low', order: 2, cutoffHz, rateHz: 100 })).toThrow('expected 0');
});
