/**
 * The recorder's clocks. Recorded time is the machine's monotonic clock; a time lapse makes it run faster.
 *
 * @module
 */

/** Times of one process. */
export interface Clock {
	/** How many times faster than real time recorded time runs; 1 except in simulations. */
	readonly lapse: number;
	/** Recorded time [s]: CLOCK_MONOTONIC × lapse, the same for all processes of this machine. */
	monotonicS(): number;
	/** Wall clock [ms since 1970]; in a time lapse it runs on from the process start with the lapse. */
	utcMs(): number;
	/** Real time for watchdogs, never lapsed [ms]. */
	realMs(): number;
}

/**
 * A clock of this machine.
 *
 * @param lapse ≥ 1
 */
export function createClock(lapse = 1): Clock {
	const realMs = (): number => Number(process.hrtime.bigint()) / 1e6;
	const startMs = realMs();
	const startUtcMs = Date.now();
	return {
		lapse,
		realMs,
		monotonicS: () => (realMs() * lapse) / 1000,
		utcMs: () => (lapse === 1 ? Date.now() : startUtcMs + (realMs() - startMs) * lapse)
	};
}

/** Wall clock at a recorded time near now [ms since 1970]. */
export function utcAt(clock: Clock, monotonicS: number): number {
	return Math.round(clock.utcMs() - 1000 * (clock.monotonicS() - monotonicS));
}

/** Reads `JINGWEI_TIME_LAPSE`; anything but a number ≥ 1 means 1. */
export function lapseFrom(text: string | undefined): number {
	const lapse = Number(text ?? 1);
	return Number.isFinite(lapse) && lapse >= 1 ? lapse : 1;
}
