/**
 * The instrument's clock: the machine's monotonic clock, run faster in a time lapse.
 *
 * @module
 */

/** Time of the instrument [s]. */
export type Clock = () => number;

/**
 * A clock of this machine, the same for all its processes at the same lapse.
 *
 * @param lapse ≥ 1; how many times faster than real time it runs
 */
export function createClock(lapse: number): Clock {
	return () => (Number(process.hrtime.bigint()) / 1e9) * lapse;
}

/** Reads `JINGWEI_TIME_LAPSE`; anything but a number ≥ 1 means 1. */
export function lapseFrom(text: string | undefined): number {
	const lapse = Number(text ?? 1);
	return Number.isFinite(lapse) && lapse >= 1 ? lapse : 1;
}
