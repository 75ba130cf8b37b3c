/**
 * Smooth curve through points: a quadratic spline with knots halfway between them.
 *
 * @module
 */

/**
 * The curve at evenly spaced places; constant beyond the last point.
 *
 * @param x rising, shape [points], at least three
 * @param y shape [points]
 * @param at places, rising, not before x[0]
 * @source the interpolation of degree 2 common in numeric libraries (knots at midpoints but the first and last)
 */
export function quadraticSpline(x: Float64Array, y: Float64Array, at: Float64Array): Float64Array {
	const knots = knotsOf(x);
	const weights = solved(x, y, knots);
	const last = x.length - 1;
	let interval = 2;
	return at.map((place) => {
		if (place > (x[last] as number)) return y[last] as number;
		while (interval < x.length - 1 && place >= (knots[interval + 1] as number)) interval++;
		const [a, b, c] = basis(knots, interval, place);
		return (
			a * (weights[interval - 2] as number) +
			b * (weights[interval - 1] as number) +
			c * (weights[interval] as number)
		);
	});
}

/** Three times each end, the inner midpoints between; shape [points + 3]. */
function knotsOf(x: Float64Array): Float64Array {
	const n = x.length;
	const knots = new Float64Array(n + 3).fill(x[0] as number, 0, 3).fill(x[n - 1] as number, n);
	for (let i = 1; i + 2 < n; i++) knots[i + 2] = ((x[i + 1] as number) + (x[i] as number)) / 2;
	return knots;
}

/** The three splines that are not 0 between knot `interval` and the next. */
function basis(knots: Float64Array, interval: number, at: number): [number, number, number] {
	const t = (k: number): number => knots[interval + k] as number;
	const inner = t(1) - t(0);
	const rise = (at - t(0)) / inner;
	const left = ((t(1) - at) / (t(1) - t(-1))) * (1 - rise);
	const right = ((at - t(0)) / (t(2) - t(0))) * rise;
	return [left, 1 - left - right, right];
}

/** Weights of the splines so that the curve goes through the points: a tridiagonal system. */
function solved(x: Float64Array, y: Float64Array, knots: Float64Array): Float64Array {
	const n = x.length;
	const above = new Float64Array(n);
	const weights = y.slice();
	for (let i = 1; i + 1 < n; i++) {
		const [a, b, c] = basis(knots, i + 1, x[i] as number);
		const pivot = b - a * (above[i - 1] as number);
		above[i] = c / pivot;
		weights[i] = ((weights[i] as number) - a * (weights[i - 1] as number)) / pivot;
	}
	for (let i = n - 2; i > 0; i--)
		weights[i] = (weights[i] as number) - (above[i] as number) * (weights[i + 1] as number);
	return weights;
}
