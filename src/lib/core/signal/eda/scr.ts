/**
 * Skin conductance responses from trough to peak.
 *
 * @module
 */

/** One response. */
export interface SkinResponse {
	/** Last sample of the trough before the rise. */
	readonly onset: number;
	/** First sample of the peak. */
	readonly peak: number;
	/** Rise from onset to peak [unit of the trace], ≥ the threshold. */
	readonly amplitude: number;
}

/**
 * All rises of at least an absolute size.
 *
 * The threshold is absolute on purpose: one relative to the largest response lets an artifact hide real responses
 * and finds noise in a quiet record. Responses that ride on another's recovery are measured from their own trough.
 *
 * @param eda cleaned skin conductance [uS], finite
 * @param threshold smallest rise [uS], 0.01…0.05 is usual
 * @source Boucsein et al. 2012 (trough to peak, absolute threshold)
 */
export function skinResponses(eda: Float64Array, threshold: number): SkinResponse[] {
	const found: SkinResponse[] = [];
	let rising = false;
	let onset = -1;
	// where the current plateau began: a peak is its first sample, an onset its last
	let plateau = 0;
	for (let k = 0; k + 1 < eda.length; k++) {
		const step = (eda[k + 1] as number) - (eda[k] as number);
		if (step > 0 && !rising) {
			onset = k;
			rising = true;
		} else if (step < 0 && rising) {
			const amplitude = (eda[plateau] as number) - (eda[onset] as number);
			if (amplitude >= threshold) found.push({ onset, peak: plateau, amplitude });
			rising = false;
		}
		if (step !== 0) plateau = k + 1;
	}
	return found;
}
