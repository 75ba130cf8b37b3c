/**
 * Depth, length and shape of each breath.
 *
 * @module
 */
import type { Breaths } from './cycles.ts';

/** One breath from a trough to the next. */
export interface Breath {
	/** [samples] */
	readonly trough: number;
	readonly peak: number;
	/** The next trough; null for the last breath. */
	readonly end: number | null;
	/** Peak minus trough [unit of the trace]. */
	readonly amplitude: number;
	/** Inspiration, expiration and both together [s]; null for the last breath. */
	readonly inspiration: number;
	readonly expiration: number | null;
	readonly duration: number | null;
	/** Amplitude over duration: volume per time [unit/s]. */
	readonly volumePerTime: number | null;
	/** Share of inspiration, 0…1. */
	readonly duty: number | null;
}

/** Values of each breath. */
export function breathValues(
	respiration: Float64Array,
	{ troughs, peaks }: Breaths,
	rateHz: number
): Breath[] {
	return troughs.map((trough, k): Breath => {
		const peak = peaks[k] as number;
		const end = troughs[k + 1] ?? null;
		const amplitude = (respiration[peak] as number) - (respiration[trough] as number);
		const inspiration = (peak - trough) / rateHz;
		if (end === null) {
			const open = { expiration: null, duration: null, volumePerTime: null, duty: null };
			return { trough, peak, end, amplitude, inspiration, ...open };
		}
		const duration = (end - trough) / rateHz;
		return {
			...{ trough, peak, end, amplitude, inspiration, duration },
			...{ expiration: (end - peak) / rateHz, volumePerTime: amplitude / duration },
			duty: inspiration / duration
		};
	});
}
