/**
 * Butterworth filters as second-order sections.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import { over, plus, root, scaled, times, type Complex } from './complex.ts';

/** One second-order section, a0 = 1. A first-order section has b2 = a2 = 0. */
export interface Section {
	readonly b0: number;
	readonly b1: number;
	readonly b2: number;
	readonly a1: number;
	readonly a2: number;
}

/** What a filter lets pass. A band-pass of order N has 2N poles. */
export type Design = { readonly order: number; readonly rateHz: number } & (
	| { readonly pass: 'low' | 'high'; readonly cutoffHz: number }
	| { readonly pass: 'band'; readonly fromHz: number; readonly toHz: number }
);

/** Sections of each kind have their zeros at these places of the unit circle. */
const ZEROS = { low: [1, 2, 1], high: [1, -2, 1], band: [1, 0, -1] } as const;

/**
 * Designs a digital Butterworth filter by the bilinear transform.
 *
 * Half power (−3 dB) at the cutoff when run once, −6 dB when run forwards and backwards. The whole gain is in
 * the first section.
 *
 * @throws {LabError} `signal/filter-design` when a cutoff is not between 0 and half the rate
 * @source Oppenheim & Schafer, Discrete-Time Signal Processing, ch. 7; agrees with SciPy `butter(output="sos")`
 */
export function butterworth(design: Design): Section[] {
	checkDesign(design);
	const { poles, gain } = digital(analog(design));
	const sections = pairUp(poles).map(([p, q]): Section => {
		const [b0, b1, b2] = ZEROS[design.pass];
		if (q === null) return { b0: 1, b1: Math.sign(b1), b2: 0, a1: -p.re, a2: 0 };
		return { b0, b1, b2, a1: -(p.re + q.re), a2: times(p, q).re };
	});
	return sections.map((section, i) => (i === 0 ? amplified(section, gain) : section));
}

function amplified({ b0, b1, b2, a1, a2 }: Section, gain: number): Section {
	return { b0: b0 * gain, b1: b1 * gain, b2: b2 * gain, a1, a2 };
}

function checkDesign(design: Design): void {
	const edges = design.pass === 'band' ? [design.fromHz, design.toHz] : [design.cutoffHz];
	const [first = 0, last = first] = edges;
	const fits = first > 0 && last < design.rateHz / 2 && (edges.length === 1 || first < last);
	if (!fits || !Number.isInteger(design.order) || design.order < 1)
		throw new LabError(
			'signal/filter-design',
			`expected 0 < cutoff < ${design.rateHz / 2} Hz and a whole order, got ${edges.join('–')} Hz, order ${design.order}`
		);
}

/** An analog filter: poles, number of zeros at 0 (the others lie at infinity), gain. */
interface Analog {
	readonly poles: readonly Complex[];
	readonly zerosAtOrigin: number;
	readonly gain: number;
}

/** Normalised prototype moved to the warped cutoffs (bilinear constant 2). */
function analog(design: Design): Analog {
	const { order, rateHz } = design;
	const warped = (hz: number): number => 2 * Math.tan((Math.PI * hz) / rateHz);
	const prototype = Array.from({ length: order }, (_, i): Complex => {
		const angle = (Math.PI * (2 * i + 1 - order)) / (2 * order);
		return { re: -Math.cos(angle), im: -Math.sin(angle) };
	});
	if (design.pass === 'band') {
		const [low, high] = [warped(design.fromHz), warped(design.toHz)];
		const width = high - low;
		const poles = prototype.flatMap((p) => {
			const half = scaled(p, width / 2);
			const away = root(plus(times(half, half), { re: -low * high, im: 0 }));
			return [plus(half, away), plus(half, scaled(away, -1))];
		});
		return { poles, zerosAtOrigin: order, gain: width ** order };
	}
	const w = warped(design.cutoffHz);
	if (design.pass === 'low')
		return { poles: prototype.map((p) => scaled(p, w)), zerosAtOrigin: 0, gain: w ** order };
	const poles = prototype.map((p) => over({ re: w, im: 0 }, p));
	return { poles, zerosAtOrigin: order, gain: 1 };
}

/** Bilinear transform z = (2 + s)/(2 − s). */
function digital({ poles, zerosAtOrigin, gain }: Analog): { poles: Complex[]; gain: number } {
	const two = { re: 2, im: 0 };
	const minus = (s: Complex): Complex => plus(two, scaled(s, -1));
	const below = poles.reduce((product, s) => times(product, minus(s)), { re: 1, im: 0 });
	return {
		poles: poles.map((s) => over(plus(two, s), minus(s))),
		gain: gain * over({ re: 2 ** zerosAtOrigin, im: 0 }, below).re
	};
}

/** Conjugate (or two real) poles of each section, nearest to the origin first; null = first-order section. */
function pairUp(poles: readonly Complex[]): [Complex, Complex | null][] {
	const isReal = ({ re, im }: Complex): boolean => Math.abs(im) <= 1e-14 * Math.abs(re);
	const pairs = poles
		.filter((p) => !isReal(p) && p.im > 0)
		.map((p): [Complex, Complex | null] => [p, { re: p.re, im: -p.im }]);
	const real = poles.filter(isReal).toSorted((p, q) => p.re - q.re);
	for (let i = 0; i < real.length; i += 2) {
		const first = real[i];
		if (first !== undefined) pairs.push([first, real[i + 1] ?? null]);
	}
	const size = (p: Complex): number => Math.hypot(p.re, p.im);
	return pairs.toSorted(([p], [q]) => size(p) - size(q));
}
