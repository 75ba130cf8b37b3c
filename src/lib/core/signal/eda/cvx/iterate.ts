/**
 * One point of the interior-point iteration and its step, in arrays that are used again and again.
 *
 * @module
 */
import type { CvxModel } from './model.ts';
import { NewtonMatrix, type Unknowns } from './newton-matrix.ts';
import { fillDescent, recurse, type Parts, type Penalties } from './objective.ts';
import {
	correct,
	gapAhead,
	longestStep,
	move,
	multiplierStep,
	pullTowards,
	weigh
} from './vectors.ts';

/** Share of the way to the boundary that is gone. */
const STEP = 0.995;
/** Least driver at the start. [standard deviations] */
const FIRST_DRIVER = 1e-2;

/** The current unknowns x, driver s = Ax and multipliers z. */
export class Iterate {
	readonly x: Unknowns;
	readonly parts: Parts;
	readonly s: Float64Array;
	readonly z: Float64Array;
	readonly misfit: Float64Array;
	readonly pull: Float64Array;
	readonly right: Unknowns;
	readonly #model: CvxModel;
	readonly #penalties: Penalties;
	readonly #matrix: NewtonMatrix;
	readonly #weights: Float64Array;
	/** 1/s */
	readonly #inverse: Float64Array;
	readonly #target: Float64Array;
	readonly #ds: Float64Array;
	readonly #dz: Float64Array;

	/** Starts at least squares with a mild pull on the driver, raised until the driver is positive. */
	constructor(model: CvxModel, y: Float64Array, penalties: Penalties) {
		const n = y.length;
		const fresh = (): Float64Array => new Float64Array(n);
		this.#model = model;
		this.#penalties = penalties;
		this.#matrix = new NewtonMatrix(model, n, penalties.gamma, penalties.isFreeStart === true);
		this.#weights = new Float64Array(n + 2).fill(1, 0, n);
		this.#inverse = fresh();
		[this.#target, this.#ds, this.#dz] = [fresh(), fresh(), fresh()];
		[this.misfit, this.pull] = [y.map((value) => -value), fresh().fill(penalties.alpha)];
		this.parts = { response: fresh(), level: fresh(), driver: fresh() };
		this.s = this.parts.driver;
		this.z = fresh().fill(penalties.alpha);
		this.right = this.#matrix.unknowns();
		fillDescent(model, this.misfit, this.pull, new Float64Array(0), 0, this.right);
		this.#matrix.factor(this.#weights);
		const found = this.#matrix.solve(this.right);
		this.x = raised(model, found);
	}

	/**
	 * One iteration: predicts, corrects, moves.
	 *
	 * @param gap s·z
	 */
	step(gap: number): void {
		const { x, s, z } = this;
		const [target, ds, dz] = [this.#target, this.#ds, this.#dz];
		weigh(s, z, this.#inverse, this.#weights);
		this.#matrix.factor(this.#weights);
		target.fill(0);
		this.#head();
		const reach = longestStep(1, s, ds, z, dz);
		const ahead = gapAhead(reach, s, ds, z, dz);
		correct(((ahead / gap) ** 3 * gap) / s.length, ds, dz, target);
		const dx = this.#head();
		const step = Math.min(1, STEP * longestStep(1 / STEP, s, ds, z, dz));
		move(z, dz, step);
		move(x.before, dx.before, step);
		move(x.q, dx.q, step);
		move(x.splines, dx.splines, step);
		move(x.drift, dx.drift, step);
	}

	/** Newton direction towards s·z = target; ds and dz are left in their arrays. */
	#head(): Unknowns {
		const { x, z, pull, right } = this;
		const { alpha, gamma } = this.#penalties;
		pullTowards(alpha, this.#target, this.#inverse, pull);
		fillDescent(this.#model, this.misfit, pull, x.splines, gamma, right);
		const dx = this.#matrix.solve(right);
		recurse(dx, this.#model.ar, this.#ds);
		multiplierStep(alpha, pull, z, this.#weights, this.#ds, this.#dz);
		return dx;
	}
}

/** The same unknowns with the whole driver raised until it is positive, and the level lowered by as much. */
function raised(model: CvxModel, found: Unknowns): Unknowns {
	const { before, q, splines, drift } = found;
	const driver = new Float64Array(q.length);
	recurse(found, model.ar, driver);
	const raise = FIRST_DRIVER - driver.reduce((low, value) => Math.min(low, value), 0);
	const [a0, a1, a2] = model.ar;
	let [q1, q2] = [0, 0];
	const lifted = q.map((value) => {
		const more = (raise - a1 * q1 - a2 * q2) / a0;
		q2 = q1;
		q1 = more;
		return value + more;
	});
	// a constant driver ends in a constant response of four times its q
	const down = Float64Array.of((drift[0] as number) - 4 * q1, drift[1] as number);
	return { before: before.slice(), q: lifted, splines: splines.slice(), drift: down };
}
