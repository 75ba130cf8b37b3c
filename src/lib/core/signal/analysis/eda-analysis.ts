/**
 * A skin conductance channel: level and responses.
 *
 * @module
 */
import { cleanEda } from '../eda/clean.ts';
import { decomposed, type Decomposition } from '../eda/decomposition.ts';
import { measuredResponses, type ResponseFlag } from '../eda/response-features.ts';
import { skinResponses } from '../eda/scr.ts';
import { decimated, factorTo } from '../sampling/decimated.ts';
import { partsOf, whole } from './stretch-analysis.ts';

/** Smallest response [uS], @source Boucsein et al. 2012: 0.01–0.05 uS. */
export const LEAST_RESPONSE_US = 0.02;
/** In a trace that is not in uS: share of the range between its 1st and 99th percentile. Lab decision 2026-11. */
const LEAST_SHARE = 0.02;
/** Rate of everything that does not need more. [Hz] */
const SLOW_HZ = 25;
const SHORTEST_S = 2;

/** A response [s from the first sample]. */
export interface TimedResponse {
	readonly onset: number;
	readonly peak: number;
	/** [unit of the channel] */
	readonly amplitude: number;
	readonly riseTime: number;
	readonly recoveryTime: number | null;
	readonly flag: ResponseFlag;
}

/** What is known of the channel. */
export interface EdaAnalysis {
	/** How level and responses were told apart. */
	readonly method: Decomposition;
	/**
	 * The trace responses are measured in: `cleaned`, from trough to peak (`highpass` makes responses 11–17 % too
	 * small), or the `phasic` part of the other methods.
	 */
	readonly measuredIn: 'cleaned' | 'phasic';
	/** That trace, NaN in gaps, shape [samples at measuredHz]. */
	readonly measured: Float64Array;
	readonly measuredHz: number;
	/** Cleaned trace, NaN in gaps, shape [samples]. */
	readonly clean: Float64Array;
	/** Mean of the level [unit of the channel]. */
	readonly tonicMean: number | null;
	/** Change of the level [unit/min]. */
	readonly tonicSlope: number | null;
	/** Smallest response that counts [unit of the channel]. */
	readonly threshold: number;
	readonly scrs: readonly TimedResponse[];
	/** Responses per minute of recorded signal. */
	readonly scrRate: number | null;
}

/** How a channel is analysed. */
export interface EdaOptions {
	/** In uS. */
	readonly isCalibrated: boolean;
	/** Smallest response [unit of the channel]; else by the unit. */
	readonly threshold?: number;
	/** Default `highpass`. */
	readonly method?: Decomposition;
}

/**
 * Analyses a channel.
 *
 * @param eda raw, NaN where nothing was recorded
 */
export function analyseEda(eda: Float64Array, rateHz: number, options: EdaOptions): EdaAnalysis {
	const { method = 'highpass' } = options;
	const parts = partsOf(eda, rateHz, SHORTEST_S).map(({ begin, values }) => ({
		begin,
		trace: cleanEda(values, rateHz)
	}));
	const clean = whole(eda.length, parts);
	const factor = factorTo(rateHz, SLOW_HZ);
	const slowHz = rateHz / factor;
	const slow = parts.map(({ begin, trace }) => {
		const aligned = trace.subarray((factor - (begin % factor)) % factor);
		return {
			begin: Math.ceil(begin / factor),
			trace: decimated(aligned, factor, { isSmooth: true })
		};
	});
	const all = joined(slow);
	const threshold =
		options.threshold ?? (options.isCalibrated ? LEAST_RESPONSE_US : LEAST_SHARE * spread(all));
	const levels = slow.map(({ begin, trace }) => {
		const { tonic, phasic } = decomposed(trace, slowHz, method);
		return { begin, tonic: { begin, trace: tonic }, phasic: { begin, trace: phasic } };
	});
	const tonic = levels.map((level) => level.tonic);
	const isCleaned = method === 'highpass';
	const phasic = isCleaned ? parts : levels.map((level) => level.phasic);
	const measuredHz = isCleaned ? rateHz : slowHz;
	const scrs = phasic.flatMap((part) => timedResponses(part, measuredHz, threshold, options));
	const minutes = all.length / slowHz / 60;
	return {
		...{ method, measuredIn: isCleaned ? 'cleaned' : 'phasic', measuredHz, clean, threshold, scrs },
		measured: isCleaned ? clean : whole(Math.ceil(eda.length / factor), phasic),
		tonicMean: meanOf(joined(tonic)),
		tonicSlope: slopeOf(tonic, slowHz),
		scrRate: minutes > 0 ? scrs.length / minutes : null
	};
}

/** A stretch of a trace; `begin` in samples of the whole. */
interface Stretch {
	readonly begin: number;
	readonly trace: Float64Array;
}

function timedResponses(
	{ begin, trace }: Stretch,
	rateHz: number,
	threshold: number,
	options: EdaOptions
): TimedResponse[] {
	return measuredResponses(trace, rateHz, skinResponses(trace, threshold), options).map(
		({ onset, peak, amplitude, riseTime, recoveryTime, flag }): TimedResponse => ({
			...{ onset: (begin + onset) / rateHz, peak: (begin + peak) / rateHz },
			...{ amplitude, riseTime, recoveryTime, flag }
		})
	);
}

function joined(parts: readonly Stretch[]): Float64Array {
	const [only] = parts;
	if (parts.length === 1 && only !== undefined) return only.trace;
	const result = new Float64Array(parts.reduce((sum, { trace }) => sum + trace.length, 0));
	let at = 0;
	for (const { trace } of parts) {
		result.set(trace, at);
		at += trace.length;
	}
	return result;
}

function meanOf(values: Float64Array): number | null {
	return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
}

function spread(values: Float64Array): number {
	const sorted = values.toSorted();
	const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
	return Math.max(at(0.99) - at(0.01), Number.MIN_VALUE);
}

/** Least-squares line through the slow parts. [unit/min] */
function slopeOf(parts: readonly Stretch[], rateHz: number): number | null {
	let [n, t, y, tt, ty] = [0, 0, 0, 0, 0];
	for (const { begin, trace } of parts)
		for (let i = 0; i < trace.length; i++) {
			const [at, value] = [(begin + i) / rateHz, trace[i] as number];
			n++;
			t += at;
			y += value;
			tt += at * at;
			ty += at * value;
		}
	const spreadOfTime = tt - (t * t) / n;
	return spreadOfTime > 0 ? (60 * (ty - (t * y) / n)) / spreadOfTime : null;
}
