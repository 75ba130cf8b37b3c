/** What every method over tables of measurements keeps to. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTable } from '#lib/core/score-table/parse-table.ts';
import type { FormId, ScoreTable, TableOf } from '#lib/core/score-table/tables.ts';
import { scoreTable, tableMethods } from '#lib/scoring/registry-tables.ts';
import { parse } from 'yaml';

interface Wording {
	readonly forbidden: readonly {
		readonly words: { readonly zh: readonly string[]; readonly en: readonly string[] };
	}[];
}
const wording = parse(readFileSync('protocols/rules/wording.yaml', 'utf8')) as Wording;
const words = (locale: 'zh' | 'en'): string[] =>
	wording.forbidden.flatMap((one) => one.words[locale]);
/** Words no result contains: those of the laboratory's list, and the field's labels of people. */
const FORBIDDEN = [
	...words('en').map((word) => new RegExp(`\\b${word.replace('%', '\\s?%')}`, 'i')),
	...words('zh').map((word) => new RegExp(word)),
	/guilt|innocen|\bl(ie|ies|ied|ying|iar)\b|truth|decepti|deceit|\bN?DI\b|pass(ed)?\b|fail(ed|ure)?\b/i
];

const level = fc.integer({ min: 0, max: 6 });

/** Details, key at index 0 unless given: shape [channels][questions][items]. */
function detailTable(
	values: readonly (readonly (readonly (number | null)[])[])[],
	keys: readonly number[] = []
): TableOf<'details'> {
	return {
		form: 'details',
		channels: values.map((questions, c) => ({
			channel: `c${c}`,
			sensor: (['eda', 'respiration', 'cardio'] as const)[c % 3] ?? 'other',
			stronger: c === 1 ? 'smaller' : 'larger',
			questions: questions.map((row, q) => ({
				questionId: `q${q}`,
				chart: 1,
				values: [...row],
				keyIndex: keys[q] ?? 0
			}))
		}))
	};
}

const SENSORS = [
	{ channel: 'EDA', sensor: 'eda' },
	{ channel: 'BP', sensor: 'cardio' },
	{ channel: 'RA', sensor: 'respiration' },
	{ channel: 'RT', sensor: 'respiration' },
	{ channel: 'PLE', sensor: 'pulse' }
] as const;
const presentation = fc.record({
	EDA: fc.integer({ min: 0, max: 9 }),
	BP: fc.integer({ min: 1, max: 9 }),
	RA: fc.integer({ min: 8, max: 12 }),
	RT: fc.integer({ min: 8, max: 12 }),
	PLE: fc.integer({ min: 1, max: 4 })
});
type Values = Record<(typeof SENSORS)[number]['channel'], number>;

/** C1 R1 N1 C2 R2 N2 … from pairs [comparison, relevant], shape [charts][questions][2]. */
function comparisonTable(
	charts: readonly (readonly (readonly [Values, Values])[])[],
	isSwapped = false
): TableOf<'comparison'> {
	const roleOf = (k: number): 'comparison' | 'relevant' =>
		(k === 0) === isSwapped ? 'relevant' : 'comparison';
	return {
		form: 'comparison',
		issue: 'single',
		prior: 0.5,
		alpha: 0.05,
		sensors: [...SENSORS],
		charts: charts.map((pairs, i) => ({
			chart: i + 1,
			presentations: pairs.flatMap((pair, q) => [
				...pair.map((values, k) => ({
					questionId: `${k === 0 ? 'C' : 'R'}${q}`,
					role: roleOf(k),
					values: { ...values }
				})),
				{ questionId: `N${q}`, role: 'neutral' as const, values: {} }
			])
		}))
	};
}

const three = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
	fc.array(value, { minLength: 3, maxLength: 3 });
const tables: { readonly [Form in FormId]: fc.Arbitrary<TableOf<Form>> } = {
	details: three(three(fc.array(level, { minLength: 4, maxLength: 4 }))).map((v) => detailTable(v)),
	search: three(fc.array(level, { minLength: 4, maxLength: 4 })).map((rows) => ({
		form: 'search',
		items: ['a', 'b', 'c', 'd'],
		channels: [
			{
				channel: 'EDA',
				sensor: 'eda',
				stronger: 'larger',
				repetitions: rows.map((values, i) => ({ chart: i + 1, values }))
			}
		]
	})),
	comparison: three(three(fc.tuple(presentation, presentation))).map((charts) =>
		comparisonTable(charts)
	),
	artifacts: fc.tuple(fc.nat(9), fc.nat(9)).map(([a, b]) => ({
		form: 'artifacts',
		comparison: { artifacts: a, presentations: 9 },
		relevant: { artifacts: b, presentations: 9 }
	})),
	standardised: fc.tuple(level, level).map(([a, b]) => ({
		form: 'standardised',
		scores: [
			{ channel: 'EDA', measure: 'scr', score: a - 3 },
			{ channel: 'HR', measure: 'hr', score: b - 3 }
		],
		normSample: { source: 'norm sample', people: 40 }
	}))
};
const tableOf = (form: FormId): fc.Arbitrary<ScoreTable> => tables[form];
const first = (id: string, table: ScoreTable) => {
	const [result] = scoreTable(id, table, 1);
	if (result === undefined) throw new Error('no result');
	return result;
};

test('every file of a method is listed under its name', () => {
	const files = readdirSync('src/lib/scoring', { withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
		.map(({ name }) => name.replace(/[.]ts$/, ''))
		.filter((name) => !/[.]test$|^(registry|types|session-|sheet-)/.test(name));
	expect(tableMethods.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
});

test('the ids of methods are unique', () => {
	expect(new Set(tableMethods.map(({ id }) => id)).size).toBe(tableMethods.length);
});

describe.each(tableMethods)('$id', ({ id, form, title, sources, critique }) => {
	test('names sources, title and criticism in both languages', () => {
		expect(sources.length).toBeGreaterThan(0);
		expect(title.zh).toMatch(/\p{Script=Han}/u);
		for (const text of [title, ...critique]) {
			expect(text.en).not.toMatch(/\p{Script=Han}/u);
			expect(text.zh.length).toBeGreaterThan(0);
		}
	});

	test('statistic in range, p a probability or honestly none, plain words, contributions add up', () => {
		fc.assert(
			fc.property(tableOf(form), (table) => {
				for (const result of scoreTable(id, table, 1)) {
					const [low, high] = result.range;
					expect(result.statistic).toBeGreaterThanOrEqual((low ?? -Infinity) - 1e-9);
					expect(result.statistic).toBeLessThanOrEqual((high ?? Infinity) + 1e-9);
					expect(result.p === null).toBe(result.pKind === 'none');
					expect(result.p ?? 1).toBeGreaterThan(0);
					expect(result.p ?? 1).toBeLessThanOrEqual(1 + 1e-12);
					const parts = result.perChannel.map(({ contribution }) => contribution ?? 0);
					if (parts.length > 0)
						expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(result.statistic, 9);
					const texts = [result.sentence, result.nullModel, title, ...critique];
					for (const text of texts.flatMap(({ zh, en }) => [zh, en]))
						for (const word of FORBIDDEN) expect(text).not.toMatch(word);
					expect(result.sentence.zh).toMatch(/\p{Script=Han}/u);
					expect(result.sentence.en).not.toMatch(/\p{Script=Han}/u);
					// a result is JSON: no NaN, no infinity
					expect(JSON.parse(JSON.stringify(result))).toEqual(result);
				}
			}),
			{ numRuns: 12 }
		);
	});

	test('says how it changes without each channel and chart', () => {
		const [table] = fc.sample(tableOf(form), { numRuns: 1, seed: 5 });
		if (table === undefined || table.form === 'artifacts') return;
		const rows = scoreTable(id, table, 1).flatMap((result) => result.sensitivity);
		const list = table.form === 'comparison' ? table.sensors : [];
		const names = rows.filter(({ kind }) => kind === 'without-channel').map(({ name }) => name);
		if (table.form === 'comparison') expect(names).toEqual(list.map(({ channel }) => channel));
		if (table.form === 'comparison' || table.form === 'search')
			expect(rows.filter(({ kind }) => kind === 'without-chart')).toHaveLength(3);
	});

	test('the table it takes survives the schema', () => {
		const [table] = fc.sample(tableOf(form), { numRuns: 1, seed: 5 });
		expect(parseTable(JSON.parse(JSON.stringify(table)))).toEqual(table);
	});
});

describe('under the null p ≤ α comes up with probability ≤ α', () => {
	const joint = ['leave-one-out-z', 'relative-range', 'miritello-rank'];
	const cell = fc.oneof(
		{ weight: 5, arbitrary: level },
		{ weight: 1, arbitrary: fc.constant(null) }
	);
	const keys = [0, 1, 2, 3].flatMap((a) => [0, 1, 2, 3].map((b) => [a, b]));

	test.each(joint)('%s: over all keys, several channels at once, values missing', (id) => {
		const method = tableMethods.find((one) => one.id === id);
		if (method?.form !== 'details') throw new Error('no such method');
		const row = fc.array(cell, { minLength: 4, maxLength: 4 });
		const values = fc.array(fc.tuple(row, row), { minLength: 2, maxLength: 3 });
		fc.assert(
			fc.property(values, (channels) => {
				const usable = (q: number, item: number): boolean =>
					channels.some((rows) => {
						const own = rows[q] ?? [];
						const isThere = id === 'miritello-rank' || own[item] !== null;
						return isThere && own.filter((value) => value !== null).length >= 2;
					});
				const possible = keys.filter((key) => key.every((item, q) => usable(q, item)));
				const ps = possible.map((key) => method.score(detailTable(channels, key)).p ?? 1);
				for (const alpha of ps)
					expect(ps.filter((p) => p <= alpha + 1e-12).length / ps.length).toBeLessThanOrEqual(
						alpha + 1e-9
					);
			}),
			{ numRuns: 60 }
		);
	});

	test('ess-m: over all ways to score one question in one chart at random', () => {
		const method = tableMethods.find((one) => one.id === 'ess-m');
		if (method?.form !== 'comparison') throw new Error('no such method');
		const ratios = [0.5, 1, 2];
		const base: Values = { EDA: 4, BP: 4, RA: 10, RT: 10, PLE: 4 };
		const ps = ratios.flatMap((eda) =>
			ratios.flatMap((bp) =>
				ratios.flatMap((ple) =>
					[0.7, 1, 1.4].map((belts) => {
						const relevant = {
							EDA: 4 * eda,
							BP: 4 * bp,
							PLE: 4 * ple,
							RA: 10 * belts,
							RT: 10 * belts
						};
						return method.score(comparisonTable([[[base, relevant]]])).p ?? 1;
					})
				)
			)
		);
		expect(ps).toHaveLength(81);
		for (const alpha of ps)
			expect(ps.filter((p) => p <= alpha + 1e-12).length / 81).toBeLessThanOrEqual(alpha + 1e-9);
	});
});

describe('exchanging relevant and comparison questions flips the sign', () => {
	const symmetric = [
		...['ess-m', 'federal-three-position', 'federal-seven-position', 'utah'],
		'probability-analysis'
	];
	test.each(symmetric)('%s', (id) => {
		const charts = three(three(fc.tuple(presentation, presentation)));
		fc.assert(
			fc.property(charts, (pairs) => {
				const there = first(id, comparisonTable(pairs)).statistic;
				const back = first(id, comparisonTable(pairs, true)).statistic;
				expect(there + back).toBeCloseTo(0, 9);
			}),
			{ numRuns: 15 }
		);
	});

	test('artifact-proportions', () => {
		const score = (a: number, b: number) =>
			first('artifact-proportions', {
				form: 'artifacts',
				comparison: { artifacts: a, presentations: 9 },
				relevant: { artifacts: b, presentations: 9 }
			});
		expect(score(5, 1).statistic).toBeCloseTo(-score(1, 5).statistic, 12);
		expect(score(5, 1).p).toBeCloseTo(score(1, 5).p ?? 0, 12);
	});
});

describe('`smaller` is `larger` of the mirrored values', () => {
	test.each(['leave-one-out-z', 'relative-range', 'miritello-rank', 'lykken', 'rank-sum'])(
		'%s',
		(id) => {
			const table = detailTable([[[5, 1, 2, 3]], [[4, 1, 6, 3]]]);
			const mirrored = {
				...table,
				channels: table.channels.map((channel) => ({
					...channel,
					stronger: channel.stronger === 'larger' ? ('smaller' as const) : ('larger' as const),
					questions: channel.questions.map((question) => ({
						...question,
						values: question.values.map((value) => -Number(value))
					}))
				}))
			};
			const brief = (one: ScoreTable) =>
				scoreTable(id, one).map(({ statistic, p }) => ({ statistic, p }));
			expect(brief(mirrored)).toEqual(brief(table));
		}
	);
});
