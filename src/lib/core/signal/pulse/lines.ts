/**
 * Upper, lower and middle line of a pulse: systolic, diastolic, and mean.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import { runningMean } from '../filter/running-mean.ts';
import { pulseWaves } from './amplitude.ts';

/** The midline is a moving average of this length, run this often. */
const MIDLINE_S = 1.5;
const MIDLINE_PASSES = 5;

/** Lines through peaks and troughs, shape [samples]. */
export interface PulseLines {
	readonly systolic: Float64Array;
	readonly diastolic: Float64Array;
}

/**
 * Straight lines from peak to peak and from trough to trough, constant beyond the first and last.
 *
 * @param peaks samples of systolic peaks, at least two
 * @throws {LabError} `signal/too-few-events`
 */
export function pulseLines(pulse: Float64Array, peaks: readonly number[]): PulseLines {
	const waves = pulseWaves(pulse, peaks);
	if (waves.length === 0)
		throw new LabError('signal/too-few-events', `expected two peaks or more, got ${peaks.length}`);
	const through = (places: readonly number[]): Float64Array => {
		const line = new Float64Array(pulse.length).fill(pulse[places[0] ?? 0] as number);
		places.forEach((to, k) => {
			const from = places[k - 1] ?? to;
			const [a, b] = [pulse[from] as number, pulse[to] as number];
			for (let i = from; i < to; i++) line[i] = a + ((b - a) * (i - from)) / (to - from);
		});
		const last = places.at(-1) ?? 0;
		return line.fill(pulse[last] as number, last);
	};
	return { systolic: through(peaks), diastolic: through(waves.map(({ trough }) => trough)) };
}

/**
 * Middle of an arm-cuff (cardio) trace: a moving average over 1.5 s, five times. Sturdier than either line.
 *
 * @param pulse raw trace, finite
 * @source Nelson, published R code (cardio midline)
 */
export function midline(pulse: Float64Array, rateHz: number): Float64Array {
	const size = Math.max(1, Math.round(MIDLINE_S * rateHz));
	// odd, so that five passes do not shift the trace
	const odd = size % 2 === 1 ? size : size + 1;
	let line = pulse;
	for (let pass = 0; pass < MIDLINE_PASSES; pass++) line = runningMean(line, odd);
	return line;
}
