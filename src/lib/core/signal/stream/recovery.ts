/**
 * Whether skin conductance has come back after a question, while the chart runs. It looks at past samples only and
 * changes nothing: what is measured later does not depend on it.
 *
 * @module
 */
import type { RecoverySettings } from '../../desk/desk-settings.ts';

/**
 * `waiting`: too early to say that there is no response; `none`: no response came; `responding`: it rises or falls;
 * `returned`: most of the rise is gone; `flat`: it stays where it is; `unknown`: samples are missing.
 */
export type RecoveryState = 'waiting' | 'none' | 'responding' | 'returned' | 'flat' | 'unknown';

/** What the trace says now. */
export interface Recovery {
	readonly state: RecoveryState;
	/** Largest rise over the baseline since the onset [µS]; null = unknown. */
	readonly riseUs: number | null;
	/** Share of the rise that is left, 0 = all gone; null while there is no rise. */
	readonly left: number | null;
}

const UNKNOWN: Recovery = { state: 'unknown', riseUs: null, left: null };

/**
 * The state of recovery at the last sample.
 *
 * @param values skin conductance [µS], from at least `baselineS` before the onset to now; NaN = missing
 * @param rateHz samples per second of `values`
 * @param onset index of the question's onset in `values`
 */
export function recoveryOf(
	values: Float64Array,
	rateHz: number,
	onset: number,
	settings: RecoverySettings
): Recovery {
	const at = (seconds: number): number => Math.round(seconds * rateHz);
	const baseline = meanOf(values, onset - at(settings.baselineS), onset);
	const now = meanOf(values, values.length - at(settings.averageS), values.length);
	if (baseline === null || now === null || values.length <= onset) return UNKNOWN;
	const peak = highest(values, onset, at(settings.averageS));
	if (peak === null) return UNKNOWN;
	const riseUs = Math.max(0, Math.max(peak, now) - baseline);
	if (riseUs < settings.leastRiseUs) {
		const isEarly = values.length - onset < at(settings.latencyMostS);
		return { state: isEarly ? 'waiting' : 'none', riseUs, left: null };
	}
	const left = Math.max(0, (now - baseline) / riseUs);
	const state =
		left <= settings.leftShare
			? 'returned'
			: isFlat(values, rateHz, onset, settings)
				? 'flat'
				: 'responding';
	return { state, riseUs, left };
}

/** Mean of a run; null when it begins before the first sample or a sample is missing. */
function meanOf(values: Float64Array, from: number, to: number): number | null {
	if (from < 0 || to <= from) return null;
	let sum = 0;
	for (let i = from; i < to; i++) sum += values[i] ?? Number.NaN;
	return Number.isNaN(sum) ? null : sum / (to - from);
}

/** Largest mean of the whole stretches since the onset; null when all of them lack samples. */
function highest(values: Float64Array, onset: number, width: number): number | null {
	let most: number | null = null;
	const step = Math.max(1, width);
	for (let from = onset; from + step <= values.length; from += step) {
		const mean = meanOf(values, from, from + step);
		if (mean !== null && (most === null || mean > most)) most = mean;
	}
	return most ?? meanOf(values, onset, values.length);
}

/** Whether the straight line through the last seconds is level enough. */
function isFlat(
	values: Float64Array,
	rateHz: number,
	onset: number,
	{ flatS, flatUsPerS, latencyMostS }: RecoverySettings
): boolean {
	const count = Math.round(flatS * rateHz);
	const from = values.length - count;
	if (from < onset + Math.round(latencyMostS * rateHz)) return false;
	const middle = (count - 1) / 2;
	let [product, squares] = [0, 0];
	for (let i = 0; i < count; i++) {
		product += (i - middle) * (values[from + i] ?? Number.NaN);
		squares += (i - middle) ** 2;
	}
	return Math.abs((product / squares) * rateHz) <= flatUsPerS;
}
