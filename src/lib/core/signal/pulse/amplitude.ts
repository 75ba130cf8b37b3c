/**
 * Height of each pulse wave.
 *
 * @module
 */

/** One wave. */
export interface PulseWave {
	/** Lowest sample since the peak before, and the peak. */
	readonly trough: number;
	readonly peak: number;
	/** [unit of the trace]; only to be compared within a person and channel. */
	readonly amplitude: number;
}

/**
 * Peak minus the lowest value since the peak before. The first peak has no wave.
 *
 * @param pulse cleaned or raw trace, finite
 * @param peaks samples, rising
 */
export function pulseWaves(pulse: Float64Array, peaks: readonly number[]): PulseWave[] {
	return peaks.slice(1).map((peak, k): PulseWave => {
		let trough = peaks[k] as number;
		for (let i = trough; i < peak; i++)
			if ((pulse[i] as number) < (pulse[trough] as number)) trough = i;
		return { trough, peak, amplitude: (pulse[peak] as number) - (pulse[trough] as number) };
	});
}
