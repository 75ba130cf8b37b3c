/**
 * Shapes in time that the parts of the virtual subject share.
 *
 * @module
 */
import type { Random } from '../random.ts';

/**
 * Slow wandering around 0 as a sum of sines of random frequency and phase: a pure function of time, so that the
 * same subject wanders the same way at every sampling rate.
 *
 * @param random draws the frequencies and phases
 * @param sd standard deviation of the result, in the unit wanted
 * @param slowestHz lowest frequency [Hz], > 0
 * @param fastestHz highest frequency [Hz]
 */
export function slowWander(
	random: Random,
	sd: number,
	slowestHz: number,
	fastestHz: number
): (timeS: number) => number {
	const count = 6;
	const size = sd * Math.sqrt(2 / count);
	const waves = Array.from({ length: count }, () => ({
		omega: 2 * Math.PI * slowestHz * (fastestHz / slowestHz) ** random.uniform(),
		phase: 2 * Math.PI * random.uniform()
	}));
	return (timeS) => {
		let sum = 0;
		for (const { omega, phase } of waves) sum += Math.sin(omega * timeS + phase);
		return size * sum;
	};
}

/**
 * 0 outside, 1 inside, raised-cosine ramps at both ends.
 *
 * @param t time [s]
 * @param from start of the rising ramp [s]
 * @param to end of the falling ramp [s], ≥ from + 2 ramp
 * @param ramp length of each ramp [s], > 0
 */
export function bump(t: number, from: number, to: number, ramp: number): number {
	if (t <= from || t >= to) return 0;
	const edge = Math.min(t - from, to - t);
	return edge >= ramp ? 1 : (1 - Math.cos((Math.PI * edge) / ramp)) / 2;
}

/** A lognormal draw with the given median and the SD of its logarithm. */
export function lognormal(random: Random, median: number, spread: number): number {
	return median * Math.exp(spread * random.normal());
}

/** Waiting time [s] until the next of events that come at random, `perMinute` ≥ 0 of them on average. */
export function waitingTime(random: Random, perMinute: number): number {
	if (perMinute <= 0) return Infinity;
	return (-Math.log(1 - random.uniform()) * 60) / perMinute;
}
