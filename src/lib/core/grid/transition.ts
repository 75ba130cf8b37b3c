/**
 * How much may change between two slices.
 *
 * @module
 */
import { LabError } from '../errors.ts';
import type { GridModel } from './model.ts';

type Matrix = readonly (readonly number[])[];

/** The series ends where its terms no longer count, at the latest here. */
const MOST_TERMS = 2000;

/** Slices that a break stands for: 1 without one. */
export function slicesApart(breakMinutes: number, model: GridModel): number {
	return Math.min(model.mostSlices, 1 + breakMinutes / model.breakMinutesPerSlice);
}

/**
 * A stochastic matrix to a power that need not be whole, by the binomial series of I + (A − I).
 *
 * @param power ≥ 0
 * @throws {LabError} `grid/transition` when the series does not end: the states do not stay long enough
 */
export function powerOf(matrix: Matrix, power: number): number[][] {
	const size = matrix.length;
	const identity = square(size, (i, j) => (i === j ? 1 : 0));
	const step = square(size, (i, j) => (matrix[i]?.[j] ?? 0) - (i === j ? 1 : 0));
	let term: Matrix = identity;
	let sum = identity;
	for (let k = 1; k <= MOST_TERMS; k++) {
		const factor = (power - k + 1) / k;
		const product = multiply(term, step);
		term = square(size, (i, j) => factor * (product[i]?.[j] ?? 0));
		const before = sum;
		sum = square(size, (i, j) => (before[i]?.[j] ?? 0) + (term[i]?.[j] ?? 0));
		if (Math.max(...term.flat().map(Math.abs)) < 1e-16) return stochastic(sum);
	}
	throw new LabError('grid/transition', 'expected states that stay, got a series without end');
}

/** Row vector times matrix. */
export function moved(row: readonly number[], matrix: Matrix): number[] {
	return row.map((_, j) => row.reduce((sum, value, i) => sum + value * (matrix[i]?.[j] ?? 0), 0));
}

/** Rounding may leave a hair below 0. */
function stochastic(matrix: Matrix): number[][] {
	return matrix.map((row) => {
		const clipped = row.map((value) => Math.min(1, Math.max(0, value)));
		const total = clipped.reduce((sum, value) => sum + value, 0);
		return clipped.map((value) => value / total);
	});
}

function square(size: number, value: (i: number, j: number) => number): number[][] {
	return Array.from({ length: size }, (_, i) =>
		Array.from({ length: size }, (__, j) => value(i, j))
	);
}

function multiply(a: Matrix, b: Matrix): number[][] {
	return a.map((row) => moved(row, b));
}
