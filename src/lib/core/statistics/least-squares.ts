/**
 * Ordinary least squares for a handful of predictors.
 *
 * @module
 */

/** Keeps the equations solvable where predictors repeat each other; too small to matter otherwise. */
const RIDGE = 1e-9;

/**
 * Coefficients of y on the columns of x.
 *
 * @param rows predictors of each case, shape [cases][predictors]; put a 1 in for an intercept
 * @param y one value for each case
 * @returns one coefficient for each predictor; all 0 without a case
 */
export function leastSquares(rows: readonly (readonly number[])[], y: readonly number[]): number[] {
	const size = rows[0]?.length ?? 0;
	const system = Array.from({ length: size }, (_, i) => [
		...Array.from(
			{ length: size },
			(__, j) =>
				rows.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0) + (i === j ? RIDGE : 0)
		),
		rows.reduce((sum, row, index) => sum + (row[i] ?? 0) * (y[index] ?? 0), 0)
	]);
	return solved(system);
}

/** Gauss–Jordan elimination with row exchange; shape [n][n + 1]. */
function solved(system: number[][]): number[] {
	const size = system.length;
	for (let column = 0; column < size; column++) {
		const below = system.slice(column).map((row) => Math.abs(row[column] ?? 0));
		const best = column + below.indexOf(Math.max(...below));
		const pivotRow = system[best] ?? [];
		system[best] = system[column] ?? [];
		const pivot = pivotRow[column] ?? 1;
		const scaled = pivotRow.map((value) => value / pivot);
		system[column] = scaled;
		for (let other = 0; other < size; other++) {
			if (other === column) continue;
			const row = system[other] ?? [];
			const factor = row[column] ?? 0;
			system[other] = row.map((value, j) => value - factor * (scaled[j] ?? 0));
		}
	}
	return system.map((row) => row[size] ?? 0);
}
