/**
 * What an event does to the size and the baseline of a pulse.
 *
 * @module
 */
import { constriction, meanHeight } from '../pulse/finger-response.ts';
import { midline, pulseLines } from '../pulse/lines.ts';
import { onsetPeakRise } from '../response/onset-peak-rise.ts';
import { sampleIndex } from '../sample-index.ts';
import { lineLength } from '../respiration/line-length.ts';
import type { HeartAnalysis } from './heart-analysis.ts';
import { partsOf, whole } from './stretch-analysis.ts';

/** Length of the finger pulse's line. [s] @source Vandenbosch, Verschuere et al. 2009 */
const LINE_S = 15;
const CONSTRICTED = { from: 5, to: 10 } as const;
const BEFORE_S = 3;
const SHORTEST_S = 3;
const EVALUATION_S = 15;

/** A pulse made ready to be measured at any time. */
export interface PulseResponses {
	/** Finger pulse; null where the recording does not reach. */
	finger(time: number): FingerFeatures;
	/** Arm cuff. */
	cardio(event: { readonly time: number; readonly answer: number | null }): CardioFeatures;
}

/** Response of the finger's vessels. */
export interface FingerFeatures {
	/** Sum of |steps| over 15 s [unit of the channel]; smaller = reaction. */
	readonly lineLength: number | null;
	/** Mean height 5–10 s after over that of the 3 s before; smaller = reaction. */
	readonly amplitudeRatio: number | null;
	/** ln of the inverse: positive = constriction. */
	readonly constriction: number | null;
}

/** Response of the blood pressure. */
export interface CardioFeatures {
	/** Rise of the midline [unit of the channel]. */
	readonly baselineRise: number | null;
}

/**
 * Makes a pulse ready.
 *
 * @param raw trace, NaN where nothing was recorded
 */
export function pulseResponses(
	raw: Float64Array,
	found: HeartAnalysis,
	rateHz: number
): PulseResponses {
	const lines = found.samples.length >= 2 ? pulseLines(found.clean, found.samples) : null;
	const parts = partsOf(raw, rateHz, SHORTEST_S).map(({ begin, values }) => ({
		begin,
		trace: midline(values, rateHz)
	}));
	const middle = whole(raw.length, parts);
	const known = (value: number | null): number | null =>
		value === null || Number.isNaN(value) ? null : value;
	return {
		finger: (time) => {
			const before = lines && meanHeight(lines, rateHz, time - BEFORE_S, time);
			const after =
				lines && meanHeight(lines, rateHz, time + CONSTRICTED.from, time + CONSTRICTED.to);
			const isThere = before !== null && after !== null && before > 0;
			return {
				lineLength: known(lineLength(found.clean, rateHz, { time, duration: LINE_S, mode: 'abs' })),
				amplitudeRatio: isThere ? known(after / before) : null,
				constriction: lines && known(constriction(lines, rateHz, time))
			};
		},
		cardio: (event) => {
			const from = sampleIndex(event.time, rateHz);
			const to = sampleIndex(event.time + EVALUATION_S, rateHz);
			const isThere = from >= 0 && to < middle.length;
			const isWhole = isThere && !middle.subarray(from, to + 1).some(Number.isNaN);
			return {
				baselineRise: isWhole
					? onsetPeakRise(middle, rateHz, event, { withInflection: false }).amplitude
					: null
			};
		}
	};
}
