/**
 * The published model of skin conductance: sudomotor bursts, smoothed by diffusion, on a slow level.
 *
 * @module
 */

/** Time constants of the Bateman response: slow and fast. [s] */
const TAU_SLOW_S = 2;
const TAU_FAST_S = 0.7;
/** Time between knots of the level. [s] */
const KNOT_S = 10;

/** What the solver needs of the model at one rate. */
export interface CvxModel {
	/** Driver p_i = ar[0]·q_i + ar[1]·q_(i−1) + ar[2]·q_(i−2). */
	readonly ar: readonly [number, number, number];
	/** Samples between knots. */
	readonly knot: number;
	/** Cubic B-spline: piece j (0 newest … 3 oldest spline) at offset o of a knot interval is `pieces[4·o + j]`. */
	readonly pieces: Float64Array;
}

/** Response r_i = q_i + 2·q_(i−1) + q_(i−2). */
export const MA = [1, 2, 1] as const;

/**
 * The model sampled at a rate.
 *
 * @param rateHz of the trace [Hz]
 * @source Greco, Valenza, Lanata, Scilingo & Citi 2016, IEEE Trans. Biomed. Eng. 63: 797–804
 */
export function cvxModel(rateHz: number): CvxModel {
	const delta = 1 / rateHz;
	const [fast, slow] = [1 / TAU_FAST_S, 1 / TAU_SLOW_S];
	const scale = (fast - slow) * delta ** 2;
	const knot = Math.max(1, Math.round(KNOT_S * rateHz));
	return {
		ar: [
			((fast * delta + 2) * (slow * delta + 2)) / scale,
			(2 * fast * slow * delta ** 2 - 8) / scale,
			((fast * delta - 2) * (slow * delta - 2)) / scale
		],
		knot,
		pieces: splinePieces(knot)
	};
}

/**
 * A triangle of 2K − 1 samples convolved with itself, its peak scaled to 1, centred on its knot and cut into the four
 * knot intervals it covers.
 */
function splinePieces(knot: number): Float64Array {
	const triangle = (k: number): number => Math.max(0, knot - Math.abs(k));
	const spline = (at: number): number => {
		let sum = 0;
		for (let k = Math.max(-knot, at - knot); k <= knot && k <= at + knot; k++)
			sum += triangle(k) * triangle(at - k);
		return sum;
	};
	const peak = spline(0);
	const pieces = new Float64Array(4 * knot);
	for (let offset = 0; offset < knot; offset++)
		for (let j = 0; j < 4; j++) {
			// the newest spline is centred two intervals ahead, the oldest one interval behind
			pieces[4 * offset + j] = spline(offset - (2 - j) * knot) / peak;
		}
	return pieces;
}

/** How many knots a record has: 0, K, 2K … below samples + K/2. */
export function knotCount(samples: number, knot: number): number {
	return Math.ceil((samples + knot / 2) / knot);
}

/**
 * What each level unknown adds to each sample: the splines m − 1 … m + 2 of knot interval m (0 where there is none), a
 * constant and a slope.
 *
 * @param into shape [samples · 6]
 */
export function fillBasis({ knot, pieces }: CvxModel, samples: number, into: Float64Array): void {
	const knots = knotCount(samples, knot);
	for (let i = 0; i < samples; i++) {
		const interval = Math.floor(i / knot);
		const offset = i - interval * knot;
		for (let place = 0; place < 4; place++) {
			const spline = interval - 1 + place;
			const isThere = spline >= 0 && spline < knots;
			into[6 * i + place] = isThere ? (pieces[4 * offset + 3 - place] as number) : 0;
		}
		into[6 * i + 4] = 1;
		into[6 * i + 5] = (i + 1) / samples;
	}
}
