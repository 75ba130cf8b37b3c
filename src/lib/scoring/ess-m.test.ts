import { describe, expect, test } from 'vitest';
import { cutScores } from './ess-m/cut-scores.ts';
import {
	midP,
	oddsLimit,
	oddsOf,
	probability,
	publishedConfiguration,
	sensorSumWays,
	totalCounts
} from './ess-m/distribution.ts';
import { oddsReport } from './ess-m/odds-report.ts';
import method from './ess-m.ts';

const published = [1, 2, 3, 4].map((q) => totalCounts(publishedConfiguration(q)));
const of = (q: number) => published[q - 1]!;
const sd = (singles: number, doubles: number): number => Math.sqrt((2 * singles + 8 * doubles) / 3);

describe('the distribution', () => {
	test('of one question and one chart, with and without finger pulse', () => {
		const ways = (singles: number, sums: readonly number[]) => {
			const counts = totalCounts({ singles, doubles: 1 });
			return sums.map((sum) => counts.get(sum));
		};
		expect(ways(3, [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5])).toEqual([
			1, 3, 7, 10, 13, 13, 13, 10, 7, 3, 1
		]);
		expect(ways(2, [-4, -3, -2, -1, 0, 1, 2, 3, 4])).toEqual([1, 2, 4, 4, 5, 4, 4, 2, 1]);
	});

	test('of one question and three charts without finger pulse', () => {
		const counts = totalCounts({ singles: 6, doubles: 3 });
		expect(Array.from({ length: 13 }, (_, i) => counts.get(i - 12))).toEqual([
			1, 6, 24, 68, 159, 312, 544, 846, 1206, 1570, 1896, 2112, 2195
		]);
	});

	test('of three questions and five charts: pmf(0) and pmf(−7)', () => {
		expect(probability(of(3), 0)).toBeCloseTo(0.0474496915, 10);
		expect(probability(of(3), -7)).toBeCloseTo(0.0336395395, 10);
	});

	test('standard deviations 6.83, 8.37, 9.66 with finger pulse; 6.32, 7.75, 8.94 without', () => {
		const deviation = (q: number, singles: number): number => {
			const counts = totalCounts({ singles: q * 5 * singles, doubles: q * 5 });
			let [square, total] = [0, 0];
			for (const [sum, ways] of counts) {
				square += sum * sum * ways;
				total += ways;
			}
			expect(Math.sqrt(square / total)).toBeCloseTo(sd(q * 5 * singles, q * 5), 9);
			return Math.sqrt(square / total);
		};
		expect([2, 3, 4].map((q) => deviation(q, 3).toFixed(2))).toEqual(['6.83', '8.37', '9.66']);
		expect([2, 3, 4].map((q) => deviation(q, 2).toFixed(2))).toEqual(['6.32', '7.75', '8.94']);
	});

	test.each([
		[1, 639],
		[2, 4441],
		[3, 14279],
		[4, 33031]
	])('ways of sensor sums to 0 with %i questions: %i', (questions, ways) => {
		expect(sensorSumWays(questions, 5, 3).get(0)).toBe(ways);
	});

	test('ways of sensor sums of the published tables', () => {
		const [total, part] = [sensorSumWays(3, 5, 3), sensorSumWays(1, 5, 3)];
		expect([-24, -20, -10, -3, -1].map((s) => total.get(s))).toEqual([
			9915, 11193, 13504, 14210, 14272
		]);
		expect([-15, -10, -7, -3, -1].map((s) => part.get(s))).toEqual([161, 378, 505, 615, 637]);
	});
});

describe('odds and lower limits', () => {
	test.each([
		// |score|, 2 RQ, 3 RQ, mid-P of 3 RQ, its LL, 4 RQ, 1 RQ, its LL
		[1, 1.26, 1.21, 0.4527, 0.8, 1.18, 1.38, 0.66],
		[2, 1.59, 1.46, 0.4061, 0.97, 1.39, 1.92, 0.9],
		[3, 2.02, 1.77, 0.3607, 1.17, 1.64, 2.69, 1.2],
		[4, 2.56, 2.15, 0.3173, 1.4, 1.94, 3.82, 1.59],
		[5, 3.28, 2.62, 0.2761, 1.67, 2.3, 5.51, 2.07],
		[6, 4.22, 3.21, 0.2378, 2.0, 2.73, 8.12, 2.67],
		[7, 5.48, 3.94, 0.2026, 2.4, 3.25, 12.28, 3.32],
		[8, 7.19, 4.86, 0.1706, 2.86, 3.89, 19.13, 4.12],
		[9, 9.53, 6.04, 0.142, 3.42, 4.66, 30.88, 4.85],
		[10, 12.81, 7.56, 0.1169, 4.07, 5.62, 51.87, 5.23],
		[12, 24.17, 12.1, 0.0763, 5.75, 8.28, 168.3, 6.8],
		[15, 71.28, 26.31, 0.0366, 9.3, 15.51, 1517, 7.71],
		[20, 659.4, 120.5, 0.0082, 17.25, 51.22, null, null]
	])('of ∓%i', (size, two, three, p, limit, four, one, partLimit) => {
		const near = (value: number, other: number): void => {
			// half of the last digit shown, or 0.1 %
			expect(Math.abs(value - other)).toBeLessThanOrEqual(Math.max(0.0051, other * 0.001));
		};
		near(oddsOf(of(2), size), two);
		near(oddsOf(of(3), -size), three);
		expect(midP(of(3), -size)).toBeCloseTo(p, 4);
		near(oddsLimit(oddsOf(of(3), size), 75, 0.05), limit);
		near(oddsOf(of(4), size), four);
		if (one === null) return;
		near(oddsOf(of(1), size), one);
		near(oddsLimit(oddsOf(of(1), size), 25, 0.05), partLimit);
	});

	test('limits of the author’s tables: grand total of 3 questions and subtotal', () => {
		// |score| → oddsLL05 of ESSM_simple_GT
		const total = [
			...[0.67, 0.8, 0.97, 1.16, 1.39, 1.67, 2, 2.39, 2.85, 3.41, 4.06, 4.85, 5.74, 6.83],
			...[8.05, 9.29, 10.89, 12.51, 13.98, 14.98, 17.25, 16.95, 18.69, 20.18, 21.4]
		];
		// oddsLL05 of ESSM_simple_ST
		const part = [
			...[0.48, 0.65, 0.89, 1.19, 1.58, 2.06, 2.66, 3.3, 4.11, 4.84, 5.22, 6.1, 6.79, 7.27],
			...[7.56, 7.71]
		];
		const relative = (q: number, n: number, limits: readonly number[]): number =>
			Math.max(...limits.map((limit, s) => Math.abs(oddsLimit(oddsOf(of(q), s), n, 0.05) - limit)));
		expect(relative(3, 75, total)).toBeLessThan(0.02);
		expect(relative(1, 25, part)).toBeLessThan(0.02);
	});

	test('the exact limit differs from the truncated one by less than one part in ten', () => {
		for (let size = 1; size <= 20; size++) {
			const odds = oddsOf(of(3), size);
			const [exact, table] = [oddsLimit(odds, 75, 0.05, 'exact'), oddsLimit(odds, 75, 0.05)];
			expect(Math.abs(exact / table - 1)).toBeLessThan(0.1);
		}
	});

	test('the standard table is conservative for short tests: −10 of 3 questions × 3 charts', () => {
		expect(oddsOf(totalCounts({ singles: 27, doubles: 9 }), -10)).toBeCloseTo(15.1, 1);
		expect(oddsOf(totalCounts({ singles: 18, doubles: 9 }), -10)).toBeCloseTo(19.7, 1);
	});
});

/** The author's cut-score tables by prior odds: α .01, .05, .10; null = NA. */
const PRIORS = [9, 8, 7, 6, 5, 4, 3, 2, 1, 1 / 2, 1 / 3, 1 / 4, 1 / 5, 1 / 6, 1 / 7, 1 / 8, 1 / 9];
type Row = readonly (number | null)[];
const rows = (text: string): Row[] =>
	text.split(' ').map((row) => row.split(',').map((cell) => (cell === 'x' ? null : Number(cell))));
const TABLES = {
	significant: rows(
		'-9,-6,-4 -8,-5,-4 -7,-5,-4 -7,-4,-4 -6,-4,-3 -5,-4,-3 -5,-3,-3 -4,-3,-2 -4,-3,-2 -7,-6,-6 -9,-8,-8 -10,-10,-9 -11,-10,-10 -12,-11,-11 -12,-12,-11 -13,-13,-12 -14,-13,-13'
	),
	notSignificant: rows(
		'14,13,13 13,13,12 13,12,12 12,11,11 11,10,10 10,10,9 9,8,8 7,6,6 4,3,2 4,3,2 5,3,3 5,4,3 6,4,3 7,4,4 7,5,4 8,5,4 9,6,4'
	),
	correctedSubtotal: rows(
		'x,x,-21 x,x,-20 x,-22,-18 x,-20,-16 x,-17,-15 -21,-15,-14 -16,-13,-12 -13,-11,-10 -9,-7,-6 -11,-9,-8 -11,-9,-8 -12,-10,-9 -12,-10,-10 -13,-11,-10 -13,-11,-10 -13,-11,-10 -13,-11,-11'
	),
	allSubtotals: rows(
		'8,7,7 7,7,7 7,7,7 7,6,6 6,6,6 6,5,5 5,5,4 4,3,3 2,1,1 1,0,0 0,0,0 1,0,0 4,0,0 x,0,0 x,0,0 x,x,0 x,x,0'
	)
};
const ALPHAS = [0.01, 0.05, 0.1];

describe('cut scores', () => {
	test('prior ½ is reproduced exactly', () => {
		const found = ALPHAS.map((alpha) => cutScores({ questions: 3, prior: 0.5, alpha }));
		for (const key of Object.keys(TABLES) as (keyof typeof TABLES)[])
			expect(found.map((cuts) => cuts[key])).toEqual(TABLES[key][8]);
		expect(found.map(({ subtotal }) => subtotal)).toEqual([-4, -3, -2]);
	});

	test('of other priors: 189 of 204 cells are the same, the others differ by 1', () => {
		const differing = (Object.keys(TABLES) as (keyof typeof TABLES)[]).flatMap((key) =>
			TABLES[key].flatMap((row, i) => {
				const prior = PRIORS[i]! / (1 + PRIORS[i]!);
				return row.flatMap((cell, j) => {
					const found = cutScores({ questions: 3, prior, alpha: ALPHAS[j]! })[key];
					return found === cell ? [] : [{ cell, found }];
				});
			})
		);
		expect(differing).toHaveLength(15);
		// one cell of the author's table has a score where none is found here
		const both = differing.filter(({ cell, found }) => cell !== null && found !== null);
		expect(both).toHaveLength(14);
		for (const { cell, found } of both) expect(Math.abs(cell! - found!)).toBe(1);
	});

	test('by the number of questions 2, 3, 4: corrected subtotals −5, −7, −9 and +2, +1, +1', () => {
		const found = [2, 3, 4].map((questions) => cutScores({ questions, prior: 0.5, alpha: 0.05 }));
		expect(found.map((cuts) => cuts.correctedSubtotal)).toEqual([-5, -7, -9]);
		expect(found.map((cuts) => cuts.allSubtotals)).toEqual([2, 1, 1]);
	});
});

describe('worked examples', () => {
	test.each([
		// total, prior, posterior odds, P, lower limit
		[-11, 0.5, 9.52, 0.905, 4.86],
		[-11, 0.2, 2.38, 0.704, 1.53],
		[5, 0.5, 2.62, 0.724, 1.67]
	])('grand total %i at prior %f', (total, prior, odds, share, limit) => {
		const report = oddsReport(of(3), 75, total, { prior, alpha: 0.05 });
		expect(report.posteriorOdds).toBeCloseTo(odds, 1);
		expect(Math.abs(report.posterior - share)).toBeLessThan(0.001);
		expect(Math.abs(report.lowerLimit - limit)).toBeLessThan(0.011);
	});

	test('the cut ±3 is lax: random scoring reaches −3 with probability .38', () => {
		const p = midP(of(3), -3) + probability(of(3), -3) / 2;
		expect(p).toBeCloseTo(0.38, 2);
	});
});

/** C1 R1 N C2 R2 N, the same in every chart; ratio relevant ÷ comparison by channel. */
const exam = (charts: number, ratios: Readonly<Record<string, number>>) => ({
	form: 'comparison' as const,
	issue: 'single' as const,
	prior: 0.5,
	alpha: 0.05,
	sensors: [
		{ channel: 'EDA', sensor: 'eda' as const },
		{ channel: 'R1', sensor: 'respiration' as const },
		{ channel: 'R2', sensor: 'respiration' as const },
		{ channel: 'BP', sensor: 'cardio' as const }
	].filter(({ channel }) => channel in ratios),
	charts: Array.from({ length: charts }, (_, i) => ({
		chart: i + 1,
		presentations: [1, 2].flatMap((k) => [
			{
				questionId: `C${k}`,
				role: 'comparison' as const,
				values: Object.fromEntries(Object.keys(ratios).map((key) => [key, 1]))
			},
			{ questionId: `R${k}`, role: 'relevant' as const, values: { ...ratios } },
			{ questionId: `N${k}`, role: 'neutral' as const, values: {} }
		])
	}))
});

describe('a table', () => {
	test('EDA counts double, two belts once, minimum ratios apply', () => {
		const result = method.score(exam(3, { EDA: 2, R1: 0.7, R2: 0.75, BP: 1.1 }));
		// per question and chart: EDA −2, belts −1 together, cardio below 1.25
		expect(result.statistic).toBe(3 * 2 * -3);
		expect(result.details.subtotals).toEqual([
			{ questionId: 'R1', total: -9 },
			{ questionId: 'R2', total: -9 }
		]);
		expect(result.perChannel).toEqual([
			{ channel: 'EDA', contribution: -12 },
			{ channel: 'R1', contribution: -3 },
			{ channel: 'R2', contribution: -3 },
			{ channel: 'BP', contribution: 0 }
		]);
		expect(result.outcome).toBe('significant-response');
		expect(result.range).toEqual([-24, 24]);
	});

	test('belts of opposite sign give 0', () => {
		expect(method.score(exam(1, { R1: 0.8, R2: 1.3 })).statistic).toBe(0);
	});

	test('p is exact for the scores given: all at −2 in 6 scores of EDA', () => {
		expect(method.score(exam(3, { EDA: 2 })).p).toBeCloseTo(3 ** -6, 12);
	});

	test('rules with fixed cuts are refused', () => {
		expect(() => method.score({ ...exam(1, { EDA: 2 }), rule: 'federal-zct' })).toThrow(
			expect.objectContaining({ code: 'scoring/rule' }) as Error
		);
	});
});
