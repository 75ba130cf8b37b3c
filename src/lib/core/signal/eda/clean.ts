/**
 * Skin conductance without the noise above it.
 *
 * @module
 */
import { butterworth } from '../filter/butterworth.ts';
import { zeroPhase } from '../filter/zero-phase.ts';

/** Nothing in skin conductance changes faster. [Hz] */
export const EDA_CUTOFF_HZ = 3;
/** Below this rate there is nothing above the cutoff to remove. [Hz] */
const LEAST_RATE_HZ = 6;

/**
 * Low-pass of order 4, zero-phase. The tonic level stays: amplitudes are in the unit of the input.
 *
 * @param eda skin conductance [uS] or counts, finite, shape [samples]
 * @throws {LabError} `signal/too-short` below 16 samples
 * @source NeuroKit2 `eda_clean(method="neurokit")`
 */
export function cleanEda(
	eda: Float64Array,
	rateHz: number,
	cutoffHz: number = EDA_CUTOFF_HZ
): Float64Array {
	if (rateHz <= Math.max(LEAST_RATE_HZ, 2 * cutoffHz)) return eda.slice();
	return zeroPhase(eda, butterworth({ pass: 'low', order: 4, cutoffHz, rateHz }));
}
