/**
 * Centred running mean.
 *
 * @module
 */

/** The running sum is summed anew this often, so that rounding does not pile up. [samples] */
export const MEAN_BLOCK = 4096;

/**
 * Mean over a window around each sample; beyond the ends the edge value repeats.
 *
 * @param size samples in the window, ≥ 1; when even, the extra sample is on the left
 */
export function runningMean(signal: Float64Array, size: number): Float64Array {
	const n = signal.length;
	const left = size >> 1;
	const result = new Float64Array(n);
	for (let from = 0; from < n; from += MEAN_BLOCK) {
		const count = Math.min(MEAN_BLOCK, n - from);
		const into = result.subarray(from, from + count);
		const isInside = from - left >= 0 && from + count - left + size <= n;
		if (isInside) meanBlock(signal, from - left, size, into);
		else meanBlock(stretchOf(signal, from - left, count + size), 0, size, into);
	}
	return result;
}

/** Samples from one that may lie before the first on; beyond the ends the edge value repeats. */
function stretchOf(signal: Float64Array, from: number, count: number): Float64Array {
	const last = signal.length - 1;
	return Float64Array.from(
		{ length: count },
		(_, k) => signal[Math.min(last, Math.max(0, from + k))] as number
	);
}

/**
 * Means over windows of `size` samples, the first beginning at `from`, each later one a sample further.
 *
 * @param signal all samples of all windows
 * @param into at most `MEAN_BLOCK` means
 */
export function meanBlock(
	signal: Float64Array,
	from: number,
	size: number,
	into: Float64Array
): void {
	let sum = 0;
	for (let k = 0; k < size; k++) sum += signal[from + k] as number;
	into[0] = sum / size;
	for (let i = 1; i < into.length; i++) {
		sum += (signal[from + i + size - 1] as number) - (signal[from + i - 1] as number);
		into[i] = sum / size;
	}
}
