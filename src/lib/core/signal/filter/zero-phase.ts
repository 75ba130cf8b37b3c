/**
 * Filtering forwards and backwards: no delay, used for everything that is stored or scored.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import type { Section } from './butterworth.ts';
import { runSections } from './run-sections.ts';

/** Samples added on each side by default: as SciPy `sosfiltfilt`. */
function defaultPad(sections: readonly Section[]): number {
	const flatB = sections.filter(({ b2 }) => b2 === 0).length;
	const flatA = sections.filter(({ a2 }) => a2 === 0).length;
	return 3 * (2 * sections.length + 1 - Math.min(flatB, flatA));
}

/**
 * The signal filtered without phase shift; the squared magnitude response of one pass.
 *
 * The ends are continued by point reflection. The default of 15–27 samples is that of the published references; for
 * cutoffs far below the rate ask for about 3/cutoff seconds, or the ends depend on the start-up.
 *
 * @param signal finite, shape [samples]
 * @param options pad: samples of continuation on each side, cut to samples − 1
 * @throws {LabError} `signal/too-short` when there are no more samples than the default continuation
 */
export function zeroPhase(
	signal: Float64Array,
	sections: readonly Section[],
	options: { readonly pad?: number } = {}
): Float64Array {
	const least = defaultPad(sections);
	if (signal.length <= least)
		throw new LabError(
			'signal/too-short',
			`expected more than ${least} samples, got ${signal.length}`
		);
	const pad = Math.min(Math.max(options.pad ?? least, least), signal.length - 1);
	const extended = pointReflected(signal, pad);
	const states = steadyStates(sections);
	const [first, last] = [extended[0] ?? 0, extended.length - 1];
	const begun = (level: number): Float64Array => states.map((state) => state * level);
	runSections(extended, sections, begun(first));
	runSections(extended, sections, begun(extended[last] ?? 0), -1);
	return extended.subarray(pad, pad + signal.length);
}

/** Continues both ends: 2·x[0] − x[pad…1] before, 2·x[n−1] − x[n−2…] after. */
function pointReflected(signal: Float64Array, pad: number): Float64Array {
	const n = signal.length;
	const extended = new Float64Array(n + 2 * pad);
	const [first, last] = [signal[0] ?? 0, signal[n - 1] ?? 0];
	extended.set(signal, pad);
	for (let i = 0; i < pad; i++) {
		extended[i] = 2 * first - (signal[pad - i] ?? 0);
		extended[pad + n + i] = 2 * last - (signal[n - 2 - i] ?? 0);
	}
	return extended;
}

/** State of each section after an endless input of 1, shape [2 · sections]. */
export function steadyStates(sections: readonly Section[]): Float64Array {
	const states = new Float64Array(2 * sections.length);
	let level = 1;
	sections.forEach(({ b0, b1, b2, a1, a2 }, i) => {
		const gain = (b0 + b1 + b2) / (1 + a1 + a2);
		const second = b2 - a2 * gain;
		states[2 * i] = level * (b1 - a1 * gain + second);
		states[2 * i + 1] = level * second;
		level *= gain;
	});
	return states;
}

/**
 * The signal filtered once, forwards (delayed); starts as if `level` had come in forever.
 *
 * @param level steady input before the first sample
 */
export function causal(
	signal: Float64Array,
	sections: readonly Section[],
	level: number
): Float64Array {
	const result = signal.slice();
	runSections(
		result,
		sections,
		steadyStates(sections).map((state) => state * level)
	);
	return result;
}
