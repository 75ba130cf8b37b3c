/** What the objective of a convex decomposition is, from its traces alone. */
import { CVX_WEIGHTS } from '#lib/core/signal/eda/cvx-eda.ts';
import { cvxModel, fillBasis, knotCount } from '#lib/core/signal/eda/cvx/model.ts';

const { alpha, gamma } = CVX_WEIGHTS;

/** Sum of the squared spline weights of a level that is a sum of splines and a line, by least squares. */
function splineNorm(level: Float64Array, rateHz: number): number {
	const model = cvxModel(rateHz);
	const [n, knots] = [level.length, knotCount(level.length, model.knot)];
	const size = knots + 2;
	const basis = new Float64Array(6 * n);
	fillBasis(model, n, basis);
	const rows = Array.from({ length: size }, () => new Float64Array(size + 1));
	for (let i = 0; i < n; i++) {
		const first = Math.floor(i / model.knot) - 1;
		const places = [0, 1, 2, 3].map((k) => first + k);
		const cells = [...places, knots, knots + 1].flatMap((at, k) =>
			k > 3 || (at >= 0 && at < knots) ? [{ at, value: basis[6 * i + k]! }] : []
		);
		for (const a of cells) {
			for (const b of cells) rows[a.at]![b.at]! += a.value * b.value;
			rows[a.at]![size]! += a.value * level[i]!;
		}
	}
	for (let k = 0; k < size; k++)
		for (let r = 0; r < size; r++) {
			const factor = r === k ? 0 : rows[r]![k]! / rows[k]![k]!;
			if (factor !== 0) for (let c = k; c <= size; c++) rows[r]![c]! -= factor * rows[k]![c]!;
		}
	const weights = rows.slice(0, knots).map((row, k) => row[size]! / row[k]!);
	return weights.reduce((sum, weight) => sum + weight * weight, 0);
}

/**
 * What the objective of a response and a level is at least. The driver obeys p_i + 2p_(i−1) + p_(i−2) = Σ ar·r; summed
 * up that is four times Σp less a few values at both ends, which are not negative.
 */
export function leastObjective(
	y: Float64Array,
	response: Float64Array,
	level: Float64Array,
	rateHz: number
): number {
	const [a0, a1, a2] = cvxModel(rateHz).ar;
	let [squares, driver] = [0, 0];
	y.forEach((value, i) => {
		squares += (value - response[i]! - level[i]!) ** 2;
		if (i >= 4) driver += a0 * response[i]! + a1 * response[i - 1]! + a2 * response[i - 2]!;
	});
	return squares / 2 + (alpha * driver) / 4 + (gamma / 2) * splineNorm(level, rateHz);
}
