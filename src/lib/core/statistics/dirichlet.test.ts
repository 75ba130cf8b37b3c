import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { dirichletDraw, gammaDraw } from './dirichlet.ts';

const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

describe('gamma draws have mean and variance equal to the shape', () => {
	test.each([0.3, 1, 2.5, 17])('shape %f', (shape) => {
		const random = createRandom(5);
		const draws = Array.from({ length: 40_000 }, () => gammaDraw(shape, random));
		// four standard errors
		expect(Math.abs(mean(draws) - shape)).toBeLessThan(4 * Math.sqrt(shape / draws.length));
		const variance = mean(draws.map((value) => (value - shape) ** 2));
		const spread = Math.sqrt((6 * shape + 2 * shape ** 2) / draws.length);
		expect(Math.abs(variance - shape)).toBeLessThan(4 * spread);
		expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
	});
});

test('Dirichlet draws are probabilities with the mean of the counts', () => {
	const random = createRandom(6);
	const counts = [6, 4, 1, 9];
	const draws = Array.from({ length: 20_000 }, () => dirichletDraw(counts, random));
	for (const draw of draws.slice(0, 100))
		expect(draw.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
	counts.forEach((count, i) =>
		expect(mean(draws.map((draw) => draw[i] ?? 0))).toBeCloseTo(count / 20, 2)
	);
});
