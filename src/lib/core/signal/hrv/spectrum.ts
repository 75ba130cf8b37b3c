/**
 * Power spectrum of a slow signal at low frequencies.
 *
 * @module
 */
import { fourier } from '../filter/fourier.ts';

/** One-sided density at evenly spaced frequencies, both shape [bins]. */
export interface Spectrum {
	/** [Hz] */
	readonly hz: Float64Array;
	/** [unit² / Hz] */
	readonly density: Float64Array;
}

/**
 * Welch's mean of overlapping Hann windows, the transform twice as long as the window.
 *
 * @param signal mean removed, shape [samples]
 * @param window samples of a window, at least 2 and not more than the signal has; a power of two is fastest
 * @param mostHz last frequency that is given
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
	const density = new Float64Array(bins);
	const part = new Float64Array(length);
	for (let k = 0; k < count; k++) {
		for (let i = 0; i < window; i++)
			part[i] = (signal[k * step + i] as number) * (hann[i] as number);
		const { re, im } = fourier({ re: part, im: new Float64Array(length) });
		for (let bin = 0; bin < bins; bin++)
			density[bin] = (density[bin] as number) + (re[bin] as number) ** 2 + (im[bin] as number) ** 2;
	}
	for (let bin = 0; bin < bins; bin++) {
		const sides = bin === 0 || bin === window ? 1 : 2;
		density[bin] = ((density[bin] as number) * sides) / (rateHz * power * count);
	}
	return { hz: density.map((_, bin) => bin * binHz), density };
}
