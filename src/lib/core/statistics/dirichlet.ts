/**
 * Draws from gamma and Dirichlet distributions.
 *
 * @module
 */
import type { Random } from '../random.ts';

/**
 * A gamma-distributed number with scale 1.
 *
 * @param shape > 0
 * @source Marsaglia & Tsang 2000, ACM Trans. Math. Softw. 26: 363–372; for shapes below 1 their boost
 */
export function gammaDraw(shape: number, random: Random): number {
	if (shape < 1) return gammaDraw(shape + 1, random) * (1 - random.uniform()) ** (1 / shape);
	const d = shape - 1 / 3;
	const c = 1 / Math.sqrt(9 * d);
	for (;;) {
		const x = random.normal();
		const v = (1 + c * x) ** 3;
		// 1 − uniform is never 0
		if (v > 0 && Math.log(1 - random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v))
			return d * v;
	}
}

/** Probabilities drawn from a Dirichlet distribution. */
export function dirichletDraw(counts: readonly number[], random: Random): number[] {
	const draws = counts.map((count) => gammaDraw(count, random));
	const total = draws.reduce((sum, value) => sum + value, 0);
	return draws.map((value) => value / total);
}
