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
}

/** Response, level and driver of some unknowns, shape [samples] each. */
export interface Parts {
	readonly response: Float64Array;
	readonly level: Float64Array;
	readonly driver: Float64Array;
}

/** r = Mq, t = Bl + Cd, p = Aq. */
export function fillParts(model: CvxModel, { q, splines, drift }: Unknowns, into: Parts): void {
	recurse(q, MA, into.response);
	recurse(q, model.ar, into.driver);
	const { level } = into;
	const n = level.length;
	const { knot, pieces } = model;
	const [constant, ramp] = [drift[0] as number, (drift[1] as number) / n];
	for (let m = 0, i = 0; i < n; m++) {
		const [a, b] = [splines[m - 1] ?? 0, splines[m] ?? 0];
		const [c, d] = [splines[m + 1] ?? 0, splines[m + 2] ?? 0];
		for (let o = 0; o < knot && i < n; o++, i++)
			level[i] =
				a * (pieces[4 * o + 3] as number) +
				b * (pieces[4 * o + 2] as number) +
				c * (pieces[4 * o + 1] as number) +
				d * (pieces[4 * o] as number) +
				constant +
				ramp * (i + 1);
	}
}

/** c0·q_i + c1·q_(i−1) + c2·q_(i−2), q = 0 before the record; as many as `into` holds. */
export function recurse(
	q: Float64Array,
	[c0, c1, c2]: readonly [number, number, number],
	into: Float64Array
): void {
	let [q1, q2] = [0, 0];
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
	const n = misfit.length;
	const [a0, a1, a2] = model.ar;
	let [e1, e2, p1, p2] = [0, 0, 0, 0];
	for (let i = n - 1; i >= 0; i--) {
		const [e0, p0] = [misfit[i] as number, pull[i] as number];
		into.q[i] = -(e0 + 2 * e1 + e2 + a0 * p0 + a1 * p1 + a2 * p2);
		e2 = e1;
		e1 = e0;
		p2 = p1;
		p1 = p0;
	}
	for (let k = 0; k < into.splines.length; k++) into.splines[k] = -gamma * (splines[k] ?? 0);
	fillLevelDescent(model, misfit, into);
}

function fillLevelDescent(
	{ knot, pieces }: CvxModel,
	misfit: Float64Array,
	{ splines, drift }: Unknowns
): void {
	const n = misfit.length;
	let [constant, slope] = [0, 0];
	for (let m = 0, i = 0; i < n; m++) {
		let [a, b, c, d] = [0, 0, 0, 0];
		for (let o = 0; o < knot && i < n; o++, i++) {
			const e = misfit[i] as number;
			a += e * (pieces[4 * o + 3] as number);
			b += e * (pieces[4 * o + 2] as number);
			c += e * (pieces[4 * o + 1] as number);
			d += e * (pieces[4 * o] as number);
			constant += e;
			slope += e * (i + 1);
		}
		[a, b, c, d].forEach((value, k) => {
			const at = m - 1 + k;
			if (at >= 0 && at < splines.length) splines[at] = (splines[at] as number) - value;
		});
	}
	drift.set([-constant, -slope / n]);
}
