import { describe, expect, test } from 'vitest';
import { capped, combined, effectSize, likelihoodRatio } from './likelihood-ratio/binormal.ts';
import method from './likelihood-ratio.ts';

const NORM = { source: 'norm sample 2026', people: 40 };

test.each([
	// d, AUC, accuracy at the midpoint, sensitivity at 5 % and 1 % false positives
	[0.89, 0.735, 0.672, 0.225, 0.075],
	[1.11, 0.784, 0.711, 0.296, 0.112],
	[1.55, 0.863, 0.781, 0.462, 0.219],
	[2.09, 0.93, 0.852, 0.672, 0.407],
	[3.12, 0.986, 0.941, 0.93, 0.786]
])('what d = %f implies', (d, auc, accuracy, at5, at1) => {
	const found = effectSize(d);
	expect(found.auc).toBeCloseTo(auc, 3);
	// .6718 and .7106 stand rounded in the table
	expect(Math.abs(found.midpointAccuracy - accuracy)).toBeLessThan(0.001);
	expect(Math.abs(found.sensitivityAt5 - at5)).toBeLessThan(0.001);
	expect(Math.abs(found.sensitivityAt1 - at1)).toBeLessThan(0.001);
});

describe('likelihood ratios', () => {
	test.each([
		[0, 0.3],
		[0.5, 0.65],
		[1, 1.42],
		[1.5, 3.08],
		[2, 6.68],
		[2.5, 14.5]
	])('d = 1.55, x = %f: %f', (x, ratio) => {
		expect(likelihoodRatio(x, 1.55) / ratio).toBeCloseTo(1, 2);
	});

	test('are cut at 10^±1.5', () => {
		expect(capped(likelihoodRatio(5, 2.09))).toEqual({ ratio: 10 ** 1.5, isCapped: true });
		expect(capped(likelihoodRatio(-5, 2.09))).toEqual({ ratio: 10 ** -1.5, isCapped: true });
		expect(capped(2)).toEqual({ ratio: 2, isCapped: false });
	});
});

test.each([
	[0, 2.1, [0.44, 0.31, 0.25], 0.932],
	[0.2, 1.81, [0.51, 0.3, 0.19], 0.9],
	[0.3, 1.72, [0.57, 0.29, 0.14], 0.888]
])('three channels correlated by %f: d %f', (rho, d, weights, auc) => {
	const found = combined([1.55, 1.11, 0.89], [0, 0, 0], rho);
	expect(Math.abs(found.d - d)).toBeLessThan(0.006);
	found.weights.forEach((w, i) => expect(Math.abs(w - weights[i]!)).toBeLessThan(0.006));
	expect(Math.abs(effectSize(found.d).auc - auc)).toBeLessThan(0.001);
});

describe('the method', () => {
	const table = (score: number, normSample: typeof NORM | null) => ({
		form: 'standardised' as const,
		scores: [{ channel: 'EDA', measure: 'scr' as const, score }],
		normSample
	});

	test('gives no ratio without a norm sample', () => {
		expect(() => method.score(table(2, null))).toThrow(
			expect.objectContaining({ code: 'scoring/no-norm-sample' }) as Error
		);
	});

	test('shows several effect sizes and priors .1 … .9, none of them its own', () => {
		const { details, sentence, outcome } = method.score(table(2, NORM));
		const [eda] = details.perChannel;
		expect(eda?.ratios.map(({ d }) => d)).toEqual([0.9, 1.55, 2.09]);
		expect(eda?.ratios[1]?.posteriors.map(({ prior }) => prior)).toHaveLength(9);
		expect(outcome).toBe('none');
		expect(sentence.en).toMatch(/^Sensitivity analysis only/);
	});

	test('channels add up to the combined score', () => {
		const { statistic, perChannel } = method.score({
			form: 'standardised',
			scores: [
				{ channel: 'EDA', measure: 'scr', score: 1.2 },
				{ channel: 'RLL', measure: 'rll', score: 0.4 },
				{ channel: 'HR', measure: 'hr', score: -0.2 }
			],
			normSample: NORM
		});
		expect(perChannel.reduce((sum, one) => sum + one.contribution, 0)).toBeCloseTo(statistic, 12);
	});
});
