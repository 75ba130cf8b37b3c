/**
 * Centred running mean.
 *
 * @module
 */

/** The running sum is summed anew this often, so that rounding does not pile up. */
const RENEW = 4096;

/**
 * Mean over a window around each sample; beyond the ends the edge value repeats.
 *
 * @param size samples in the window, ≥ 1; when even, the extra sample is on the left
 */
export function runningMean(signal: Float64Array, size: number): Float64Array {
	const n = signal.length;
	const left = size >> 1;
	const at = (i: number): number => signal[Math.min(n - 1, Math.max(0, i))] as number;
	const result = new Float64Array(n);
	let sum = 0;
	for (let block = 0; block < n; block += RENEW) {
		sum = 0;
		for (let k = 0; k < size; k++) sum += at(block - left + k);
		result[block] = sum / size;
		const end = Math.min(n, block + RENEW);
		const isInside = block - left >= 0 && end - left + size <= n;
		const ahead = size - 1 - left;
		if (isInside)
			for (let i = block + 1; i < end; i++) {
				sum += (signal[i + ahead] as number) - (signal[i - left - 1] as number);
				result[i] = sum / size;
			}
		else
			for (let i = block + 1; i < end; i++) {
				sum += at(i + ahead) - at(i - left - 1);
				result[i] = sum / size;
			}
	}
	return result;
}
