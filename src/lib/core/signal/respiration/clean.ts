/**
 * Breathing without drift and without the pulse and movement above it.
 *
 * @module
 */
import { butterworth } from '../filter/butterworth.ts';
import { zeroPhase } from '../filter/zero-phase.ts';

/** Breathing lies in this band. [Hz] */
const BAND_HZ = { from: 0.05, to: 3 };

/**
 * Band-pass of order 2, 0.05–3 Hz, zero-phase.
 *
 * @param respiration any unit, finite, shape [samples]
 * @param options padS: continuation of each end [s]; the default is that of the reference and too short for 0.05 Hz,
 * the first and last 10 s then depend on it
 * @throws {LabError} `signal/too-short`
 * @source Khodadad et al. 2018; NeuroKit2 `rsp_clean(method="khodadad2018")`
 */
export function cleanRespiration(
	respiration: Float64Array,
	rateHz: number,
	options: { readonly padS?: number } = {}
): Float64Array {
	const { from: fromHz, to: toHz } = BAND_HZ;
	const sections = butterworth({ pass: 'band', order: 2, fromHz, toHz, rateHz });
	return zeroPhase(respiration, sections, { pad: Math.round((options.padS ?? 0) * rateHz) });
}
