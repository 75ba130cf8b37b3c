/**
 * Breathing that is held, or slowed or hastened on purpose.
 *
 * @module
 */
import type { Breaths } from '../respiration/cycles.ts';

/** What breathing looks like in a window. */
export type BreathingFlag = '' | 'apnoea' | 'slow' | 'fast' | 'none';

/** Normal breathing of adults lies between [1/min]; a pause this long is an apnoea [s]. */
const SLOW_PER_MIN = 8;
const FAST_PER_MIN = 24;
const APNOEA_S = 8;

/**
 * Judges breathing between two times.
 *
 * A pause is a time without any change between inspiration and expiration. A flag means that the examiner should look,
 * not that the person did it on purpose.
 *
 * @param found of `breaths` [samples]
 * @param window [s]
 * @returns `none` when there is no breath
 * @source lab decision 2026-11: 8–24 a minute and 8 s, untested starting values (training texts: ≤ 9 a minute is slow)
 */
export function breathingFlag(
	{ troughs, peaks }: Breaths,
	rateHz: number,
	window: { readonly from: number; readonly to: number }
): BreathingFlag {
	const turns = [...troughs, ...peaks].map((at) => at / rateHz).sort((a, b) => a - b);
	const near = turns.filter((at) => at >= window.from && at <= window.to);
	if (near.length === 0) return 'none';
	const before = turns.findLast((at) => at < window.from) ?? window.from;
	const after = turns.find((at) => at > window.to) ?? window.to;
	const places = [before, ...near, after];
	const pauses = places.slice(1).map((at, k) => at - (places[k] as number));
	if (Math.max(...pauses) > APNOEA_S) return 'apnoea';
	const [first, last] = [near[0] as number, near.at(-1) as number];
	if (near.length < 3) return '';
	const perMinute = (30 * (near.length - 1)) / (last - first);
	if (perMinute < SLOW_PER_MIN) return 'slow';
	return perMinute > FAST_PER_MIN ? 'fast' : '';
}
