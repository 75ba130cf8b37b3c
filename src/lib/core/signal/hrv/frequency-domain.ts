/**
 * Heart rate variability by frequency.
 *
 * @module
 */
import { quadraticSpline } from './quadratic-spline.ts';
import { lowSpectrum } from './spectrum.ts';

/** Bands [from, to). [Hz] @source Task Force 1996; very high: common in published programs */
export const HRV_BANDS = {
	vlf: [0.0033, 0.04],
	lf: [0.04, 0.15],
	hf: [0.15, 0.4],
	vhf: [0.4, 0.5]
} as const;
/** A band of the spectrum. */
export type HrvBand = keyof typeof HRV_BANDS;

/**
 * Shorter records say nothing of a band. [s]
 *
 * @source Task Force 1996: about 1 min for HF, 2 min for LF; VLF below 5 min is dubious
 */
export const SHORTEST_BAND_S: Readonly<Record<HrvBand, number>> = {
	vlf: 300,
	lf: 120,
	hf: 60,
	vhf: 60
};
/** Rate of the interpolated intervals, and longest window of the spectrum (1024 samples). [Hz], [s] Lab decision 2026-11 */
const RATE_HZ = 4;
const LONGEST_WINDOW_S = 256;
/** Intervals must cover this share of the time. */
const LEAST_COVERED = 0.9;
const LEAST_INTERVALS = 4;
/** Beats come once a second or so: their intervals hold nothing faster. [Hz] */
const MOST_HZ = 1;

/** Powers [ms²]; null where the record is too short to say it, `reason` says why. */
export interface HrvFrequency extends Readonly<Record<HrvBand, number | null>> {
	/** Sum of the bands that are known. */
	readonly total: number | null;
	readonly lfHf: number | null;
	/** Share of LF (HF) in the total. */
	readonly lfShare: number | null;
	readonly hfShare: number | null;
	/** Largest density of the spectrum [ms²/Hz]; published programs divide by it. */
	readonly peakDensity: number | null;
	/** Why bands are missing; empty when none is. */
	readonly reason: '' | 'too-short' | 'gaps';
}

/** An interval with the time of its second beat. [s] */
export interface TimedInterval {
	readonly from: number;
	readonly to: number;
}

/**
 * Powers of intervals between normal beats.
 *
 * @param intervals in order; implausible ones left out
 * @param options rateHz: of the interpolation; longestWindowS; isStrict false = also for records that are too short
 * @source Task Force of the ESC and NASPE 1996, Circulation 93: 1043–1065
 */
export function hrvFrequency(
	intervals: readonly TimedInterval[],
	options: {
		readonly rateHz?: number;
		readonly longestWindowS?: number;
		readonly isStrict?: boolean;
	} = {}
): HrvFrequency {
	const { rateHz = RATE_HZ, longestWindowS = LONGEST_WINDOW_S, isStrict = true } = options;
	const span = (intervals.at(-1)?.to ?? 0) - (intervals[0]?.from ?? 0);
	const covered = intervals.reduce((sum, { from, to }) => sum + to - from, 0);
	const isTooShort =
		intervals.length < LEAST_INTERVALS || span < (isStrict ? SHORTEST_BAND_S.hf : 0);
	if (isTooShort) return { ...NOTHING, reason: 'too-short' };
	if (isStrict && covered < LEAST_COVERED * span) return { ...NOTHING, reason: 'gaps' };
	const { hz, density, leastHz } = spectrumOf(intervals, rateHz, longestWindowS);
	const band = (name: HrvBand): number | null =>
		isStrict && span < SHORTEST_BAND_S[name]
			? null
			: area(hz, density, [Math.max(leastHz, HRV_BANDS[name][0]), HRV_BANDS[name][1]]);
	const [vlf, lf, hf, vhf] = [band('vlf'), band('lf'), band('hf'), band('vhf')];
	const total = (vlf ?? 0) + (lf ?? 0) + (hf ?? 0) + (vhf ?? 0);
	const share = (part: number | null): number | null =>
		part === null || !(total > 0) ? null : part / total;
	return {
		...{ vlf, lf, hf, vhf, total },
		lfHf: lf === null || hf === null || !(hf > 0) ? null : lf / hf,
		lfShare: share(lf),
		hfShare: lf === null && isStrict ? null : share(hf),
		peakDensity: Math.max(...density),
		reason: isStrict && (vlf === null || lf === null) ? 'too-short' : ''
	};
}

const NOTHING = {
	...{ vlf: null, lf: null, hf: null, vhf: null, total: null },
	...{ lfHf: null, lfShare: null, hfShare: null, peakDensity: null }
} as const;

/** Intervals at even times, their mean removed, in windows of half the record or less; `leastHz`: two waves in a window. */
function spectrumOf(intervals: readonly TimedInterval[], rateHz: number, longestWindowS: number) {
	const times = Float64Array.from(intervals, ({ to }) => to);
	const lengths = Float64Array.from(intervals, ({ from, to }) => (to - from) * 1000);
	const [first, last, step] = [times[0] ?? 0, times.at(-1) ?? 0, 1 / rateHz];
	const count = Math.ceil((last + step - first) / step);
	const even = quadraticSpline(
		times,
		lengths,
		Float64Array.from({ length: count }, (_, i) => first + i * step)
	);
	const mean = even.reduce((sum, value) => sum + value, 0) / count;
	const leastHz = (2 * rateHz) / (count / 2);
	const half = Math.trunc((2 / leastHz) * rateHz);
	const window = Math.min(half, Math.trunc(count / 2), Math.floor(longestWindowS * rateHz));
	const { hz, density } = lowSpectrum(
		even.map((value) => value - mean),
		rateHz,
		window,
		MOST_HZ
	);
	return { hz, density, leastHz };
}

/** Trapezoids over the bins of a band; null with fewer than two. */
function area(
	hz: Float64Array,
	density: Float64Array,
	[from, to]: readonly [number, number]
): number | null {
	let [sum, bins] = [0, 0];
	for (let bin = 0; bin < hz.length; bin++) {
		const at = hz[bin] as number;
		if (at < from || at >= to) continue;
		if (bins++ > 0)
			sum +=
				((at - (hz[bin - 1] as number)) *
					((density[bin] as number) + (density[bin - 1] as number))) /
				2;
	}
	return bins < 2 ? null : sum;
}
