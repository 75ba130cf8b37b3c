/**
 * Rate, depth, volume and shape of breathing as curves over time.
 *
 * @module
 */
import { pchip } from '../sampling/pchip.ts';
import { breathValues } from './cycle-values.ts';
import type { Breaths } from './cycles.ts';

/**
 * Peak minus trough at every sample [unit of the trace].
 *
 * @throws {LabError} `signal/too-few-points` below two breaths
 * @source NeuroKit2 `rsp_amplitude`, described by its authors
 */
export function breathAmplitude(
	respiration: Float64Array,
	{ troughs, peaks }: Breaths
): Float64Array {
	const sizes = peaks.map(
		(peak, k) => (respiration[peak] as number) - (respiration[troughs[k] as number] as number)
	);
	return pchip(peaks, sizes, respiration.length);
}

/**
 * Respiration volume per time: amplitude of each breath over its length, at every sample [unit/s].
 *
 * By breath, not by the analytic signal of Harrison et al. 2021: it follows a single suppressed breath, which is what
 * a question may cause, and needs no repair of phases.
 *
 * @throws {LabError} `signal/too-few-points` below two whole breaths
 * @source Birn et al. 2006, NeuroImage 31: 1536–1548 (envelope over period)
 */
export function volumePerTime(
	respiration: Float64Array,
	found: Breaths,
	rateHz: number
): Float64Array {
	const whole = breathValues(respiration, found, rateHz).filter(
		(breath) => breath.volumePerTime !== null
	);
	return pchip(
		whole.map(({ peak }) => peak),
		whole.map((breath) => breath.volumePerTime ?? 0),
		respiration.length
	);
}

/**
 * Phase at every sample: 1 inspiration, 0 expiration, NaN outside, and how much of the phase is over, 0 at its first sample, 1 at
 * its last.
 *
 * @source NeuroKit2 `rsp_phase`, described by its authors
 */
export function breathPhase(
	{ troughs, peaks }: Breaths,
	length: number
): { readonly phase: Float64Array; readonly completion: Float64Array } {
	const phase = new Float64Array(length).fill(Number.NaN);
	const completion = new Float64Array(length);
	const fill = (from: number, to: number, value: number): void => {
		for (let i = from; i < to; i++) {
			phase[i] = value;
			completion[i] = (i - from) / Math.max(1, to - from - 1);
		}
	};
	troughs.forEach((trough, k) => {
		const peak = peaks[k] as number;
		fill(trough, peak, 1);
		const next = troughs[k + 1];
		if (next !== undefined) fill(peak, next, 0);
	});
	const last = peaks.at(-1);
	if (last !== undefined) phase[last] = 0;
	return { phase, completion };
}
