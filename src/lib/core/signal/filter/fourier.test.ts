import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyticSignal, fourier } from './fourier.ts';

/** Sum by sum. */
function plain(re: Float64Array, im: Float64Array) {
	const n = re.length;
	const found = { re: new Float64Array(n), im: new Float64Array(n) };
	for (let k = 0; k < n; k++)
		for (let m = 0; m < n; m++) {
			const angle = (-2 * Math.PI * ((k * m) % n)) / n;
			found.re[k]! += re[m]! * Math.cos(angle) - im[m]! * Math.sin(angle);
			found.im[k]! += re[m]! * Math.sin(angle) + im[m]! * Math.cos(angle);
		}
	return found;
}

test('the transform of every length is the sum it stands for', () => {
	const value = fc.double({ min: -10, max: 10, noNaN: true });
	fc.assert(
		fc.property(fc.array(fc.tuple(value, value), { maxLength: 70 }), (pairs) => {
			const re = Float64Array.from(pairs, ([a]) => a);
			const im = Float64Array.from(pairs, ([, b]) => b);
			const [ours, theirs] = [fourier({ re, im }), plain(re, im)];
			theirs.re.forEach((expected, k) => expect(ours.re[k]).toBeCloseTo(expected, 9));
			theirs.im.forEach((expected, k) => expect(ours.im[k]).toBeCloseTo(expected, 9));
		}),
		{ numRuns: 80 }
	);
});

test.each([240, 241])('the analytic signal of a cosine is a turning hand, %i samples', (n) => {
	const wave = Float64Array.from(
		{ length: n },
		(_, i) => 2 + 3 * Math.cos((2 * Math.PI * 5 * i) / n)
	);
	const { re, im } = analyticSignal(wave);
	wave.forEach((value, i) => {
		expect(re[i]).toBeCloseTo(value, 10);
		expect(im[i]).toBeCloseTo(3 * Math.sin((2 * Math.PI * 5 * i) / n), 10);
	});
});
