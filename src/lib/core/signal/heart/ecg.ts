/**
 * R waves in an electrocardiogram.
 *
 * @module
 */
import { butterworth } from '../filter/butterworth.ts';
import { zeroPhase } from '../filter/zero-phase.ts';
import { slopeBeats } from './pan-tompkins.ts';

/** Where the R wave lies before (after) the maximum of the integrated signal. [s] */
const REFINE_S = { before: 0.12, after: 0.03 };

/**
 * The 5–25 Hz trace R waves are placed on, without delay.
 *
 * @throws {LabError} `signal/filter-design` when the rate is 50 Hz or less, `signal/too-short`
 */
export function sharpEcg(ecg: Float64Array, rateHz: number): Float64Array {
	return zeroPhase(ecg, butterworth({ pass: 'band', order: 2, fromHz: 5, toHz: 25, rateHz }));
}

/**
 * Sample of each R wave, of either polarity.
 *
 * Pan–Tompkins detection on the integrated slope, then the largest deflection of a 5–25 Hz zero-phase trace nearby: the
 * detector alone is some 40 ms late.
 *
 * @param ecg raw or cleaned, finite
 * @param sharp of `sharpEcg`, when it is there already
 * @throws {LabError} `signal/filter-design` when the rate is 50 Hz or less, `signal/too-short`
 * @source Pan & Tompkins 1985, IEEE Trans. Biomed. Eng. 32: 230–236 (thresholds); refinement is ours
 */
export function rPeaks(
	ecg: Float64Array,
	rateHz: number,
	sharp: Float64Array = sharpEcg(ecg, rateHz)
): number[] {
	const refined = slopeBeats(ecg, rateHz, { isLearning: true }).map((detection) => {
		const from = Math.max(0, detection - Math.round(REFINE_S.before * rateHz));
		const to = Math.min(ecg.length - 1, detection + Math.round(REFINE_S.after * rateHz));
		let best = from;
		for (let i = from; i <= to; i++)
			if (Math.abs(sharp[i] as number) > Math.abs(sharp[best] as number)) best = i;
		return best;
	});
	return [...new Set(refined)].sort((a, b) => a - b);
}
