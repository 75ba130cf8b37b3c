/**
 * Loops over all samples, one per function: the engine compiles a function that is one loop in one go, and a long
 * function of many loops again and again.
 *
 * @module
 */

/** Changes `inverse` to 1/s and `weights` to z/s. */
export function weigh(
	s: Float64Array,
	z: Float64Array,
	inverse: Float64Array,
	weights: Float64Array
): void {
	for (let i = 0; i < s.length; i++) {
		const one = 1 / (s[i] as number);
		inverse[i] = one;
		weights[i] = (z[i] as number) * one;
	}
}

/** Changes `pull` to α − target/s. */
export function pullTowards(
	alpha: number,
	target: Float64Array,
	inverse: Float64Array,
	pull: Float64Array
): void {
	for (let i = 0; i < pull.length; i++)
		pull[i] = alpha - (target[i] as number) * (inverse[i] as number);
}

/** Changes `dz` to α − pull − z − weight · ds. */
export function multiplierStep(
	alpha: number,
	pull: Float64Array,
	z: Float64Array,
	weights: Float64Array,
	ds: Float64Array,
	dz: Float64Array
): void {
	for (let i = 0; i < dz.length; i++)
		dz[i] =
			alpha - (pull[i] as number) - (z[i] as number) - (weights[i] as number) * (ds[i] as number);
}

/** Sum of (s + reach · ds)(z + reach · dz). */
export function gapAhead(
	reach: number,
	s: Float64Array,
	ds: Float64Array,
	z: Float64Array,
	dz: Float64Array
): number {
	let sum = 0;
	for (let i = 0; i < s.length; i++)
		sum +=
			((s[i] as number) + reach * (ds[i] as number)) *
			((z[i] as number) + reach * (dz[i] as number));
	return sum;
}

/** Changes `target` to μ − ds · dz. */
export function correct(
	mu: number,
	ds: Float64Array,
	dz: Float64Array,
	target: Float64Array
): void {
	for (let i = 0; i < target.length; i++) target[i] = mu - (ds[i] as number) * (dz[i] as number);
}

/** Sum of a · b. */
export function inner(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
	return sum;
}

/** Longest common step up to `most` that keeps both positive. */
export function longestStep(
	most: number,
	s: Float64Array,
	ds: Float64Array,
	z: Float64Array,
	dz: Float64Array
): number {
	let step = most;
	for (let i = 0; i < s.length; i++) {
		const [a, b] = [ds[i] as number, dz[i] as number];
		if (a * step < -(s[i] as number)) step = -(s[i] as number) / a;
		if (b * step < -(z[i] as number)) step = -(z[i] as number) / b;
	}
	return step;
}

/** Adds step · by. */
export function move(values: Float64Array, by: Float64Array, step: number): void {
	for (let i = 0; i < values.length; i++)
		values[i] = (values[i] as number) + step * (by[i] as number);
}

/** Largest absolute value. */
export function largest(values: Float64Array): number {
	let most = 0;
	for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i] as number));
	return most;
}
