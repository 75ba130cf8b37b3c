/**
 * Skin conductance responses relative to the largest one: a second opinion, never what is scored.
 *
 * An artifact hides real responses and a quiet record yields noise; the absolute threshold of `skinResponses` does
 * neither. Kept because published results use it.
 *
 * @module
 */
import { firstAbove, localMaxima, prominences } from '../peaks.ts';

/** A response in a phasic trace; null where the trace does not show it. */
export interface RelativeResponse {
	readonly peak: number;
	/** Nearest local minimum before and after the peak [sample]. */
	readonly onset: number | null;
	readonly offset: number | null;
	/** Value at the peak, and above the onset [unit of the trace]. */
	readonly height: number;
	readonly amplitude: number | null;
	/** [s] */
	readonly riseTime: number | null;
	/** Sample of half recovery, and its time after the peak [s]. */
	readonly recovery: number | null;
	readonly recoveryTime: number | null;
}

/**
 * Peaks whose prominence is at least a share of the largest.
 *
 * @param phasic high-passed skin conductance, finite
 * @param least smallest share, 0…1
 * @source NeuroKit2 `eda_peaks(method="neurokit")`, described in its documentation
 */
export function relativeResponses(
	phasic: Float64Array,
	rateHz: number,
	least = 0.1
): RelativeResponse[] {
	const peaks = localMaxima(phasic);
	const sizes = prominences(phasic, peaks);
	const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
	const kept = peaks.filter((_, k) => (sizes[k] as number) / largest >= least);
	const minima = localMaxima(phasic.map((value) => -value));
	const firstOnset = minima[0] ?? Infinity;
	return kept.map((peak, k): RelativeResponse => {
		const after = firstAbove(minima, peak);
		const onset = peak <= firstOnset ? null : (minima[after - 1] ?? null);
		const offset = peak <= firstOnset ? null : (minima[after] ?? null);
		const height = phasic[peak] as number;
		if (onset === null)
			return {
				...{ peak, onset, offset, height, amplitude: null, riseTime: null },
				...{ recovery: null, recoveryTime: null }
			};
		const amplitude = height - (phasic[onset] as number);
		const level = (phasic[onset] as number) + amplitude / 2;
		const recovery = halfRecovery(phasic, peak, kept[k + 1] ?? phasic.length, level);
		const recoveryTime = recovery === null ? null : (recovery - peak) / rateHz;
		const riseTime = (peak - onset) / rateHz;
		return { peak, onset, offset, height, amplitude, riseTime, recovery, recoveryTime };
	});
}

/**
 * The first sample of the largest value not above the level, between the peak and the lowest point before `end`; null
 * when nothing before that lowest point is lower still.
 */
function halfRecovery(
	phasic: Float64Array,
	peak: number,
	end: number,
	level: number
): number | null {
	let lowest = peak;
	for (let i = peak; i < end; i++)
		if ((phasic[i] as number) < (phasic[lowest] as number)) lowest = i;
	let best: number | null = null;
	let least = Infinity;
	for (let i = peak; i < lowest; i++) {
		const value = phasic[i] as number;
		least = Math.min(least, value);
		if (value <= level && (best === null || value > (phasic[best] as number))) best = i;
	}
	return best !== null && least < (phasic[best] as number) ? best : null;
}
