/**
 * The clock of a simulated laboratory: everything in it runs faster by the same factor.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';

/** Times of the simulated laboratory. */
export interface LabClock {
	readonly lapse: number;
	/** The same clock as that of recorder and instrument [s]. */
	monotonicS(): number;
	/** Wall clock at a monotonic time, ISO 8601 UTC. */
	utc(monotonicS: number): string;
	/** Waits until a monotonic time. */
	until(monotonicS: number): Promise<void>;
}

/** @param lapse ≥ 1; how many times faster than real time */
export function createLabClock(lapse: number): LabClock {
	const monotonicS = (): number => (Number(process.hrtime.bigint()) / 1e9) * lapse;
	const startS = monotonicS();
	const startMs = Date.now();
	return {
		lapse,
		monotonicS,
		utc: (time) => new Date(startMs + (time - startS) * 1000).toISOString(),
		async until(time) {
			for (let leftS = time - monotonicS(); leftS > 0; leftS = time - monotonicS())
				await sleep(Math.ceil((leftS / lapse) * 1000));
		}
	};
}
