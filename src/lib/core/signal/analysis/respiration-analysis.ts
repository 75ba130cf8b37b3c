/**
 * A respiration channel: breaths, rate, depth, and the line length after an event.
 *
 * @module
 */
import { butterworth } from '../filter/butterworth.ts';
import { zeroPhase } from '../filter/zero-phase.ts';
import { cleanRespiration } from '../respiration/clean.ts';
import { breathValues } from '../respiration/cycle-values.ts';
import { breaths, type Breaths } from '../respiration/cycles.ts';
import { cycleLineLength } from '../respiration/cycle-line-length.ts';
import { lineLength, meanLineLength, standardisedTrace } from '../respiration/line-length.ts';
import { slidingLineLength } from '../respiration/sliding-line-length.ts';
import { decimated, factorTo } from '../sampling/decimated.ts';
import { sampleIndex } from '../sample-index.ts';
import { partsOf, whole } from './stretch-analysis.ts';

const SHORTEST_S = 10;
/** Line lengths depend on the rate and on noise: both are fixed. [Hz] */
const SLOW_HZ = 25;
const SMOOTH_HZ = 1;
/** Continuation of the ends for the 0.05 Hz edge. [s] */
const PAD_S = 20;

/** What is known of the channel. */
export interface RespirationAnalysis {
	/** Standardised, smoothed, slow trace for line lengths; NaN in gaps. */
	readonly slow: Float64Array;
	readonly slowHz: number;
	readonly breaths: Breaths;
	/** Places of breaths [s from the first sample]. */
	readonly troughs: readonly number[];
	readonly peaks: readonly number[];
	/** From trough to trough [1/min]. */
	readonly rateMean: number | null;
	/** Peak minus trough [unit of the channel]. */
	readonly amplitudeMean: number | null;
	/** Amplitude over duration of a breath [unit/s]. */
	readonly volumePerTimeMean: number | null;
}

/**
 * Analyses a channel.
 *
 * @param respiration raw, NaN where nothing was recorded
 * @throws {LabError} `signal/filter-design` at 6 Hz or less
 */
export function analyseRespiration(respiration: Float64Array, rateHz: number): RespirationAnalysis {
	const factor = factorTo(rateHz, SLOW_HZ);
	const parts = partsOf(respiration, rateHz, SHORTEST_S).map(({ begin, values }) => {
		const trace = cleanRespiration(values, rateHz, { padS: PAD_S });
		return { begin, trace, found: breaths(trace) };
	});
	const values = parts.flatMap(({ trace, found }) => breathValues(trace, found, rateHz));
	const cutoff = { pass: 'low', order: 2, cutoffHz: SMOOTH_HZ, rateHz: rateHz / factor } as const;
	// the band ends at 3 Hz: nothing to filter before taking fewer samples
	const slow = parts.map(({ begin, trace }) => ({
		begin: Math.ceil(begin / factor),
		trace: zeroPhase(
			decimated(trace.subarray((factor - (begin % factor)) % factor), factor, { isSmooth: true }),
			butterworth(cutoff)
		)
	}));
	const places = (of: (found: Breaths) => readonly number[]): number[] =>
		parts.flatMap(({ begin, found }) => of(found).map((at) => begin + at));
	const [troughs, peaks] = [places((b) => b.troughs), places((b) => b.peaks)];
	return {
		slow: standardisedTrace(whole(Math.ceil(respiration.length / factor), slow)),
		slowHz: rateHz / factor,
		breaths: { troughs, peaks },
		troughs: troughs.map((at) => at / rateHz),
		peaks: peaks.map((at) => at / rateHz),
		rateMean: rateOf(values.flatMap(({ duration }) => duration ?? [])),
		amplitudeMean: meanOf(values.map(({ amplitude }) => amplitude)),
		volumePerTimeMean: meanOf(values.flatMap((breath) => breath.volumePerTime ?? []))
	};
}

function rateOf(durations: readonly number[]): number | null {
	const mean = meanOf(durations);
	return mean === null ? null : 60 / mean;
}

function meanOf(values: readonly number[]): number | null {
	return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Line lengths after an event, in SDs of the channel; smaller = reaction; null where the recording does not reach. */
export interface RespirationEventFeatures {
	/** Classic: 10 s from the event, curve length. */
	readonly lineLength: number | null;
	/** Mean of ten 10 s lengths, shifted by 0.1 s. */
	readonly lineLengthMean10: number | null;
	/** Mean of 3.75 s windows sliding over 15 s, without the answer. */
	readonly lineLengthSliding: number | null;
	/** Per second over whole breaths, 10 s. */
	readonly lineLengthCycles: number | null;
}

/** Features of one event. */
export function respirationEventFeatures(
	{ slow, slowHz, troughs }: RespirationAnalysis,
	event: { readonly time: number; readonly answer: number | null }
): RespirationEventFeatures {
	const { time } = event;
	const window = { time, duration: 10 };
	const known = (value: number | null): number | null =>
		value === null || Number.isNaN(value) ? null : value;
	const isThere =
		sampleIndex(time, slowHz) >= 0 && sampleIndex(time + 15, slowHz) <= slow.length - 1;
	return {
		lineLength: known(lineLength(slow, slowHz, window)),
		lineLengthMean10: known(meanLineLength(slow, slowHz, window)),
		lineLengthSliding: isThere ? known(slidingLineLength(slow, slowHz, event)) : null,
		lineLengthCycles: known(
			cycleLineLength(
				slow,
				slowHz,
				troughs.map((at) => Math.round(at * slowHz)),
				window
			)
		)
	};
}
