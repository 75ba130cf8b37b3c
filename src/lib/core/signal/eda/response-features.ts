/**
 * Rise, recovery and soundness of skin conductance responses.
 *
 * @module
 */
import type { SkinResponse } from './scr.ts';

/** Rises shorter or longer, and steeper, are no skin conductance. */
const SHORTEST_RISE_S = 0.25;
const LONGEST_RISE_S = 10;
const STEEPEST_US_PER_S = 10;
/** A fall between two rises smaller than this share of the threshold is no trough. */
const LEAST_FALL = 0.2;

/** Why a response is doubtful; empty when it is not. */
export type ResponseFlag = '' | 'rise-too-short' | 'rise-too-long' | 'too-steep';

/** A response with its times. */
export interface MeasuredResponse extends SkinResponse {
	/** From onset to peak [s]. */
	readonly riseTime: number;
	/** From the peak until half of the amplitude is lost [s]; null when the next response or the end comes first. */
	readonly recoveryTime: number | null;
	/** Above the onset's level, from onset to half recovery [unit · s]; null without half recovery. */
	readonly area: number | null;
	readonly flag: ResponseFlag;
}

/**
 * Times and area of each response.
 *
 * Half recovery lies between two samples, on the line through them. Doubtful responses are flagged, not dropped.
 *
 * @param eda the trace the responses were found in [uS]
 * @param responses in order, of `skinResponses`
 * @param options isCalibrated false = not in uS, so that no slope is too steep
 * @source Boucsein et al. 2012 (rise time, half recovery time); limits: Kleckner et al. 2018 (10 uS/s), lab decision
 * 2026-11 (0.25–10 s)
 */
export function measuredResponses(
	eda: Float64Array,
	rateHz: number,
	responses: readonly SkinResponse[],
	options: { readonly isCalibrated?: boolean } = {}
): MeasuredResponse[] {
	const steepest = options.isCalibrated === false ? Infinity : STEEPEST_US_PER_S;
	return responses.map((response, k): MeasuredResponse => {
		const next = responses[k + 1]?.onset ?? eda.length - 1;
		const recovered = halfRecovery(eda, response, next);
		const riseTime = (response.peak - response.onset) / rateHz;
		return {
			...response,
			riseTime,
			recoveryTime: recovered === null ? null : (recovered - response.peak) / rateHz,
			area: recovered === null ? null : areaAbove(eda, response.onset, recovered) / rateHz,
			flag: flagOf(response.amplitude, riseTime, steepest)
		};
	});
}

/** Place [samples, with fraction] where half the amplitude is lost, at or before `last`. */
function halfRecovery(
	eda: Float64Array,
	{ peak, amplitude }: SkinResponse,
	last: number
): number | null {
	const level = (eda[peak] as number) - amplitude / 2;
	for (let i = peak + 1; i <= last; i++) {
		const [before, now] = [eda[i - 1] as number, eda[i] as number];
		if (now <= level) return i - 1 + (before - level) / (before - now);
	}
	return null;
}

/** Trapezoids above the value at `from`, up to the whole sample before `to`. [unit · samples] */
function areaAbove(eda: Float64Array, from: number, to: number): number {
	const level = eda[from] as number;
	let sum = 0;
	for (let i = from; i + 1 <= to; i++)
		sum += ((eda[i] as number) + (eda[i + 1] as number)) / 2 - level;
	return sum;
}

function flagOf(amplitude: number, riseTime: number, steepest: number): ResponseFlag {
	if (riseTime < SHORTEST_RISE_S) return 'rise-too-short';
	if (riseTime > LONGEST_RISE_S) return 'rise-too-long';
	return amplitude / riseTime > steepest ? 'too-steep' : '';
}

/**
 * Rises that only a ripple separates, joined to one.
 *
 * @param responses all rises, in order, found with a threshold of 0 or little more
 * @param threshold smallest rise that counts as a response [uS]; ripples are below a fifth of it
 * @source lab decision 2026-11
 */
export function joinedResponses(
	eda: Float64Array,
	responses: readonly SkinResponse[],
	threshold: number
): SkinResponse[] {
	const joined: SkinResponse[] = [];
	for (const response of responses) {
		const last = joined.at(-1);
		const fall = last === undefined ? Infinity : fallBetween(eda, last.peak, response.onset);
		if (last !== undefined && fall < LEAST_FALL * threshold) {
			const { onset } = last;
			const amplitude = (eda[response.peak] as number) - (eda[onset] as number);
			joined[joined.length - 1] = { onset, peak: response.peak, amplitude };
		} else joined.push(response);
	}
	return joined.filter(({ amplitude }) => amplitude >= threshold);
}

function fallBetween(eda: Float64Array, peak: number, onset: number): number {
	return (eda[peak] as number) - (eda[onset] as number);
}
