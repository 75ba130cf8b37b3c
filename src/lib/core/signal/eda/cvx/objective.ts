/**
 * Value and slope of the objective of the model.
 *
 * Results go into arrays that are given: a solver that makes new ones in each iteration spends its time clearing up.
 *
 * @module
 */
import { MA, type CvxModel } from './model.ts';
import type { Unknowns } from './newton-matrix.ts';

/** Weights of the sparse driver and of the splines. */
export interface Penalties {
	readonly alpha: number;
	readonly gamma: number;
	/** Whether a response may be under way when the record begins, downwards too. */
	readonly isFreeStart?: boolean;
}

/** Response, level and driver of some unknowns, shape [samples] each. */
export interface Parts {
	readonly response: Float64Array;
	readonly level: Float64Array;
	readonly driver: Float64Array;
}

/** r = Mq, t = Bl + Cd, p = Aq. */
export function fillParts(model: CvxModel, unknowns: Unknowns, into: Parts): void {
	const { splines, drift } = unknowns;
	recurse(unknowns, MA, into.response);
	recurse(unknowns, model.ar, into.driver);
	const { level } = into;
	const n = level.length;
	const { knot, pieces } = model;
	const slope = (drift[1] as number) / n;
	for (let m = 0; m * knot < n; m++) {
		const four = [0, 1, 2, 3].map((k) => splines[m - 1 + k] ?? 0);
		const line = [drift[0] as number, slope] as const;
		fillLevel(level.subarray(m * knot, (m + 1) * knot), pieces, four, line, m * knot);
	}
}

/** One knot interval of the level: four splines, a constant and a slope. */
function fillLevel(
	level: Float64Array,
	pieces: Float64Array,
	[a = 0, b = 0, c = 0, d = 0]: readonly number[],
	[constant, slope]: readonly [number, number],
	begin: number
): void {
	for (let i = 0, o = 0; i < level.length; i++, o += 4)
		level[i] =
			a * (pieces[o + 3] as number) +
			b * (pieces[o + 2] as number) +
			c * (pieces[o + 1] as number) +
			d * (pieces[o] as number) +
			constant +
			slope * (begin + i + 1);
}

/** c0·q_i + c1·q_(i−1) + c2·q_(i−2); as many as `into` holds. */
export function recurse(
	{ q, before }: Pick<Unknowns, 'q' | 'before'>,
	[c0, c1, c2]: readonly [number, number, number],
	into: Float64Array
): void {
	let [q1, q2] = [before[1] as number, before[0] as number];
	for (let i = 0; i < into.length; i++) {
		const q0 = q[i] as number;
		into[i] = c0 * q0 + c1 * q1 + c2 * q2;
		q2 = q1;
		q1 = q0;
	}
}

/** ½‖r + t − y‖² + α·Σp + γ/2·‖l‖²; the misfit r + t − y goes into `misfit`. */
export function objective(
	parts: Parts,
	splines: Float64Array,
	y: Float64Array,
	{ alpha, gamma }: Penalties,
	misfit: Float64Array
): number {
	const { response, level, driver } = parts;
	let [squares, sum] = [0, 0];
	for (let i = 0; i < y.length; i++) {
		const e = (response[i] as number) + (level[i] as number) - (y[i] as number);
		misfit[i] = e;
		squares += e * e;
		sum += driver[i] as number;
	}
	const penalty = splines.reduce((total, value) => total + value * value, 0);
	return squares / 2 + alpha * sum + (gamma / 2) * penalty;
}

/**
 * The way down from some unknowns: −(H x − G′y + A′pull).
 *
 * @param misfit r + t − y, shape [samples]
 * @param pull what acts on the driver: α − z, or other forces, shape [samples]
 * @param splines of the unknowns, shape [knots]
 */
export function fillDescent(
	model: CvxModel,
	misfit: Float64Array,
	pull: Float64Array,
	splines: Float64Array,
	gamma: number,
	into: Unknowns
): void {
	fillResponseDescent(misfit, pull, model.ar, into);
	for (let k = 0; k < into.splines.length; k++) into.splines[k] = -gamma * (splines[k] ?? 0);
	fillLevelDescent(model, misfit, into);
}

function fillResponseDescent(
	misfit: Float64Array,
	pull: Float64Array,
	[a0, a1, a2]: readonly [number, number, number],
	{ q: into, before }: Unknowns
): void {
	let [e1, e2, p1, p2] = [0, 0, 0, 0];
	for (let i = misfit.length - 1; i >= 0; i--) {
		const [e0, p0] = [misfit[i] as number, pull[i] as number];
		into[i] = -(e0 + 2 * e1 + e2 + a0 * p0 + a1 * p1 + a2 * p2);
		e2 = e1;
		e1 = e0;
		p2 = p1;
		p1 = p0;
	}
	before[1] = -(2 * e1 + e2 + a1 * p1 + a2 * p2);
	before[0] = -(e1 + a2 * p1);
}

function fillLevelDescent(
	{ knot, pieces }: CvxModel,
	misfit: Float64Array,
	{ splines, drift }: Unknowns
): void {
	const n = misfit.length;
	const six = new Float64Array(6);
	for (let m = 0; m * knot < n; m++) {
		sumInterval(misfit, m * knot, Math.min(n, (m + 1) * knot), pieces, six);
		for (let k = 0; k < 4; k++) {
			const at = m - 1 + k;
			if (at >= 0 && at < splines.length)
				splines[at] = (splines[at] as number) - (six[k] as number);
		}
	}
	drift[0] = -(six[4] as number);
	drift[1] = -(six[5] as number) / n;
}

/** Misfit times the four spline pieces of one knot interval, set; misfit, and misfit times place, added. */
function sumInterval(
	misfit: Float64Array,
	begin: number,
	end: number,
	pieces: Float64Array,
	six: Float64Array
): void {
	let [a, b, c, d, one, ramp] = [0, 0, 0, 0, 0, 0];
	for (let i = begin, o = 0; i < end; i++, o += 4) {
		const e = misfit[i] as number;
		a += e * (pieces[o + 3] as number);
		b += e * (pieces[o + 2] as number);
		c += e * (pieces[o + 1] as number);
		d += e * (pieces[o] as number);
		one += e;
		ramp += e * (i + 1);
	}
	six.set([a, b, c, d, (six[4] as number) + one, (six[5] as number) + ramp]);
}
