/**
 * The Newton matrix of the model, factored and solved in time linear in the samples.
 *
 * Unknowns are ordered by time: at each sample only three q, the four splines alive there and the two drift terms
 * are coupled. The q of one knot interval are eliminated first, then the spline that ends with it.
 *
 * @module
 */
import {
	BORDER,
	carryBorder,
	carryRight,
	eliminate,
	products,
	substituteBack,
	takeFromLevel,
	type Pivots,
	type Run
} from './kernels.ts';
import {
	endOldest,
	endOldestRight,
	FRONT,
	reviveOldest,
	solveLevel,
	type EndedSpline
} from './level-front.ts';
import { fillBasis, knotCount, type CvxModel } from './model.ts';

/** Unknowns or a right side: q shape [samples], splines shape [knots], drift [constant, slope]. */
export interface Unknowns {
	/** The two q before the record, older first; 0 unless the start is free. */
	readonly before: Float64Array;
	readonly q: Float64Array;
	readonly splines: Float64Array;
	readonly drift: Float64Array;
}

/** H + A′WA for one set of weights after another. */
export class NewtonMatrix {
	readonly #model: CvxModel;
	readonly #samples: number;
	readonly #gamma: number;
	readonly #isFree: boolean;
	readonly #knots: number;
	readonly #runs: readonly Run[];
	/** Brings the last two q to elimination. */
	readonly #flush: Run;
	readonly #basis: Float64Array;
	readonly #basisProducts: readonly Float64Array[];
	readonly #pivots: Pivots;
	readonly #border: Float64Array;
	/** `own[i]` is q_(i−2) after the back substitution. */
	readonly #own: Float64Array;
	readonly #six = new Float64Array(BORDER * BORDER);
	readonly #living = new Float64Array(BORDER);
	#ended: EndedSpline[] = [];
	#last = new Float64Array(FRONT * FRONT);

	/**
	 * @param gamma weight of the splines' penalty
	 * @param isFree whether the two q before the record are unknowns too
	 */
	constructor(model: CvxModel, samples: number, gamma: number, isFree: boolean) {
		this.#isFree = isFree;
		const fresh = (): Float64Array => new Float64Array(samples + 2);
		this.#model = model;
		this.#samples = samples;
		this.#gamma = gamma;
		this.#knots = knotCount(samples, model.knot);
		this.#own = new Float64Array(samples + 4);
		this.#pivots = { inverse: fresh(), next: fresh(), afterNext: fresh() };
		this.#border = new Float64Array(BORDER * (samples + 2));
		this.#flush = { begin: samples, end: samples + 2, there: 0 };
		this.#runs = Array.from({ length: Math.ceil(samples / model.knot) }, (_, m): Run => {
			const begin = m * model.knot;
			return { begin, end: Math.min(samples, begin + model.knot), there: 1 };
		});
		this.#basis = new Float64Array(BORDER * samples);
		fillBasis(model, samples, this.#basis);
		const minus = new Float64Array(samples).fill(-1);
		this.#basisProducts = this.#runs.map((run) => {
			sixProducts(this.#basis, minus, run, this.#six);
			return this.#six.slice();
		});
	}

	/** Empty unknowns; two zeros follow the q, as `solve` wants it. */
	unknowns(): Unknowns {
		return {
			before: new Float64Array(2),
			q: new Float64Array(this.#samples + 2),
			splines: new Float64Array(this.#knots),
			drift: new Float64Array(2)
		};
	}

	/** Penalty of spline k; 1 for one outside the record, which then stays 0. */
	#diagonal(k: number): number {
		return k >= 0 && k < this.#knots ? this.#gamma : 1;
	}

	/** Factors the matrix for these weights of the barrier, shape [samples + 2], the last two 0. */
	factor(weights: Float64Array): void {
		const front = new Float64Array(FRONT * FRONT);
		// before the record q is 0: an infinite pivot; or free: none of its own
		front[0] = front[FRONT + 1] = this.#isFree ? 0 : Infinity;
		[-1, 0, 1, 2].forEach((k, i) => (front[(i + 2) * (FRONT + 1)] = this.#diagonal(k)));
		this.#ended = [];
		this.#runs.forEach((run, m) => {
			if (m > 0) this.#ended.push(endOldest(front, this.#diagonal(m + 2)));
			this.#advance(front, weights, run);
			subtract(front, this.#basisProducts[m] as Float64Array);
		});
		this.#advance(front, weights, this.#flush);
		this.#last = front;
	}

	#advance(front: Float64Array, weights: Float64Array, run: Run): void {
		const living = this.#living;
		living.set([front[0] ?? 0, front[1] ?? 0, front[FRONT + 1] ?? 0]);
		eliminate(run, weights, this.#model.ar, living, this.#pivots);
		front[0] = living[0] as number;
		front[1] = front[FRONT] = living[1] as number;
		front[FRONT + 1] = living[2] as number;
		for (let column = 0; column < BORDER; column += 3) {
			const from = 2 + column;
			for (let k = 0; k < BORDER; k++)
				living[k] = front[(k % 2) * FRONT + from + (k >> 1)] as number;
			carryBorder(run, column, this.#basis, this.#pivots, this.#border, living);
			for (let k = 0; k < BORDER; k++) {
				const [q, level] = [k % 2, from + (k >> 1)];
				front[q * FRONT + level] = front[level * FRONT + q] = living[k] as number;
			}
		}
		sixProducts(this.#border, this.#pivots.inverse, run, this.#six);
		subtract(front, this.#six);
	}

	/**
	 * Solves for one right side with the last factors.
	 *
	 * @param right its q shape [samples + 2], the last two 0
	 * @returns valid until the next call
	 */
	solve(right: Unknowns): Unknowns {
		const own = this.#own;
		const living = new Float64Array(FRONT);
		living.set(right.before);
		living.set([right.splines[0] ?? 0, right.splines[1] ?? 0, right.splines[2] ?? 0], 3);
		living.set(right.drift, 6);
		const left: number[] = [];
		const carry = (run: Run): void => {
			carryRight(run, right.q, this.#pivots, living, own);
			takeFromLevel(run, this.#border, own, living);
		};
		own.fill(0, this.#samples + 2);
		this.#runs.forEach((run, m) => {
			const ended = this.#ended[m - 1];
			if (ended !== undefined) {
				left.push(endOldestRight(living, ended));
				living[5] = right.splines[m + 2] ?? 0;
			}
			carry(run);
		});
		carry(this.#flush);
		return this.#back(own, solveLevel(this.#last, living), left);
	}

	#back(own: Float64Array, level: Float64Array, left: readonly number[]): Unknowns {
		const splines = new Float64Array(this.#knots);
		const keep = (k: number, value: number): void => {
			if (k >= 0 && k < splines.length) splines[k] = value;
		};
		const last = this.#runs.length - 1;
		substituteBack(this.#flush, this.#pivots, this.#border, level, own);
		[0, 1, 2, 3].forEach((k) => keep(last - 1 + k, level[k] ?? 0));
		for (let m = last; m >= 0; m--) {
			const run = this.#runs[m] as Run;
			substituteBack(run, this.#pivots, this.#border, level, own);
			if (m === 0) break;
			const living = [own[run.begin] ?? 0, own[run.begin + 1] ?? 0] as const;
			const ended = this.#ended[m - 1] as EndedSpline;
			const revived = reviveOldest(ended, left[m - 1] ?? 0, living, level);
			level.copyWithin(1, 0, 3);
			level[0] = revived;
			keep(m - 2, revived);
		}
		const [before, q] = [own.subarray(0, 2), own.subarray(2, this.#samples + 2)];
		return { before, q, splines, drift: level.slice(4) };
	}
}

/** All products of six columns over a run, shape [6 · 6]. */
function sixProducts(
	rows: Float64Array,
	weights: Float64Array,
	{ begin, end }: Run,
	into: Float64Array
): void {
	products(rows, [0, 0], weights, begin, end, into);
	products(rows, [0, 3], weights, begin, end, into);
	products(rows, [3, 3], weights, begin, end, into);
	for (let i = 0; i < 3; i++)
		for (let j = 3; j < BORDER; j++) into[BORDER * j + i] = into[BORDER * i + j] as number;
}

function subtract(front: Float64Array, six: Float64Array): void {
	for (let i = 0, k = 0; i < BORDER; i++)
		for (let j = 0; j < BORDER; j++, k++) {
			const place = (2 + i) * FRONT + 2 + j;
			front[place] = (front[place] as number) - (six[k] as number);
		}
}
