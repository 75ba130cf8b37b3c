/**
 * The loop of every recursive filter here: transposed direct form II, in place.
 *
 * @module
 */
import type { Section } from './butterworth.ts';

/**
 * Filters a signal in place, forwards or backwards, two sections at once.
 *
 * The states go in and come out, so that a signal may come in pieces: the result is the same, bit for bit, for
 * every way of cutting it.
 *
 * @param states two numbers per section, see `steadyStates`; changed
 * @param step 1 from the first sample on, −1 from the last sample back
 */
export function runSections(
	signal: Float64Array,
	sections: readonly Section[],
	states: Float64Array,
	step: 1 | -1 = 1
): void {
	for (let s = 0; s < sections.length; s += 2) {
		const [first, second] = [sections[s], sections[s + 1]];
		const own = states.subarray(2 * s, 2 * s + 4);
		if (first === undefined) return;
		if (second === undefined) runOne(signal, first, own, step);
		else runTwo(signal, first, second, own, step);
	}
}

function runOne(signal: Float64Array, section: Section, states: Float64Array, step: number): void {
	const { b0, b1, b2, a1, a2 } = section;
	let [u, v] = [states[0] ?? 0, states[1] ?? 0];
	const count = signal.length;
	for (let k = 0, n = step > 0 ? 0 : count - 1; k < count; k++, n += step) {
		const x = signal[n] as number;
		const y = b0 * x + u;
		u = b1 * x - a1 * y + v;
		v = b2 * x - a2 * y;
		signal[n] = y;
	}
	states.set([u, v]);
}

function runTwo(
	signal: Float64Array,
	p: Section,
	q: Section,
	states: Float64Array,
	step: number
): void {
	const { b0: pb0, b1: pb1, b2: pb2, a1: pa1, a2: pa2 } = p;
	const { b0: qb0, b1: qb1, b2: qb2, a1: qa1, a2: qa2 } = q;
	let [u, v, w, z] = [states[0] ?? 0, states[1] ?? 0, states[2] ?? 0, states[3] ?? 0];
	const count = signal.length;
	for (let k = 0, n = step > 0 ? 0 : count - 1; k < count; k++, n += step) {
		const x = signal[n] as number;
		const y = pb0 * x + u;
		u = pb1 * x - pa1 * y + v;
		v = pb2 * x - pa2 * y;
		const out = qb0 * y + w;
		w = qb1 * y - qa1 * out + z;
		z = qb2 * y - qa2 * out;
		signal[n] = out;
	}
	states.set([u, v, w, z]);
}
