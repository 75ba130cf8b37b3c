/**
 * Whether skin conductance only follows the breathing.
 *
 * @module
 */
import { butterworth } from '../filter/butterworth.ts';
import { zeroPhase } from '../filter/zero-phase.ts';
import { correlation } from './beat-template.ts';

/** Breathing and what it does to the skin lie in this band; the skin follows by up to so long. [Hz], [s] */
const BAND_HZ = { from: 0.1, to: 0.5 };
const LONGEST_LAG_S = 5;

/** Above this the waves of the skin are those of the breathing. Lab decision 2026-11: untested starting value. */
export const MOST_COUPLED = 0.8;

/** Both traces in the band of breathing, ready to be compared anywhere. */
export interface CoupledTraces {
	readonly eda: Float64Array;
	readonly respiration: Float64Array;
	readonly rateHz: number;
}

/**
 * The two traces in the band of breathing.
 *
 * @param eda, respiration at the same rate, finite, of the same length; 4–50 Hz is enough
 * @throws {LabError} `signal/filter-design`, `signal/too-short`
 */
export function coupledTraces(
	eda: Float64Array,
	respiration: Float64Array,
	rateHz: number
): CoupledTraces {
	const { from: fromHz, to: toHz } = BAND_HZ;
	const band = butterworth({ pass: 'band', order: 2, fromHz, toHz, rateHz });
	const pad = Math.round(20 * rateHz);
	return {
		eda: zeroPhase(eda, band, { pad }),
		respiration: zeroPhase(respiration, band, { pad }),
		rateHz
	};
}

/**
 * Largest correlation, of either sign, of the skin with the breathing up to 5 s before.
 *
 * @param window [s]
 * @returns 0…1; null when the window is not inside the traces
 */
export function respirationCoupling(
	{ eda, respiration, rateHz }: CoupledTraces,
	window: { readonly from: number; readonly to: number }
): number | null {
	const [from, to] = [Math.round(window.from * rateHz), Math.round(window.to * rateHz)];
	if (from < 0 || to > eda.length || to - from < 2) return null;
	const part = eda.subarray(from, to);
	let most = 0;
	for (let lag = 0; lag <= Math.min(from, LONGEST_LAG_S * rateHz); lag++)
		most = Math.max(most, Math.abs(correlation(respiration, from - lag, part)));
	return most;
}
