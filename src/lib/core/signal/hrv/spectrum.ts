/**
 * Power spectrum of a slow signal at low frequencies.
 *
 * @module
 */

/** One-sided density at evenly spaced frequencies, both shape [bins]. */
export interface Spectrum {
	/** [Hz] */
	readonly hz: Float64Array;
	/** [unit² / Hz] */
	readonly density: Float64Array;
}

/**
 * Welch's mean of overlapping Hann windows, the transform twice as long as the window; only the bins up to a frequency,
 * each as a sum, so that any length does.
 *
 * @param signal mean removed, shape [samples]
 * @param window samples of a window, at least 2 and not more than the signal has
 * @source Welch 1967, IEEE Trans. Audio Electroacoust. 15: 70–73
 */
export function lowSpectrum(
	signal: Float64Array,
	rateHz: number,
	window: number,
	mostHz: number
): Spectrum {
	const length = 2 * window;
	const binHz = 1 / (length * (1 / rateHz));
	const bins = Math.min(window, Math.floor(mostHz / binHz)) + 1;
	const overlap = window >> 1;
	const step = window - overlap;
	const count = Math.floor((signal.length - overlap) / step);
	const hann = Float64Array.from(
		{ length: window },
		(_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / window)
	);
	const power = hann.reduce((sum, value) => sum + value * value, 0);
	const circle = (of: (angle: number) => number): Float64Array =>
		Float64Array.from({ length }, (_, i) => of((2 * Math.PI * i) / length));
	const [cosine, sine] = [circle(Math.cos), circle(Math.sin)];
	const density = new Float64Array(bins);
	const part = new Float64Array(window);
	for (let k = 0; k < count; k++) {
		for (let i = 0; i < window; i++)
			part[i] = (signal[k * step + i] as number) * (hann[i] as number);
		for (let bin = 0; bin < bins; bin++)
			density[bin] = (density[bin] as number) + squaredSum(part, cosine, sine, bin);
	}
	for (let bin = 0; bin < bins; bin++) {
		const sides = bin === 0 || bin === window ? 1 : 2;
		density[bin] = ((density[bin] as number) * sides) / (rateHz * power * count);
	}
	return { hz: density.map((_, bin) => bin * binHz), density };
}

/** |Σ part[i]·exp(−2πi·bin·i/length)|². */
function squaredSum(
	part: Float64Array,
	cosine: Float64Array,
	sine: Float64Array,
	bin: number
): number {
	const length = cosine.length;
	let [re, im, at] = [0, 0, 0];
	for (const value of part) {
		re += value * (cosine[at] as number);
		im += value * (sine[at] as number);
		at += bin;
		if (at >= length) at -= length;
	}
	return re * re + im * im;
}
