/**
 * No method calls chance a response more often than it says: P(p ≤ α) ≤ α for every α under its own null, counted over
 * all of its outcomes where that is possible, drawn with a fixed seed and a binomial bound where it is not. Methods
 * whose p is not exact say so.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLabError } from '#lib/core/errors.ts';
import { createRandom } from '#lib/core/random.ts';
import type { FormId, ScoreTable, TableOf } from '#lib/core/score-table/tables.ts';
import { scoreTable, tableMethods } from '#lib/scoring/registry-tables.ts';
import type { TableMethod } from '#lib/scoring/types.ts';

type Cells = readonly (readonly (number | null)[])[];

/** Key positions of two questions of three items. */
const KEYS = [0, 1, 2].flatMap((a) => [0, 1, 2].map((b) => [a, b] as const));

/** Rows of channel after channel, chart after chart, two questions each; the same keys everywhere. */
function detailTable(
	channels: readonly (readonly Cells[])[],
	keys: readonly number[]
): TableOf<'details'> {
	return {
		form: 'details',
		channels: channels.map((charts, c) => ({
			channel: `c${c}`,
			sensor: (['eda', 'respiration'] as const)[c] ?? 'other',
			stronger: c === 1 ? 'smaller' : 'larger',
			questions: charts.flatMap((rows, chart) =>
				rows.map((values, q) => ({
					questionId: `q${q}`,
					chart: chart + 1,
					values: [...values],
					keyIndex: keys[q] ?? 0
				}))
			)
		}))
	};
}

/** p of the method itself; a table in which nothing can be scored supports nothing. */
function pOf(id: string, table: ScoreTable, seed = 0): number {
	const method = tableMethods.find((one) => one.id === id) as TableMethod<FormId> | undefined;
	try {
		return method?.score(table, { seed }).p ?? 1;
	} catch (error) {
		if (isLabError(error) && error.code === 'scoring/too-few-items') return 1;
		throw error;
	}
}

function expectHonest(ps: readonly number[], weights: readonly number[] = ps.map(() => 1)): void {
	const all = weights.reduce((sum, weight) => sum + weight, 0);
	for (const alpha of new Set(ps)) {
		const below = ps.reduce((sum, p, i) => sum + (p <= alpha + 1e-12 ? (weights[i] ?? 0) : 0), 0);
		expect(below / all).toBeLessThanOrEqual(alpha + 1e-9);
	}
}

const exactOfDetails = [
	...['lykken', 'within-question-z', 'rank-sum'],
	...['leave-one-out-z', 'relative-range', 'miritello-rank']
];
const cell = fc.oneof(
	{ weight: 6, arbitrary: fc.integer({ min: 0, max: 4 }) },
	{ weight: 1, arbitrary: fc.constant(null) }
);
const list = <T>(of: fc.Arbitrary<T>, length: number): fc.Arbitrary<T[]> =>
	fc.array(of, { minLength: length, maxLength: length });

describe('concealed information: every key position equally likely, the same in all charts', () => {
	test.each(exactOfDetails)('%s: two charts, ties, missing values', (id) => {
		const isOfOneChannel = ['lykken', 'within-question-z', 'rank-sum'].includes(id);
		const charts = list(list(list(cell, 3), 2), 2);
		fc.assert(
			fc.property(list(charts, isOfOneChannel ? 1 : 2), (channels) => {
				expectHonest(KEYS.map((keys) => pOf(id, detailTable(channels, keys))));
			}),
			{ numRuns: 150, seed: 11 }
		);
	});

	test('the same strong item in every chart is one coincidence, not several', () => {
		const charts = [1, 2, 3].map(() => [
			[9, 1, 2],
			[1, 2, 8]
		]);
		for (const id of exactOfDetails)
			expect(pOf(id, detailTable([charts], [0, 2]))).toBeCloseTo(1 / 9, 12);
	});
});

describe('searching: the responses of a repetition might belong to any item', () => {
	const orders = (row: readonly number[]): number[][] =>
		row.length === 1
			? [[...row]]
			: row.flatMap((value, i) =>
					orders(row.filter((_, j) => j !== i)).map((rest) => [value, ...rest])
				);

	test('over all orders of three repetitions', () => {
		const rows = list(list(fc.integer({ min: 0, max: 5 }), 3), 3);
		fc.assert(
			fc.property(rows, ([a = [], b = [], c = []]) => {
				const ps = orders(a).flatMap((first) =>
					orders(b).flatMap((second) =>
						orders(c).map((third) => {
							const repetitions = [first, second, third].map((values, i) => ({
								chart: i + 1,
								values
							}));
							return pOf('searching', {
								form: 'search',
								items: ['a', 'b', 'c'],
								channels: [{ channel: 'EDA', sensor: 'eda', stronger: 'larger', repetitions }]
							});
						})
					)
				);
				expectHonest(ps);
			}),
			{ numRuns: 25, seed: 12 }
		);
	});
});

describe('comparison questions', () => {
	/** One EDA and one cardio score of two questions in one chart, each −, 0 or +: 81 equally likely outcomes. */
	test('ess-m: over all ways to score two questions at random', () => {
		const ratios = [0.5, 1, 2];
		const pairs = ratios.flatMap((eda) => ratios.map((bp) => ({ EDA: eda, BP: bp })));
		const ps = pairs.flatMap((one) =>
			pairs.map((two) =>
				pOf('ess-m', {
					form: 'comparison',
					issue: 'single',
					prior: 0.5,
					alpha: 0.05,
					sensors: [
						{ channel: 'EDA', sensor: 'eda' },
						{ channel: 'BP', sensor: 'cardio' }
					],
					charts: [
						{
							chart: 1,
							presentations: [one, two].flatMap((values, k) => [
								{ questionId: `C${k}`, role: 'comparison' as const, values: { EDA: 1, BP: 1 } },
								{ questionId: `R${k}`, role: 'relevant' as const, values },
								{ questionId: `N${k}`, role: 'neutral' as const, values: {} }
							])
						}
					]
				})
			)
		);
		expect(ps).toHaveLength(81);
		expectHonest(ps);
	});
});

test('artifact-proportions: all ways to spread a number of artifacts over 6 and 12 presentations', () => {
	const choose = (n: number, k: number): number =>
		k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k;
	for (let marked = 0; marked <= 18; marked++) {
		const ways = Array.from({ length: marked + 1 }, (_, a) => a).filter(
			(a) => a <= 6 && marked - a <= 12
		);
		const ps = ways.map((a) =>
			pOf('artifact-proportions', {
				form: 'artifacts',
				comparison: { artifacts: a, presentations: 6 },
				relevant: { artifacts: marked - a, presentations: 12 }
			})
		);
		expectHonest(
			ps,
			ways.map((a) => choose(6, a) * choose(12, marked - a))
		);
	}
});

describe('drawn probabilities', () => {
	const RUNS = 300;
	/** Most hits of RUNS at a rate that chance exceeds less than once in ten thousand times (3.72 SDs). */
	const most = (rate: number): number => RUNS * rate + 3.72 * Math.sqrt(RUNS * rate * (1 - rate));

	test.each(['within-question-z', 'leave-one-out-z'])(
		'%s: nine questions of five items, more than a million keys',
		(id) => {
			const random = createRandom(7);
			const ps = Array.from({ length: RUNS }, (_, run) => {
				const rows = Array.from({ length: 9 }, () =>
					Array.from({ length: 5 }, () => random.integer(1e6))
				);
				const keys = rows.map(() => random.integer(5));
				return pOf(id, detailTable([[rows]], keys), run);
			});
			const table = detailTable([[Array.from({ length: 9 }, () => [1, 2, 3, 4, 5])]], []);
			expect(scoreTable(id, table)[0]?.pKind).toBe('monte-carlo');
			for (const alpha of [0.01, 0.05, 0.1, 0.5])
				expect(ps.filter((p) => p <= alpha).length).toBeLessThanOrEqual(most(alpha));
			// and it is not merely useless
			expect(ps.filter((p) => p <= 0.5).length).toBeGreaterThan(0.35 * RUNS);
		},
		60_000
	);

	test('searching: three repetitions of eight items', () => {
		const random = createRandom(8);
		const ps = Array.from({ length: 60 }, (_, run) => {
			const repetitions = [1, 2, 3].map((chart) => ({
				chart,
				values: Array.from({ length: 8 }, () => random.integer(1e6))
			}));
			return pOf(
				'searching',
				{
					form: 'search',
					items: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
					channels: [{ channel: 'EDA', sensor: 'eda', stronger: 'larger', repetitions }]
				},
				run
			);
		});
		// 60 runs at .05: more than 10 come up once in several thousand times
		expect(ps.filter((p) => p <= 0.05).length).toBeLessThanOrEqual(10);
	}, 60_000);
});

/** What kind of probability each method states. */
const KINDS: Readonly<Record<string, 'exact' | 'approximate' | 'none'>> = {
	...Object.fromEntries(exactOfDetails.map((id) => [id, 'exact' as const])),
	...{ searching: 'exact', 'ess-m': 'exact', 'artifact-proportions': 'exact' },
	...{ 'likelihood-ratio': 'approximate', 'oss-2': 'approximate', 'oss-3': 'approximate' },
	...{ 'probability-analysis': 'approximate', utah: 'none' },
	...{ 'federal-three-position': 'none', 'federal-seven-position': 'none' },
	...{ 'federal-seven-position-alternative': 'none', 'oss-1': 'none' }
};
const samples: { readonly [Form in ScoreTable['form']]: TableOf<Form> } = {
	details: detailTable([[[[1, 2, 3]]]], [2]),
	search: {
		form: 'search',
		items: ['a', 'b'],
		channels: [
			{
				...{ channel: 'EDA', sensor: 'eda', stronger: 'larger' },
				repetitions: [1, 2].map((chart) => ({ chart, values: [chart, 1] }))
			}
		]
	},
	comparison: {
		...{ form: 'comparison', issue: 'single', prior: 0.5, alpha: 0.05 },
		sensors: [{ channel: 'EDA', sensor: 'eda' }],
		charts: [1, 2].map((chart) => ({
			chart,
			presentations: [
				{ questionId: 'C', role: 'comparison', values: { EDA: 1 } },
				{ questionId: 'R', role: 'relevant', values: { EDA: 2 } }
			]
		}))
	},
	artifacts: {
		form: 'artifacts',
		comparison: { artifacts: 1, presentations: 9 },
		relevant: { artifacts: 2, presentations: 9 }
	},
	standardised: {
		form: 'standardised',
		scores: [{ channel: 'EDA', measure: 'scr', score: 1 }],
		normSample: { source: 'norm sample', people: 40 }
	}
};

test('every method is in the list', () => {
	expect(Object.keys(KINDS).toSorted()).toEqual(tableMethods.map(({ id }) => id).toSorted());
});

test.each(tableMethods)('$id says what kind of probability it states', ({ id, form }) => {
	const [result] = scoreTable(id, samples[form]);
	expect(result?.pKind).toBe(KINDS[id]);
	if (KINDS[id] === 'none') {
		expect(result?.p).toBeNull();
		expect(result?.nullModel.en).toMatch(/\bno\b|\bnot?\b/i);
	}
	if (KINDS[id] === 'approximate') {
		expect(result?.nullModel.en).toMatch(/norm|reference|taken as|table/i);
		expect(result?.sentence.en).not.toMatch(/exact/i);
	}
});
