/** What a comparison with a reference is, and the tolerances of the references. */
import { type Reference } from './references.ts';

/** How far ours is from the reference, and how far it may be. */
export interface Comparison {
	readonly error: number;
	readonly tolerance: number;
}
/** How one operation is compared. */
export type Compare = (of: Reference) => Comparison;
/** A comparison, or the reason why there is none. */
export type Verdict = Compare | { readonly notReproduced: string };

export const rateOf = ({ meta }: Reference): number => meta.sampling_rate;
export const resultOf = <T>(of: Reference, op: string): T => of.ops[op]!.result as T;
export const worst = (...errors: number[]): number => Math.max(0, ...errors);
export const FILTER = 1e-9;
/** A cutoff far below the rate loses digits. */
export const slowFilter = (of: Reference): number => (0.05 / rateOf(of) < 1e-3 ? 1e-7 : 1e-9);
/** Detectors: places within one sample but for half a percent; the references lose a beat in the first 0.3 s. */
export const PLACES = 0.005;
export const notReproduced = (reason: string): Verdict => ({ notReproduced: reason });
