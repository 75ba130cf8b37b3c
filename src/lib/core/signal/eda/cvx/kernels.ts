/**
 * The inner loops of the solver: everything that runs once per sample and iteration.
 *
 * Index i of an array belongs to the unknown q_(i−2), which is eliminated when sample i has come in.
 *
 * @module
 */

/** A run of samples and whether they belong to the record (1) or only flush the last two unknowns (0). */
export interface Run {
	readonly begin: number;
	readonly end: number;
	readonly there: 0 | 1;
}

/** The factors of each eliminated q: 1/pivot, and multipliers of the next q and the one after it. */
export interface Pivots {
	readonly inverse: Float64Array;
	readonly next: Float64Array;
	readonly afterNext: Float64Array;
}

/**
 * Eliminates the q of a run.
 *
 * @param weights of the barrier, one per sample
 * @param ar three coefficients of the driver
 * @param front the two living q: [first, both, second], changed
 */
export function eliminate(
	run: Run,
	weights: Float64Array,
	ar: readonly [number, number, number],
	front: Float64Array,
	pivots: Pivots
): void {
	const { inverse, next, afterNext } = pivots;
	const [a0, a1, a2] = ar;
	const h = run.there;
	let [p, r, s] = [front[0] as number, front[1] as number, front[2] as number];
	for (let i = run.begin; i < run.end; i++) {
		const w = weights[i] as number;
		const [w0, w1] = [w * a0, w * a1];
		p += h + w * a2 * a2;
		r += 2 * h + w1 * a2;
		const t = h + w0 * a2;
		const inv = 1 / p;
		const m1 = r * inv;
		const m2 = t * inv;
		const s1 = s + 4 * h + w1 * a1 - r * m1;
		r = 2 * h + w0 * a1 - r * m2;
		s = 1 + w0 * a0 - t * m2;
		p = s1;
		inverse[i] = inv;
		next[i] = m1;
		afterNext[i] = m2;
	}
	front.set([p, r, s]);
}

/** Level unknowns coupled to a q: four splines and two drift terms. Numbers per row of `border` and `basis`. */
export const BORDER = 6;

/**
 * Carries three of the border's columns through a run.
 *
 * @param column the first of the three, 0 or 3
 * @param basis what the level unknowns add to each sample, shape [samples · 6]
 * @param border couplings of each eliminated q with the level unknowns, shape [(samples + 2) · 6]; filled
 * @param living couplings of the two living q, [first, second] of each of the three columns; changed
 */
export function carryBorder(
	run: Run,
	column: number,
	basis: Float64Array,
	{ next, afterNext }: Pivots,
	border: Float64Array,
	living: Float64Array
): void {
	const h = run.there;
	let [u0, v0, u1] = [living[0] as number, living[1] as number, living[2] as number];
	let [v1, u2, v2] = [living[3] as number, living[4] as number, living[5] as number];
	for (let i = run.begin, k = BORDER * i + column; i < run.end; i++, k += BORDER) {
		const [m1, m2] = [next[i] as number, afterNext[i] as number];
		const x0 = h === 1 ? (basis[k] as number) : 0;
		const x1 = h === 1 ? (basis[k + 1] as number) : 0;
		const x2 = h === 1 ? (basis[k + 2] as number) : 0;
		u0 += x0;
		u1 += x1;
		u2 += x2;
		border[k] = u0;
		border[k + 1] = u1;
		border[k + 2] = u2;
		const n0 = v0 + 2 * x0 - m1 * u0;
		const n1 = v1 + 2 * x1 - m1 * u1;
		const n2 = v2 + 2 * x2 - m1 * u2;
		v0 = x0 - m2 * u0;
		v1 = x1 - m2 * u1;
		v2 = x2 - m2 * u2;
		u0 = n0;
		u1 = n1;
		u2 = n2;
	}
	living.set([u0, v0, u1, v1, u2, v2]);
}

/**
 * Weighted sums of the products of three columns with three, over rows begin…end−1.
 *
 * @param rows shape [… · 6]
 * @param first, second first column of each three, 0 or 3
 * @param into shape [6 · 6], the block is filled
 */
export function products(
	rows: Float64Array,
	[first, second]: readonly [number, number],
	weights: Float64Array,
	begin: number,
	end: number,
	into: Float64Array
): void {
	let [ad, ae, af, bd, be, bf, cd, ce, cf] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
	for (let i = begin, k = BORDER * begin; i < end; i++, k += BORDER) {
		const w = weights[i] as number;
		const a = w * (rows[k + first] as number);
		const b = w * (rows[k + first + 1] as number);
		const c = w * (rows[k + first + 2] as number);
		const d = rows[k + second] as number;
		const e = rows[k + second + 1] as number;
		const f = rows[k + second + 2] as number;
		ad += a * d;
		ae += a * e;
		af += a * f;
		bd += b * d;
		be += b * e;
		bf += b * f;
		cd += c * d;
		ce += c * e;
		cf += c * f;
	}
	const place = BORDER * first + second;
	into[place] = ad;
	into[place + 1] = ae;
	into[place + 2] = af;
	into[place + BORDER] = bd;
	into[place + BORDER + 1] = be;
	into[place + BORDER + 2] = bf;
	into[place + 2 * BORDER] = cd;
	into[place + 2 * BORDER + 1] = ce;
	into[place + 2 * BORDER + 2] = cf;
}

/** Carries a right side through a run: `result` takes what is left of each q, divided by its pivot. */
export function carryRight(
	run: Run,
	right: Float64Array,
	{ inverse, next, afterNext }: Pivots,
	living: Float64Array,
	result: Float64Array
): void {
	let [u, v] = [living[0] as number, living[1] as number];
	for (let i = run.begin; i < run.end; i++) {
		result[i] = u * (inverse[i] as number);
		const ahead = (right[i] as number) - (afterNext[i] as number) * u;
		u = v - (next[i] as number) * u;
		v = ahead;
	}
	living[0] = u;
	living[1] = v;
}

/** Takes the share of a run's q out of the level's right side, shape [8] with the two living q first. */
export function takeFromLevel(
	{ begin, end }: Run,
	border: Float64Array,
	left: Float64Array,
	level: Float64Array
): void {
	let [a, b, c, d, e, f] = [0, 0, 0, 0, 0, 0];
	for (let i = begin, k = BORDER * begin; i < end; i++, k += BORDER) {
		const value = left[i] as number;
		a += value * (border[k] as number);
		b += value * (border[k + 1] as number);
		c += value * (border[k + 2] as number);
		d += value * (border[k + 3] as number);
		e += value * (border[k + 4] as number);
		f += value * (border[k + 5] as number);
	}
	level[2] = (level[2] as number) - a;
	level[3] = (level[3] as number) - b;
	level[4] = (level[4] as number) - c;
	level[5] = (level[5] as number) - d;
	level[6] = (level[6] as number) - e;
	level[7] = (level[7] as number) - f;
}

/** Back substitution of a run, last q first: `q[i]` is q_(i−2); `level` are the six level unknowns of the run. */
export function substituteBack(
	run: Run,
	{ inverse, next, afterNext }: Pivots,
	border: Float64Array,
	level: Float64Array,
	q: Float64Array
): void {
	const [a, b, c] = [level[0] as number, level[1] as number, level[2] as number];
	const [d, e, f] = [level[3] as number, level[4] as number, level[5] as number];
	let [q1, q2] = [q[run.end] as number, q[run.end + 1] as number];
	for (let i = run.end - 1, k = BORDER * i; i >= run.begin; i--, k -= BORDER) {
		const near =
			a * (border[k] as number) + b * (border[k + 1] as number) + c * (border[k + 2] as number);
		const far =
			d * (border[k + 3] as number) + e * (border[k + 4] as number) + f * (border[k + 5] as number);
		const fixed = (q[i] as number) - (inverse[i] as number) * (near + far);
		const now = fixed - (afterNext[i] as number) * q2 - (next[i] as number) * q1;
		q2 = q1;
		q1 = now;
		q[i] = now;
	}
}
