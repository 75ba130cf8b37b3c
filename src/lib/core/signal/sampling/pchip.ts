/**
 * Interpolation that neither overshoots nor rings.
 *
 * @module
 */
import { LabError } from '../../errors.ts';

/**
 * Monotone cubic through points, evaluated at 0, 1, 2 … length − 1; constant beyond the first and last point.
 *
 * @param at positions of the points, rising strictly, need not be whole, shape [points]
 * @param values shape [points], at least 2
 * @throws {LabError} `signal/too-few-points`
 * @source Fritsch & Butland 1984, SIAM J. Sci. Stat. Comput. 5: 300–304
 */
export function pchip(
	at: ArrayLike<number>,
	values: ArrayLike<number>,
	length: number
): Float64Array {
	const n = at.length;
	if (n < 2 || values.length !== n)
		throw new LabError(
			'signal/too-few-points',
			`expected at least 2 points, got ${n} places and ${values.length} values`
		);
	const slopes = slopesAt(at, values);
	const result = new Float64Array(length).fill(values[0] as number);
	for (let k = 0; k + 1 < n; k++) {
		const [from, to] = [at[k] as number, at[k + 1] as number];
		const [a, b] = [values[k] as number, values[k + 1] as number];
		const h = to - from;
		const chord = (b - a) / h;
		const [d0, d1] = [slopes[k] as number, slopes[k + 1] as number];
		const square = (3 * chord - 2 * d0 - d1) / h;
		const cube = (d0 + d1 - 2 * chord) / (h * h);
		const last = Math.min(length - 1, Math.floor(to));
		for (let i = Math.max(0, Math.ceil(from)); i <= last; i++) {
			const x = i - from;
			result[i] = a + x * (d0 + x * (square + x * cube));
		}
	}
	const end = Math.floor(at[n - 1] as number) + 1;
	if (end < length) result.fill(values[n - 1] as number, Math.max(0, end));
	return result;
}

/** Weighted harmonic mean of the neighbouring slopes, 0 at an extremum. */
function slopesAt(at: ArrayLike<number>, values: ArrayLike<number>): Float64Array {
	const n = at.length;
	const step = (k: number): number => (at[k + 1] as number) - (at[k] as number);
	const slope = (k: number): number =>
		((values[k + 1] as number) - (values[k] as number)) / step(k);
	const result = new Float64Array(n);
	if (n === 2) return result.fill(slope(0));
	for (let k = 1; k + 1 < n; k++) {
		const [before, after] = [slope(k - 1), slope(k)];
		if (!(before * after > 0)) continue;
		const w1 = 2 * step(k) + step(k - 1);
		const w2 = step(k) + 2 * step(k - 1);
		result[k] = 1 / ((w1 / before + w2 / after) / (w1 + w2));
	}
	result[0] = slopeAtEnd(step(0), step(1), slope(0), slope(1));
	result[n - 1] = slopeAtEnd(step(n - 2), step(n - 3), slope(n - 2), slope(n - 3));
	return result;
}

/** Three-point formula, kept from turning over. */
function slopeAtEnd(h0: number, h1: number, d0: number, d1: number): number {
	const d = ((2 * h0 + h1) * d0 - h0 * d1) / (h0 + h1);
	if (Math.sign(d) !== Math.sign(d0)) return 0;
	if (Math.sign(d0) !== Math.sign(d1) && Math.abs(d) > 3 * Math.abs(d0)) return 3 * d0;
	return d;
}
