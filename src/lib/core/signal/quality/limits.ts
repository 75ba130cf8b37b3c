/**
 * What makes a raw trace unusable, by kind of sensor: one table for the analysis and for what is marked on the strips.
 *
 * @module
 */

/** Seconds without any change that make a trace flat; Infinity = a still sensor is no flaw. Lab decision 2026-11 */
export const FLAT_S = {
	eda: 30,
	ecg: 2,
	ppg: 2,
	rsp: 5,
	cardio: 2,
	movement: Infinity,
	other: Infinity
} as const;

/** Skin conductance lies in between. [uS] @source Kleckner et al. 2018 */
export const PLAUSIBLE_US = [0.05, 60] as const;
/** Skin conductance does not change faster. [uS/s] @source Kleckner et al. 2018 */
export const STEEPEST_US_PER_S = 10;

/** Looking for flaws while samples come. */
export const FLAWS = {
	/**
	 * Flaws of one cause this close are told as one stretch [s]: a trace that rattles at its limit is clipped, not a
	 * thousand clippings. @source reference signals.md 7.1 (clipping is counted over 0.2 s)
	 */
	joinS: 0.2,
	/** Beats are judged over this long. [s] @source Orphanidou et al. 2015 (segments of 10 s) */
	beatsS: 10,
	/** What a gap leaves over of such a stretch is judged from this length on. [s] Lab decision 2026-11 */
	leastBeatsS: 5,
	/** Longest time without a beat. [s] @source Orphanidou et al. 2015 (gap between successive beats of at most 3 s) */
	longestBeatS: 3
} as const;

/** Seconds without change that make a trace of this kind flat; Infinity = none do. */
export function flatS(kind: string): number {
	return (FLAT_S as Readonly<Record<string, number>>)[kind] ?? Infinity;
}
