/** Value below which a share of all values lies; 0 when there are none. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Mean; 0 when there are none. */
export function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Middle of all values. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] ?? 0;
	return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}

/** Slope of the straight line through points of least squares [y per x]. */
export function slope(points: readonly { readonly x: number; readonly y: number }[]): number {
	const [x0, y0] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y))];
	const over = points.reduce((sum, { x, y }) => sum + (x - x0) * (y - y0), 0);
	return over / points.reduce((sum, { x }) => sum + (x - x0) ** 2, 0);
}
