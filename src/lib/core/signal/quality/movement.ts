/**
 * Movements in a movement sensor.
 *
 * @module
 */
import type { MeasurementSettings } from '../measure/settings.ts';
import { butterworth } from '../filter/butterworth.ts';
import { bridged, overGaps } from '../filter/over-gaps.ts';
import { zeroPhase } from '../filter/zero-phase.ts';

/** Length of a step in which the size of movement is taken, and the history it is compared with. [s] */
const STEP_S = 0.5;
const HISTORY_S = 60;

/** A movement. */
export interface Movement {
	/** [s from the first sample] */
	readonly from: number;
	readonly to: number;
}

/**
 * Steps in which the sensor moves much more than in the minute before.
 *
 * @param values raw movement trace, NaN in gaps
 * @source lab decision 2026-11: RMS of 0.5–10 Hz above median + 6 MAD of the last 60 s; untested starting values
 */
export function movements(
	values: Float64Array,
	rateHz: number,
	settings: Pick<MeasurementSettings, 'bridgeS' | 'movement'>
): Movement[] {
	const { factor, leastRatio, forS } = settings.movement;
	const toHz = Math.min(10, 0.4 * rateHz);
	const band = butterworth({ pass: 'band', order: 2, fromHz: 0.5, toHz, rateHz });
	const joined = bridged(values, Math.floor(settings.bridgeS * rateHz));
	const trace = overGaps(joined, 3 * rateHz, (part) => zeroPhase(part, band));
	const sizes = stepSizes(trace, Math.max(1, Math.round(STEP_S * rateHz)));
	const history = Math.round(HISTORY_S / STEP_S);
	const found: Movement[] = [];
	sizes.forEach((size, step) => {
		const before = sizes
			.slice(Math.max(0, step - history), step + 1)
			.filter((s) => !Number.isNaN(s));
		const middle = median(before);
		const spread = median(before.map((s) => Math.abs(s - middle)));
		if (!(size > middle + factor * spread && size > leastRatio * middle)) return;
		const last = found.at(-1);
		const to = (step + 1) * STEP_S;
		if (last?.to === step * STEP_S) found[found.length - 1] = { from: last.from, to };
		else found.push({ from: step * STEP_S, to });
	});
	return found.filter(({ from, to }) => to - from >= forS);
}

/** Root mean square of each step. */
function stepSizes(trace: Float64Array, length: number): number[] {
	return Array.from({ length: Math.floor(trace.length / length) }, (_, step) => {
		const part = trace.subarray(step * length, (step + 1) * length);
		return Math.sqrt(part.reduce((sum, value) => sum + value * value, 0) / length);
	});
}

function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
