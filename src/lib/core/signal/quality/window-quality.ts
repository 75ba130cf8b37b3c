/**
 * Whether a stretch of a raw trace can be measured.
 *
 * @module
 */
import type { RecordedChannel } from '../measure/channel-measure.ts';
import type { MeasurementSettings } from '../measure/settings.ts';

/** How good a window is. */
export interface WindowQuality {
	/** 0 worst … 1 best: the share of samples that are neither missing nor clipped. */
	readonly quality: number;
	/** Why it cannot be measured: `gap`, `flat`, `clipped`, `out-of-range`, `steep`; empty when it can. */
	readonly exclusion: string;
}

/**
 * Judges samples first…last (inclusive) of a channel as they were recorded, before any filter.
 *
 * @source Kleckner et al. 2018 (skin conductance limits and slope)
 */
export function windowQuality(
	channel: RecordedChannel,
	rateHz: number,
	window: { readonly first: number; readonly last: number },
	limits: MeasurementSettings['quality']
): WindowQuality {
	const part = channel.values.subarray(window.first, window.last + 1);
	const present = part.filter((value) => !Number.isNaN(value));
	const presentShare = present.length / part.length;
	const clippedShare = present.length === 0 ? 0 : clipped(present, channel) / present.length;
	const quality = presentShare * (1 - clippedShare);
	const exclusion = (): string => {
		if (presentShare < limits.leastPresent) return 'gap';
		if (longestRun(part, Number.isNaN) > limits.longestGapS * rateHz) return 'gap';
		if (clippedShare > limits.mostClipped) return 'clipped';
		if (isFlat(channel, rateHz, window.first, window.last, limits)) return 'flat';
		return channel.kind === 'eda' && channel.unit === 'uS' ? conductance(part, rateHz, limits) : '';
	};
	return { quality, exclusion: exclusion() };
}

/** Samples at the limits of the converter. */
function clipped(present: Float64Array, { limits }: RecordedChannel): number {
	if (limits === null) return 0;
	const [low, high] = [Math.min(...limits), Math.max(...limits)];
	// a converter's step is at least a 2⁻²⁴th of its range
	const step = (high - low) * 2 ** -25;
	return present.filter((value) => value <= low + step || value >= high - step).length;
}

/** Whether the trace stands still for too long, the time before the window included when that is longer. */
function isFlat(
	channel: RecordedChannel,
	rateHz: number,
	first: number,
	last: number,
	{ flatS }: MeasurementSettings['quality']
): boolean {
	const longest = (flatS as Readonly<Record<string, number>>)[channel.kind];
	if (longest === undefined) return false;
	const from = Math.max(0, Math.min(first, last - Math.ceil(longest * rateHz)));
	const part = channel.values.subarray(from, last + 1);
	const allowed = Math.min(longest * rateHz, part.length - 1);
	let previous = Number.NaN;
	const isSame = (value: number): boolean => {
		const same = value === previous;
		previous = value;
		return same;
	};
	return longestRun(part, isSame) >= allowed;
}

/** Range and slope that skin conductance cannot have. */
function conductance(
	part: Float64Array,
	rateHz: number,
	limits: MeasurementSettings['quality']
): string {
	const isOutside = (value: number): boolean =>
		value < limits.edaLeastUs || value > limits.edaMostUs;
	if (part.some(isOutside)) return 'out-of-range';
	// over a tenth of a second, so that one step of a coarse converter is no slope
	const lag = Math.max(1, Math.round(rateHz / 10));
	const most = (limits.edaSteepestUsPerS * lag) / rateHz;
	const isSteep = (value: number, i: number): boolean =>
		i >= lag && Math.abs(value - (part[i - lag] as number)) > most;
	return part.some(isSteep) ? 'steep' : '';
}

/** Length of the longest run of values that meet a condition. */
function longestRun(values: Float64Array, condition: (value: number) => boolean): number {
	let run = 0;
	let longest = 0;
	for (const value of values) {
		run = condition(value) ? run + 1 : 0;
		if (run > longest) longest = run;
	}
	return longest;
}
