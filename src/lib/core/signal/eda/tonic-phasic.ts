/**
 * Level and responses of skin conductance, told apart by frequency.
 *
 * @module
 */
import { butterworth } from '../filter/butterworth.ts';
import { zeroPhase } from '../filter/zero-phase.ts';

/** Slower is level, faster is response. [Hz] */
export const TONIC_HZ = 0.05;
const ORDER = 2;

/** Two parts of a skin conductance trace, shape [samples]. */
export interface TonicPhasic {
	/** Level [unit of the input]. */
	readonly tonic: Float64Array;
	/** Responses [unit of the input]; undershoots after each response. */
	readonly phasic: Float64Array;
}

/**
 * Splits a cleaned trace at 0.05 Hz. For display: responses come out 11–17 % too small, so amplitudes are measured
 * from trough to peak of the cleaned trace instead.
 *
 * @param eda cleaned skin conductance, finite
 * @param options parts: `exact` = tonic low-passed, phasic the rest, so that both add up to the trace; `independent` =
 * both filtered on their own, as the published reference does; padS: continuation of each end [s], the default is
 * that of the reference and too short for 0.05 Hz: the first and last 10 s depend on it
 * @throws {LabError} `signal/too-short`; `signal/filter-design` at 0.1 Hz or less
 * @source NeuroKit2 `eda_phasic(method="highpass")` (cutoff and order); exact sum is ours
 */
export function tonicPhasic(
	eda: Float64Array,
	rateHz: number,
	options: { readonly parts?: 'exact' | 'independent'; readonly padS?: number } = {}
): TonicPhasic {
	const pad = Math.round((options.padS ?? 0) * rateHz);
	const at = { order: ORDER, cutoffHz: TONIC_HZ, rateHz };
	const tonic = zeroPhase(eda, butterworth({ pass: 'low', ...at }), { pad });
	if (options.parts === 'independent')
		return { tonic, phasic: zeroPhase(eda, butterworth({ pass: 'high', ...at }), { pad }) };
	return { tonic, phasic: eda.map((value, i) => value - (tonic[i] as number)) };
}
