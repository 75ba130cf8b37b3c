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
const NEWEST = 5;

/** A symmetric matrix of the living unknowns, row by row, shape [8 · 8]. */
export type Front = Float64Array;

/** What is remembered of an eliminated spline: the multipliers of the other seven (own place 0), and 1/pivot. */
export interface EndedSpline {
	readonly multipliers: Float64Array;
	readonly inverse: number;
}

/** Places of the others before and after the oldest is gone and the splines have moved up. */
const BEFORE = [0, 1, 3, 4, 5, 6, 7] as const;
const AFTER = [0, 1, 2, 3, 4, 6, 7] as const;

/** Eliminates the oldest spline and moves the others up; the newest place is empty but for its diagonal. */
export function endOldest(front: Front, newDiagonal: number): EndedSpline {
	const own = OLDEST * FRONT;
	const inverse = 1 / (front[own + OLDEST] as number);
	const multipliers = new Float64Array(FRONT);
	for (let i = 0; i < FRONT; i++) multipliers[i] = (front[own + i] as number) * inverse;
	multipliers[OLDEST] = 0;
	for (let a = 0; a < AFTER.length; a++)
		for (let b = 0; b < AFTER.length; b++) {
			const [i, j] = [BEFORE[a] as number, BEFORE[b] as number];
			const taken = (multipliers[i] as number) * (front[own + j] as number);
			front[i * FRONT + j] = (front[i * FRONT + j] as number) - taken;
		}
	// rising order, so that nothing is overwritten before it has moved
	for (let a = 0; a < AFTER.length; a++)
		for (let b = 0; b < AFTER.length; b++)
			front[(AFTER[a] as number) * FRONT + (AFTER[b] as number)] = front[
				(BEFORE[a] as number) * FRONT + (BEFORE[b] as number)
			] as number;
	for (let i = 0; i < FRONT; i++) front[NEWEST * FRONT + i] = front[i * FRONT + NEWEST] = 0;
	front[NEWEST * FRONT + NEWEST] = newDiagonal;
	return { multipliers, inverse };
}

/** The same for a right side: takes the oldest spline out and returns what is left of it, divided by its pivot. */
export function endOldestRight(right: Float64Array, { multipliers, inverse }: EndedSpline): number {
	const own = right[OLDEST] as number;
	for (let i = 0; i < FRONT; i++)
		right[i] = (right[i] as number) - (multipliers[i] as number) * own;
	right.copyWithin(OLDEST, OLDEST + 1, NEWEST + 1);
	right[NEWEST] = 0;
	return own * inverse;
}

/** Value of the spline that ended, from the unknowns that outlived it: the two q, then the level in its order. */
export function reviveOldest(
	{ multipliers }: EndedSpline,
	left: number,
	[first, second]: readonly [number, number],
	level: Float64Array
): number {
	let value = left - (multipliers[0] as number) * first - (multipliers[1] as number) * second;
	for (let k = 2; k < AFTER.length; k++)
		value -=
			(multipliers[BEFORE[k] as number] as number) *
			(level[(AFTER[k] as number) - OLDEST] as number);
	return value;
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
