/**
 * From seconds to samples: one rule everywhere.
 *
 * @module
 */

/**
 * Sample nearest to a time, halves upwards.
 *
 * @param time since the first sample [s]
 * @param rateHz samples per second, need not be whole
 */
export function sampleIndex(time: number, rateHz: number): number {
	return Math.floor(time * rateHz + 0.5);
}

/** Nearest integer, halves to the even one (the rounding of the published detectors' window lengths). */
export function roundHalfEven(value: number): number {
	const floor = Math.floor(value);
	const rest = value - floor;
	if (rest !== 0.5) return Math.round(value);
	return floor % 2 === 0 ? floor : floor + 1;
}
