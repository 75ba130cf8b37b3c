/**
 * How much each beat looks like the others.
 *
 * @module
 */

/** Beats less similar than this to the mean beat are doubtful. @source Orphanidou et al. 2015 */
export const LEAST_CORRELATION = { ecg: 0.66, ppg: 0.86 } as const;

/**
 * Correlation of each beat with the mean of all, over half a mean interval before and after.
 *
 * @param trace cleaned, finite
 * @param beats samples, rising
 * @returns −1…1 per beat; NaN for beats too near an end, and for all when there are fewer than three
 * @source Orphanidou et al. 2015, IEEE J. Biomed. Health Inform. 19: 832–838
 */
export function beatCorrelations(trace: Float64Array, beats: readonly number[]): Float64Array {
	const result = new Float64Array(beats.length).fill(Number.NaN);
	const [first, last] = [beats[0] ?? 0, beats.at(-1) ?? 0];
	if (beats.length < 3) return result;
	const half = Math.round((last - first) / (beats.length - 1) / 2);
	const whole = (beat: number): boolean => beat - half >= 0 && beat + half < trace.length;
	const inside = beats.filter(whole);
	const template = new Float64Array(2 * half + 1);
	for (const beat of inside)
		for (let k = 0; k < template.length; k++)
			template[k] = (template[k] as number) + (trace[beat - half + k] as number) / inside.length;
	beats.forEach((beat, n) => {
		if (whole(beat)) result[n] = correlation(trace, beat - half, template);
	});
	return result;
}

/** Pearson correlation of a template with as many samples of a trace; 0 when either does not vary. */
export function correlation(trace: Float64Array, from: number, template: Float64Array): number {
	const n = template.length;
	let [sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0];
	for (let k = 0; k < n; k++) {
		const [x, y] = [trace[from + k] as number, template[k] as number];
		sx += x;
		sy += y;
		sxx += x * x;
		syy += y * y;
		sxy += x * y;
	}
	const spread = Math.sqrt((sxx - (sx * sx) / n) * (syy - (sy * sy) / n));
	return spread > 0 ? (sxy - (sx * sy) / n) / spread : 0;
}
