import { expect, test } from 'vitest';
import { blandAltman } from './bland-altman.ts';

/** Peak expiratory flow of 17 people, two meters (Bland & Altman 1986, table 1). */
const LARGE = [494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427];
const MINI = [512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451];

test('the published example: bias −2.1, SD 38.8, limits about −80 and 76 with their intervals', () => {
	const { bias, sd, lower, upper } = blandAltman(
		LARGE.map((value, i): [number, number] => [value, MINI[i]!])
	);
	expect(bias.value).toBeCloseTo(-2.1, 1);
	expect(sd).toBeCloseTo(38.8, 1);
	// the paper computes with 2 SD: −79.7 and 75.5; with 1.96 SD: −78.1 and 73.9
	expect(lower.value).toBeCloseTo(-78.1, 1);
	expect(upper.value).toBeCloseTo(73.9, 1);
	expect(bias.interval.map((v) => v.toFixed(1))).toEqual(['-22.0', '17.8']);
	// half width 34.6 in the paper (−114.3 … −45.1), from rounded steps
	expect(Math.abs((lower.interval[1] - lower.interval[0]) / 2 - 34.6)).toBeLessThan(0.1);
});

test('exchanging the two turns the bias round', () => {
	const pairs = LARGE.map((value, i): [number, number] => [value, MINI[i]!]);
	const turned = blandAltman(pairs.map(([a, b]) => [b, a]));
	expect(turned.bias.value).toBeCloseTo(-blandAltman(pairs).bias.value, 12);
	expect(turned.upper.value).toBeCloseTo(-blandAltman(pairs).lower.value, 12);
});
