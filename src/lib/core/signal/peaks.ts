/**
 * Local maxima and how far they stand out.
 *
 * @module
 */

/** Indices of strict local maxima; a plateau counts once, at its middle (the left one of two). */
export function localMaxima(signal: Float64Array): number[] {
	const found: number[] = [];
	let i = 1;
	while (i < signal.length - 1) {
		const value = signal[i] as number;
		if ((signal[i - 1] as number) >= value) {
			i++;
			continue;
		}
		let right = i;
		while (right < signal.length - 1 && signal[right + 1] === value) right++;
		const falls = right < signal.length - 1 && (signal[right + 1] as number) < value;
		if (falls) found.push((i + right) >> 1);
		i = right + 1;
	}
	return found;
}

/**
 * How far a maximum stands above the higher of the two valleys beside it, each searched until a higher value.
 *
 * @param peak index of a local maximum
 */
export function prominence(signal: Float64Array, peak: number): number {
	const height = signal[peak] as number;
	const valley = (step: 1 | -1): number => {
		let lowest = height;
		for (let i = peak; i >= 0 && i < signal.length; i += step) {
			const value = signal[i] as number;
			if (value > height) break;
			if (value < lowest) lowest = value;
		}
		return lowest;
	};
	return height - Math.max(valley(-1), valley(1));
}

/**
 * Prominence of every maximum at once, in linear time: as `prominence` of each.
 *
 * @param peaks all local maxima, as `localMaxima` gives them
 * @returns shape [peaks]
 */
export function prominences(signal: Float64Array, peaks: readonly number[]): Float64Array {
	const before = valleys(signal, peaks, 1);
	const after = valleys(signal, peaks, -1);
	return Float64Array.from(peaks, (peak, k) => {
		const valley = Math.max(before[k] as number, after[k] as number);
		return (signal[peak] as number) - valley;
	});
}

/** Lowest value between each maximum and the nearest higher sample before it (step 1) or after it (step −1). */
function valleys(signal: Float64Array, peaks: readonly number[], step: 1 | -1): Float64Array {
	const result = new Float64Array(peaks.length);
	// maxima that nothing higher has passed yet, falling, each with the lowest value since the one before it
	const heights: number[] = [];
	const lows: number[] = [];
	let low = Infinity;
	let k = step > 0 ? 0 : peaks.length - 1;
	const count = signal.length;
	for (let m = 0, i = step > 0 ? 0 : count - 1; m < count; m++, i += step) {
		const value = signal[i] as number;
		if (value < low) low = value;
		if (peaks[k] !== i) continue;
		while (heights.length > 0 && (heights.at(-1) as number) <= value) {
			heights.pop();
			low = Math.min(low, lows.pop() as number);
		}
		result[k] = low;
		k += step;
		heights.push(value);
		lows.push(low);
		low = Infinity;
	}
	return result;
}

/** Index of the most prominent local maximum of signal[begin…end−1]; null when there is none. */
export function mostProminent(signal: Float64Array, begin: number, end: number): number | null {
	const part = signal.subarray(begin, end);
	let best: number | null = null;
	let most = -1;
	for (const peak of localMaxima(part)) {
		const size = prominence(part, peak);
		if (size > most) {
			most = size;
			best = begin + peak;
		}
	}
	return best;
}

/**
 * Position of a peak between the samples, by the parabola through it and its neighbours.
 *
 * @returns index with fraction; the index itself at the ends and where the three samples are not curved
 */
export function refinedPeak(signal: Float64Array, peak: number): number {
	const [a, b, c] = [signal[peak - 1], signal[peak], signal[peak + 1]];
	if (a === undefined || b === undefined || c === undefined) return peak;
	const curve = a - 2 * b + c;
	if (!(Math.abs(curve) > 0)) return peak;
	const away = (a - c) / (2 * curve);
	return Math.abs(away) <= 1 ? peak + away : peak;
}

/** Place of the first number above `value` in a rising list; its length when there is none. */
export function firstAbove(list: readonly number[], value: number): number {
	let [low, high] = [0, list.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((list[middle] as number) <= value) low = middle + 1;
		else high = middle;
	}
	return low;
}
