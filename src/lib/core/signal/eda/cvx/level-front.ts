/**
 * The small dense part of the elimination: two living q, four splines and the two drift terms.
 *
 * Order of the eight: q_first, q_second, splines from oldest to newest, constant, slope.
 *
 * @module
 */

export const FRONT = 8;
/** Where the oldest spline stands, and the first of the six level unknowns. */
const OLDEST = 2;

/** A symmetric matrix of the living unknowns, row by row, shape [8 · 8]. */
export type Front = Float64Array;

/** What is remembered of an eliminated spline: the multipliers of the other seven (own place 0), and 1/pivot. */
export interface EndedSpline {
	readonly multipliers: Float64Array;
	readonly inverse: number;
}

/** Eliminates the oldest spline and moves the others up; the newest place is empty but for its diagonal. */
export function endOldest(front: Front, newDiagonal: number): EndedSpline {
	const inverse = 1 / (front[OLDEST * FRONT + OLDEST] as number);
	const row = front.slice(OLDEST * FRONT, (OLDEST + 1) * FRONT);
	row[OLDEST] = 0;
	const multipliers = row.map((value) => value * inverse);
	for (let i = 0; i < FRONT; i++)
		for (let j = 0; j < FRONT; j++)
			front[i * FRONT + j] =
				(front[i * FRONT + j] as number) - (multipliers[i] as number) * (row[j] as number);
	const from = [0, 1, 3, 4, 5, -1, 6, 7];
	const old = front.slice();
	from.forEach((a, i) =>
		from.forEach((b, j) => {
			front[i * FRONT + j] = a < 0 || b < 0 ? 0 : (old[a * FRONT + b] as number);
		})
	);
	front[5 * FRONT + 5] = newDiagonal;
	return { multipliers, inverse };
}

/** The same for a right side: takes the oldest spline out and returns what is left of it, divided by its pivot. */
export function endOldestRight(right: Float64Array, { multipliers, inverse }: EndedSpline): number {
	const own = right[OLDEST] as number;
	for (let i = 0; i < FRONT; i++)
		right[i] = (right[i] as number) - (multipliers[i] as number) * own;
	right.copyWithin(OLDEST, OLDEST + 1, OLDEST + 4);
	right[5] = 0;
	return own * inverse;
}

/** Value of the spline that ended, from the unknowns that outlived it (in the order after the move). */
export function reviveOldest(
	{ multipliers }: EndedSpline,
	left: number,
	living: readonly number[] | Float64Array
): number {
	const place = [0, 1, 3, 4, 5, 6, 7];
	const after = [0, 1, 2, 3, 4, 6, 7];
	return place.reduce(
		(value, p, k) => value - (multipliers[p] as number) * (living[after[k] as number] as number),
		left
	);
}

/** Solves the last six level unknowns (Cholesky-free elimination of a positive definite matrix). */
export function solveLevel(front: Front, right: Float64Array): Float64Array {
	const n = FRONT - OLDEST;
	const a = Array.from({ length: n }, (_, i) =>
		Float64Array.from({ length: n }, (_, j) => front[(i + OLDEST) * FRONT + j + OLDEST] as number)
	);
	const x = right.slice(OLDEST);
	for (let k = 0; k < n; k++)
		for (let i = k + 1; i < n; i++) {
			const row = a[i] as Float64Array;
			const top = a[k] as Float64Array;
			const factor = (row[k] as number) / (top[k] as number);
			for (let j = k; j < n; j++) row[j] = (row[j] as number) - factor * (top[j] as number);
			x[i] = (x[i] as number) - factor * (x[k] as number);
		}
	for (let k = n - 1; k >= 0; k--) {
		const top = a[k] as Float64Array;
		let rest = x[k] as number;
		for (let j = k + 1; j < n; j++) rest -= (top[j] as number) * (x[j] as number);
		x[k] = rest / (top[k] as number);
	}
	return x;
}
