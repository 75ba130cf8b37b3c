/**
 * A heart channel (electrocardiogram, finger pulse, arm cuff): beats, heart rate, and its change after an event.
 *
 * @module
 */
import { rPeaks, sharpEcg } from '../heart/ecg.ts';
import { cleanEcg } from '../heart/ecg-clean.ts';
import { gradientPeaks } from '../heart/gradient-peaks.ts';
import { beatIntervals, heartRateChange, type BeatInterval } from '../heart/heart-rate.ts';
import { isInverted } from '../heart/polarity.ts';
import { cleanPpg, ppgBeats } from '../heart/ppg.ts';
import { hrvFrequency, type HrvFrequency } from '../hrv/frequency-domain.ts';
import { hrvTime, type HrvTime } from '../hrv/time-domain.ts';
import { refinedPeak } from '../peaks.ts';
import { beatCorrelations } from '../quality/beat-template.ts';
import { decimated, factorTo } from '../sampling/decimated.ts';
import { partsOf, whole } from './stretch-analysis.ts';

/** Detectors of R waves, the default first: integrated slope, refined; steepness of the trace (a second opinion). */
export const ecgDetectors = ['pan-tompkins', 'gradient'] as const;
/** One of them. */
export type EcgDetector = (typeof ecgDetectors)[number];

/** A stretch shorter than this has no rhythm to speak of. [s] */
const SHORTEST_S = 3;
/** Enough to look at the shape of beats. [Hz] */
const SHAPE_HZ = 100;
/** Baseline before and seconds after an event; share of a second that must be between plausible beats. */
const CHANGE = { before: 3, seconds: 15, leastCovered: 0.5 } as const;

/** What is known of the channel. */
export interface HeartAnalysis {
	/** Cleaned pulse, or the 5–25 Hz trace of an electrocardiogram; NaN in gaps, shape [samples]. */
	readonly clean: Float64Array;
	/** Times of beats [s from the first sample]. */
	readonly beats: readonly number[];
	/** The same as samples of the whole trace. */
	readonly samples: readonly number[];
	readonly intervals: readonly BeatInterval[];
	/** From plausible intervals [bpm]. */
	readonly heartRateMean: number | null;
	readonly hrv: HrvTime & { readonly frequency: HrvFrequency };
	readonly isInverted: boolean;
	/** Mean correlation of beats with the mean beat; null when there are too few. */
	readonly beatCorrelation: number | null;
	/** Share of intervals that are plausible; null without any. */
	readonly plausibleShare: number | null;
}

/**
 * Analyses a channel.
 *
 * @param kind `ecg` finds R waves, `ppg` (also for an arm cuff) systolic peaks
 * @param values raw, NaN where nothing was recorded
 * @param detector of R waves
 * @throws {LabError} `signal/filter-design` when the rate is too low
 */
export function analyseHeart(
	kind: 'ecg' | 'ppg',
	values: Float64Array,
	rateHz: number,
	detector: EcgDetector = 'pan-tompkins'
): HeartAnalysis {
	const parts = partsOf(values, rateHz, SHORTEST_S).map(({ begin, values: part }) => {
		const trace = kind === 'ecg' ? sharpEcg(part, rateHz) : cleanPpg(part, rateHz);
		if (kind === 'ppg') return { begin, trace, peaks: ppgBeats(trace, rateHz) };
		const isGradient = detector === 'gradient';
		const peaks = isGradient
			? gradientPeaks(cleanEcg(part, rateHz), rateHz)
			: rPeaks(part, rateHz, trace);
		return { begin, trace, peaks };
	});
	const timed = parts.map(({ begin, trace, peaks }) =>
		peaks.map((peak) => (begin + (kind === 'ecg' ? peak : refinedPeak(trace, peak))) / rateHz)
	);
	const intervals = timed.flatMap((beats) => beatIntervals(beats));
	const usable = intervals.filter((one) => one.plausible);
	const plausible = usable.map(({ from, to }) => to - from);
	const seconds = plausible.reduce((sum, one) => sum + one, 0);
	const clean = whole(values.length, parts);
	return {
		clean,
		beats: timed.flat(),
		samples: parts.flatMap(({ begin, peaks }) => peaks.map((peak) => begin + peak)),
		intervals,
		heartRateMean: plausible.length > 0 ? (60 * plausible.length) / seconds : null,
		hrv: { ...hrvTime(plausible), frequency: hrvFrequency(usable) },
		isInverted: isInverted(shapeOf(kind, parts, rateHz)),
		beatCorrelation: meanCorrelation(parts, rateHz),
		plausibleShare: intervals.length > 0 ? plausible.length / intervals.length : null
	};
}

interface BeatPart {
	readonly begin: number;
	readonly trace: Float64Array;
	readonly peaks: readonly number[];
}

/** The longest part, at a low rate: R waves as they are, a pulse by its upstrokes. */
function shapeOf(kind: 'ecg' | 'ppg', parts: readonly BeatPart[], rateHz: number): Float64Array {
	const longest = parts.reduce<BeatPart | null>(
		(best, part) => (best === null || part.trace.length > best.trace.length ? part : best),
		null
	);
	if (longest === null) return new Float64Array(0);
	const slow = decimated(longest.trace, factorTo(rateHz, SHAPE_HZ), { isSmooth: true });
	if (kind === 'ecg') return slow;
	return slow.map((value, i) => (i === 0 ? 0 : value - (slow[i - 1] as number)));
}

function meanCorrelation(parts: readonly BeatPart[], rateHz: number): number | null {
	const factor = factorTo(rateHz, SHAPE_HZ);
	const all = parts.flatMap(({ trace, peaks }) => {
		const slow = decimated(trace, factor, { isSmooth: true });
		const beats = peaks.map((peak) => Math.round(peak / factor));
		return [...beatCorrelations(slow, beats)].filter((value) => !Number.isNaN(value));
	});
	return all.length === 0 ? null : all.reduce((sum, value) => sum + value, 0) / all.length;
}

/** Change of heart rate after an event [bpm]; null where beats are unclear. */
export interface HeartEventFeatures {
	readonly baselineRate: number | null;
	/** Each of 15 seconds minus the mean of the 3 s before. */
	readonly rateChange: readonly (number | null)[];
	readonly rateChangeMean: number | null;
	/** Mean of seconds 6–15: the late deceleration. */
	readonly rateChangeLate: number | null;
}

/** Features of one event. */
export function heartEventFeatures(found: HeartAnalysis, time: number): HeartEventFeatures {
	const { baseline, change } = heartRateChange(found.intervals, time, CHANGE);
	return {
		baselineRate: baseline,
		rateChange: change,
		rateChangeMean: meanOf(change),
		rateChangeLate: meanOf(change.slice(6))
	};
}

/** Mean when at least four fifths have a value. */
function meanOf(values: readonly (number | null)[]): number | null {
	const known = values.filter((value) => value !== null);
	if (known.length === 0 || known.length < 0.8 * values.length) return null;
	return known.reduce((sum, value) => sum + value, 0) / known.length;
}
