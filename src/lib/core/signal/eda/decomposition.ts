/**
 * The ways to tell level and responses of skin conductance apart, by name.
 *
 * @module
 */
import { cvxEda } from './cvx-eda.ts';
import { smoothMedian } from './smooth-median.ts';
import { tonicPhasic, type TonicPhasic } from './tonic-phasic.ts';

/** Names as published programs use them, the default first. */
export const decompositions = ['highpass', 'smoothmedian', 'cvxeda'] as const;
/** One of them. */
export type Decomposition = (typeof decompositions)[number];

/** Continuation of both ends for the 0.05 Hz edge. [s] */
const PAD_S = 60;

/**
 * Level and responses of a cleaned trace.
 *
 * `highpass`: split at 0.05 Hz, both parts add up; `smoothmedian`: level = median over 4 s; `cvxeda`: sparse bursts
 * on a slow level, what neither explains is left out. A trace that does not vary is all level.
 *
 * @param eda cleaned skin conductance, finite, 50 Hz or less for `cvxeda`
 * @throws {LabError} `signal/too-short`, `signal/filter-design`, `signal/rate`
 */
export function decomposed(
	eda: Float64Array,
	rateHz: number,
	method: Decomposition = 'highpass'
): TonicPhasic {
	const [first] = eda;
	if (eda.every((value) => value === first))
		return { tonic: eda.slice(), phasic: new Float64Array(eda.length) };
	if (method === 'smoothmedian') return smoothMedian(eda, rateHz);
	if (method === 'cvxeda') return cvxEda(eda, rateHz);
	return tonicPhasic(eda, rateHz, { padS: PAD_S });
}
