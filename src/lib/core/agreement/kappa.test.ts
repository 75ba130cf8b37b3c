import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cohenKappa, linear, nominal, quadratic } from './kappa.ts';

/** Pairs from a table of counts, rows = first rater. */
const pairs = (table: readonly (readonly number[])[]): [number, number][] =>
	table.flatMap((row, i) =>
		row.flatMap((count, j) => Array.from({ length: count }, (): [number, number] => [i, j]))
	);

/** Four readings of 85 xeromammograms (Boyd et al. 1982; manual of Stata, `kap`). */
const XERO = [
	[21, 12, 0, 0],
	[4, 17, 1, 0],
	[3, 9, 15, 2],
	[0, 0, 0, 1]
];
/** Two psychiatrists and 200 patients (Cohen 1968, table 1). */
const COHEN = [
	[88, 14, 18],
	[10, 40, 10],
	[2, 6, 12]
];

describe('published examples', () => {
	test('xeromammograms: kappa .4728, linear weights .5684', () => {
		expect(cohenKappa(pairs(XERO)).value).toBeCloseTo(0.4728, 4);
		expect(cohenKappa(pairs(XERO), linear).value).toBeCloseTo(0.5684, 4);
	});

	test('Cohen 1968: kappa .492, with the weights of the paper .348', () => {
		const { value, interval } = cohenKappa(pairs(COHEN));
		expect(value).toBeCloseTo(0.492, 3);
		// cohen.kappa of the R package psych: .39 and .59
		expect(interval.map((bound) => bound.toFixed(2))).toEqual(['0.39', '0.59']);
		const weights = [
			[0, 1, 3],
			[1, 0, 6],
			[3, 6, 0]
		];
		expect(cohenKappa(pairs(COHEN), (a, b) => weights[a]![b]!).value).toBeCloseTo(0.348, 3);
	});

	test('20, 5, 10 and 15 of 50 grants: kappa .4', () => {
		expect(
			cohenKappa(
				pairs([
					[20, 5],
					[10, 15]
				])
			).value
		).toBeCloseTo(0.4, 12);
	});
});

test('exchanging the raters changes nothing; with two categories weights change nothing', () => {
	const pair = fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 1 }));
	fc.assert(
		fc.property(fc.array(pair, { minLength: 3, maxLength: 30 }), (list) => {
			fc.pre(new Set(list.flat()).size === 2);
			const a = cohenKappa(list);
			expect(cohenKappa(list.map(([x, y]) => [y, x])).value).toBeCloseTo(a.value, 12);
			expect(cohenKappa(list, quadratic).value).toBeCloseTo(a.value, 12);
			expect(a.interval[0]).toBeLessThanOrEqual(a.value);
		})
	);
});

test('one category for every case is refused', () => {
	expect(() =>
		cohenKappa(
			[
				[1, 1],
				[1, 1]
			],
			nominal
		)
	).toThrow(expect.objectContaining({ code: 'agreement/no-variation' }) as Error);
	expect(() => cohenKappa([])).toThrow(
		expect.objectContaining({ code: 'agreement/too-few' }) as Error
	);
});
