/**
 * Centred running median.
 *
 * @module
 */
import { LabError } from '../../errors.ts';

/** What stands beyond the ends: the edge value again, or 0 as in SciPy `medfilt` (wrong for half a window). */
export type MedianEdges = 'nearest' | 'zero';

/**
 * Median over a window around each sample.
 *
 * The window is kept sorted: one removal and one insertion per sample, found by halving. Meant for slow signals;
 * windows of some thousand samples still take only microseconds a sample.
 *
 * @param signal finite, shape [samples]
 * @param size samples in the window, odd
 * @throws {LabError} `signal/window` when the window is not odd
 */
export function runningMedian(
	signal: Float64Array,
	size: number,
	edges: MedianEdges = 'nearest'
): Float64Array {
	if (!(size % 2 === 1 && size >= 1))
		throw new LabError('signal/window', `expected an odd number of samples, got ${size}`);
	const n = signal.length;
	const half = size >> 1;
	const at = (i: number): number => {
		if (i >= 0 && i < n) return signal[i] as number;
		return edges === 'zero' ? 0 : (signal[i < 0 ? 0 : n - 1] as number);
	};
	const sorted = Float64Array.from({ length: size }, (_, k) => at(k - half)).sort();
	const result = new Float64Array(n);
	for (let i = 0; i < n; i++) {
		result[i] = sorted[half] as number;
		exchange(sorted, at(i - half), at(i + half + 1));
	}
	return result;
}

/** Takes one value out of a sorted window and puts another in. */
function exchange(sorted: Float64Array, old: number, fresh: number): void {
	if (old === fresh) return;
	const from = firstNotBelow(sorted, old);
	const to = firstNotBelow(sorted, fresh);
	if (fresh > old) {
		sorted.copyWithin(from, from + 1, to);
		sorted[to - 1] = fresh;
	} else {
		sorted.copyWithin(to + 1, to, from);
		sorted[to] = fresh;
	}
}

function firstNotBelow(sorted: Float64Array, value: number): number {
	let [low, high] = [0, sorted.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((sorted[middle] as number) < value) low = middle + 1;
		else high = middle;
	}
	return low;
}
