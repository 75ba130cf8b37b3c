/**
 * The automatic EDA filter of one family of polygraphs, as a named display option.
 *
 * @module
 */
import { butterworth, type Section } from '../filter/butterworth.ts';
import { causal } from '../filter/zero-phase.ts';

/** The rate the filter is defined at. [Hz] */
export const LAFAYETTE_RATE_HZ = 30;
/** Its three stages, each of first order. [Hz] */
const STAGES = [
	{ pass: 'low', cutoffHz: 12 },
	{ pass: 'high', cutoffHz: 0.0159 },
	{ pass: 'low', cutoffHz: 0.443 }
] as const;
/** Samples of the optional moving average, which runs twice. */
const AVERAGE = 8;

/**
 * The three stages as sections.
 *
 * Causal first-order stages can be designed for any rate: at that of a recording they give the trace of the filter's own
 * rate within some hundredths of a response, without resampling, which would need samples that have not come yet.
 *
 * @param rateHz of what is filtered; a stage whose cutoff such a rate cannot hold has nothing to take away and is left out
 */
export function lafayetteSections(rateHz: number = LAFAYETTE_RATE_HZ): Section[] {
	return STAGES.filter(({ cutoffHz }) => cutoffHz < rateHz / 2).flatMap((stage) =>
		butterworth({ ...stage, order: 1, rateHz })
	);
}

/**
 * Skin conductance as such a polygraph draws it: without its level (time constant 10 s), smoothed, delayed.
 *
 * For display beside charts of that make. Values depend on what came before and are not compared with unfiltered ones.
 *
 * @param eda at 30 Hz, finite, shape [samples]
 * @param options isAveraged: two moving averages over 8 samples at the end
 * @returns starts at 0
 * @source Nelson, EDA filter notes of the published R code (three first-order stages at 30 Hz)
 */
export function lafayetteFilter(
	eda: Float64Array,
	options: { readonly isAveraged?: boolean } = {}
): Float64Array {
	const filtered = causal(eda, lafayetteSections(), eda[0] ?? 0);
	return options.isAveraged === true ? averaged(averaged(filtered)) : filtered;
}

/** Mean of the last eight samples; of fewer at the start. */
function averaged(signal: Float64Array): Float64Array {
	let sum = 0;
	return signal.map((value, i) => {
		sum += value - (i >= AVERAGE ? (signal[i - AVERAGE] as number) : 0);
		return sum / Math.min(i + 1, AVERAGE);
	});
}
