/** What a comparison with a reference is, and the tolerances of the references. */
import { lonelyPlaces, type Differences, type Reference } from './references.ts';

/** How far ours is from the reference, and how far it may be. */
export interface Comparison {
	/** Largest difference; of places: the share without a partner within one sample. */
	readonly error: number;
	/** What the tests demand. */
	readonly tolerance: number;
	/** What is advised with the data, where that is less; why more is allowed stands beside the comparison. */
	readonly advised?: number;
	/** Median difference. */
	readonly median: number;
	/** How many numbers were compared. */
	readonly count: number;
	readonly measure: 'largest difference' | 'unmatched share' | '1 − correlation';
}
/** How one operation is compared. */
export type Compare = (of: Reference) => Comparison;
/** A comparison, or the reason why there is none. */
export type Verdict = Compare | { readonly notReproduced: string };

/** Number by number. */
export function compared(tolerance: number, ...parts: readonly Differences[]): Comparison {
	const all = Float64Array.from(parts.flat()).sort();
	return {
		error: all.at(-1) ?? 0,
		tolerance,
		median: all[(all.length - 1) >> 1] ?? 0,
		count: all.length,
		measure: 'largest difference'
	};
}

/** Places that both found; several lists count by the worst. */
export function matched(
	tolerance: number,
	...pairs: readonly (readonly [ours: readonly number[], theirs: readonly number[]])[]
): Comparison {
	const shares = pairs.map(
		([ours, theirs]) => lonelyPlaces(ours, theirs) / Math.max(1, theirs.length)
	);
	return {
		error: Math.max(0, ...shares),
		tolerance,
		median: 0,
		count: pairs.reduce((sum, [, theirs]) => sum + theirs.length, 0),
		measure: 'unmatched share'
	};
}

export const rateOf = ({ meta }: Reference): number => meta.sampling_rate;
export const resultOf = <T>(of: Reference, op: string): T => of.ops[op]!.result as T;
export const FILTER = 1e-9;
/** A cutoff far below the rate loses digits. */
export const slowFilter = (of: Reference): number => (0.05 / rateOf(of) < 1e-3 ? 1e-7 : 1e-9);
/** Detectors: places within one sample but for half a percent; the references lose a beat in the first 0.3 s. */
export const PLACES = 0.005;
export const notReproduced = (reason: string): Verdict => ({ notReproduced: reason });
