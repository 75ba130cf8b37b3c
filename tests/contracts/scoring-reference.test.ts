/**
 * The numbers of the reference on measurement and scoring that no other test asserts, and properties that all methods
 * of a form share. Where the others are:
 *
 * - filter poles −.5095, .99667, .91127: signal/eda/decomposition.test.ts; windows and rules of features:
 *   signal/response/response.test.ts, signal/analysis/event-features.test.ts; minimum ratios 1.10, 1.25, 1.2–1.6:
 *   core/comparison/positions.test.ts
 * - Lykken: tails, table of significant scores, worked example: scoring/lykken.test.ts; rank sum, z: rank-sum.test.ts,
 *   within-question-z.test.ts; leave-one-out z, RRM, Miritello, searching: the tests of those names
 * - effect sizes, likelihood ratios, weights of correlated channels: likelihood-ratio.test.ts
 * - ESS-M distribution, odds, limits, cut scores, worked examples: ess-m.test.ts
 * - federal, Utah and OSS scales: federal-*.test.ts, utah.test.ts, oss-2.test.ts, oss-3.test.ts; decision rules:
 *   core/comparison/decision-rules.test.ts; probability analysis, artifacts: the tests of those names
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ScoreTable, TableOf } from '#lib/core/score-table/tables.ts';
import { normalAtLeast } from '#lib/core/statistics/distributions.ts';
import { cutScores } from '#lib/scoring/ess-m/cut-scores.ts';
import { largestTotal, oddsLimit, oddsOf, totalCounts } from '#lib/scoring/ess-m/distribution.ts';
import { scoreTable, tableMethods } from '#lib/scoring/registry-tables.ts';
import withinQuestionZ from '#lib/scoring/within-question-z.ts';

const QUESTIONS: readonly (readonly [readonly number[], number])[] = [
	[[0.21, 0.18, 0.55, 0.3, 0.12], 2],
	[[0.15, 0.42, 0.2, 0.11, 0.09], 1],
	[[0.33, 0.28, 0.25, 0.61, 0.4], 3],
	[[0.1, 0.05, 0.12, 0.22, 0.31], 3],
	[[0.44, 0.2, 0.18, 0.15, 0.09], 0],
	[[0.27, 0.3, 0.52, 0.19, 0.14], 1]
];
const worked = (keys: readonly number[] = QUESTIONS.map(([, key]) => key)) => ({
	channel: 'EDA',
	stronger: 'larger' as const,
	questions: QUESTIONS.map(([values], i) => ({
		questionId: `q${i}`,
		values,
		keyIndex: keys[i] ?? 0
	}))
});

describe('within-question z', () => {
	test('under the null the key has mean 0 and variance 1 in every question', () => {
		for (const [values] of QUESTIONS) {
			const zs = values.map((_, key) => {
				const one = { questionId: 'q', values, keyIndex: key };
				return withinQuestionZ.score({ ...worked(), questions: [one] }).statistic;
			});
			expect(zs.reduce((sum, z) => sum + z, 0)).toBeCloseTo(0, 12);
			expect(zs.reduce((sum, z) => sum + z * z, 0) / zs.length).toBeCloseTo(1, 12);
		}
	});

	test('1.375 over six questions is 3.37 null SDs; the normal p .00038 is too small by far', () => {
		const { statistic, p } = withinQuestionZ.score(worked());
		const deviate = statistic * Math.sqrt(6);
		expect(deviate).toBeCloseTo(3.37, 2);
		expect(normalAtLeast(deviate)).toBeCloseTo(0.00038, 5);
		expect(p / normalAtLeast(deviate)).toBeGreaterThan(3.5);
	});
});

describe('ESS-M', () => {
	const configurations = [2, 3, 4].flatMap((questions) =>
		[3, 4, 5].flatMap((charts) => [2, 3].map((singles) => ({ questions, charts, singles })))
	);

	test.each(configurations)(
		'cuts stay ±3 for $questions questions, $charts charts, $singles one-point sensors',
		({ questions, charts, singles }) => {
			const own = { singles: questions * charts * singles, doubles: questions * charts };
			const [counts, n] = [totalCounts(own), largestTotal(own)];
			const limit = (total: number): number => oddsLimit(oddsOf(counts, total), n, 0.05);
			expect(limit(3)).toBeGreaterThan(1);
			expect(limit(2)).toBeLessThanOrEqual(1);
		}
	);

	test('n of the limits: 75 for three questions, 25 for one, 20 for one without finger pulse', () => {
		expect(largestTotal({ singles: 45, doubles: 15 })).toBe(75);
		expect(largestTotal({ singles: 15, doubles: 5 })).toBe(25);
		expect(largestTotal({ singles: 10, doubles: 5 })).toBe(20);
	});

	test('total −3 (−4, −2 at .01, .10) and +3 (+4, +2)', () => {
		const found = [0.05, 0.01, 0.1].map((alpha) => cutScores({ questions: 3, prior: 0.5, alpha }));
		expect(found.map(({ significant }) => significant)).toEqual([-3, -4, -2]);
		expect(found.map(({ notSignificant }) => notSignificant)).toEqual([3, 4, 2]);
		expect(found.map(({ subtotal }) => subtotal)).toEqual([-3, -4, -2]);
		expect(found.map(({ correctedSubtotal }) => correctedSubtotal)).toEqual([-7, -9, -6]);
		expect(found.map(({ allSubtotals }) => allSubtotals)).toEqual([1, 2, 1]);
	});
});

const SENSORS = ['eda', 'cardio', 'respiration', 'pulse'] as const;
const presentation = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 });
const three = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
	fc.array(of, { minLength: 3, maxLength: 3 });

/** Values of comparison and relevant question by chart and question; every sensor scaled by its own factor. */
function comparisonTable(
	charts: readonly (readonly (readonly [readonly number[], readonly number[]])[])[],
	factors: readonly number[] = [1, 1, 1, 1],
	order: readonly number[] = [0, 1, 2]
): TableOf<'comparison'> {
	const valuesOf = (row: readonly number[]) =>
		Object.fromEntries(SENSORS.map((sensor, i) => [sensor, (row[i] ?? 0) * (factors[i] ?? 1)]));
	return {
		...{ form: 'comparison', issue: 'single', prior: 0.5, alpha: 0.05 },
		sensors: SENSORS.map((sensor) => ({ channel: sensor, sensor })),
		charts: order.map((from, i) => ({
			chart: i + 1,
			presentations: (charts[from] ?? []).flatMap(([comparison, relevant], q) => [
				{ questionId: `C${q}`, role: 'comparison', values: valuesOf(comparison) },
				{ questionId: `R${q}`, role: 'relevant', values: valuesOf(relevant) },
				{ questionId: `N${q}`, role: 'neutral', values: {} }
			])
		}))
	};
}

const brief = (id: string, table: ScoreTable) => {
	const [result] = scoreTable(id, table);
	return {
		statistic: expect.closeTo(result?.statistic ?? 0, 8) as number,
		p: typeof result?.p !== 'number' ? null : (expect.closeTo(result.p, 8) as number),
		outcome: result?.outcome
	};
};
const plain = (id: string, table: ScoreTable) => {
	const [result] = scoreTable(id, table);
	return { statistic: result?.statistic, p: result?.p, outcome: result?.outcome };
};

describe('ratios know no unit: the scale of a channel and the order of charts change nothing', () => {
	const ofComparison = tableMethods.filter(({ form }) => form === 'comparison');
	test.each(ofComparison)('$id', ({ id }) => {
		// powers of two, so that a ratio stays the same to the last digit
		const factors = fc.array(
			fc.integer({ min: -4, max: 4 }).map((k) => 2 ** k),
			{ minLength: 4, maxLength: 4 }
		);
		const order = fc.constantFrom([0, 1, 2], [2, 0, 1], [1, 0, 2]);
		fc.assert(
			fc.property(
				three(three(fc.tuple(presentation, presentation))),
				factors,
				order,
				(charts, scale, places) => {
					const found = plain(id, comparisonTable(charts, scale, places));
					expect(found).toEqual(brief(id, comparisonTable(charts)));
				}
			),
			{ numRuns: 15, seed: 21 }
		);
	});
});

describe('several channels of details: unit, level, order of foils and of channels change nothing', () => {
	const rows = three(
		three(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 4, maxLength: 4 }))
	);
	const table = (
		channels: readonly (readonly (readonly number[])[])[],
		change: (value: number, c: number) => number = (value) => value,
		turn: (row: number[]) => number[] = (row) => row
	): TableOf<'details'> => ({
		form: 'details',
		channels: channels.map((questions, c) => ({
			channel: `c${c}`,
			sensor: (['eda', 'respiration', 'cardio'] as const)[c] ?? 'other',
			stronger: 'larger',
			questions: questions.map((row, q) => ({
				questionId: `q${q}`,
				chart: 1,
				values: turn([...row]).map((value) => change(value, c)),
				keyIndex: 0
			}))
		}))
	});

	test.each(['leave-one-out-z', 'relative-range', 'miritello-rank'])('%s', (id) => {
		fc.assert(
			fc.property(rows, (channels) => {
				const own = brief(id, table(channels));
				const moved = table(channels, (value, c) => 8 + value * 2 ** c);
				const turned = table(channels, undefined, ([key = 0, ...foils]) => [
					key,
					...foils.toReversed()
				]);
				const exchanged = { ...table(channels), channels: table(channels).channels.toReversed() };
				for (const other of [moved, turned, exchanged]) expect(plain(id, other)).toEqual(own);
			}),
			{ numRuns: 25, seed: 22 }
		);
	});

	test('searching: unit, level and the order of items', () => {
		const search = (
			values: readonly (readonly number[])[],
			names: string[]
		): TableOf<'search'> => ({
			form: 'search',
			items: names,
			channels: [
				{
					...{ channel: 'EDA', sensor: 'eda', stronger: 'larger' },
					repetitions: values.map((row, i) => ({ chart: i + 1, values: [...row] }))
				}
			]
		});
		fc.assert(
			fc.property(
				three(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 4, maxLength: 4 })),
				(lists) => {
					const own = brief('searching', search(lists, ['a', 'b', 'c', 'd']));
					const moved = lists.map((row) => row.map((value) => 3 + 4 * value));
					const turned = lists.map((row) => row.toReversed());
					expect(plain('searching', search(moved, ['a', 'b', 'c', 'd']))).toEqual(own);
					expect(plain('searching', search(turned, ['d', 'c', 'b', 'a']))).toEqual(own);
				}
			),
			{ numRuns: 25, seed: 23 }
		);
	});
});
