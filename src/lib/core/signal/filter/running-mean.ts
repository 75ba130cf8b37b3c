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
	for (let i = 0; i < n; i++) {
		const [old, fresh] = [i - left - 1, i - left + size - 1];
		if (i % RENEW === 0) {
			sum = 0;
			for (let k = 0; k < size; k++) sum += at(i - left + k);
		} else if (old >= 0 && fresh < n) sum += (signal[fresh] as number) - (signal[old] as number);
		else sum += at(fresh) - at(old);
		result[i] = sum / size;
	}
	return result;
}
