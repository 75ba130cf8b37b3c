/**
 * Moving a slow signal to another rate.
 *
 * @module
 */

/**
 * Values at a lower rate, by linear interpolation. Only for signals already low-passed well below both rates.
 *
 * @returns first value at time 0; NaN next to a gap
 */
export function resampled(signal: Float64Array, fromHz: number, toHz: number): Float64Array {
	const length = signal.length === 0 ? 0 : Math.floor(((signal.length - 1) * toHz) / fromHz) + 1;
	return Float64Array.from({ length }, (_, k) => {
		const position = (k * fromHz) / toHz;
		const left = Math.floor(position);
		const a = signal[left] as number;
		const share = position - left;
		return share === 0 ? a : a + ((signal[left + 1] ?? a) - a) * share;
	});
}
