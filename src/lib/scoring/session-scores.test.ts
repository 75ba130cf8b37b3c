import { expect, test } from 'vitest';
import lykken from './lykken.ts';
import { scoreWith } from './session-scores.ts';
import withinQuestionZ from './within-question-z.ts';

const questions = ['a', 'b'].map((questionId) => ({
	questionId,
	items: [
		{ itemId: `${questionId}-buffer`, role: 'buffer' as const },
		{ itemId: `${questionId}-1`, role: 'foil' as const },
		{ itemId: `${questionId}-2`, role: 'key' as const },
		{ itemId: `${questionId}-3`, role: 'foil' as const }
	]
}));
type Row = Parameters<typeof scoreWith>[0]['rows'][number];

/** Rows of one chart: question a has items 1–3, question b too, values in that order. */
const chart = (number: number, values: (number | null)[], of: Partial<Row> = {}): Row[] =>
	values.map((value, i) => ({
		chart: number,
		presentation: i + 1,
		questionId: i < 3 ? 'a' : 'b',
		itemId: `${i < 3 ? 'a' : 'b'}-${(i % 3) + 1}`,
		channel: 'EDA',
		feature: 'scr-amplitude',
		value,
		quality: 1,
		exclusion: value === null ? 'gap' : '',
		...of
	}));

test('every channel is scored with every method, the buffer left out', () => {
	const buffer = { ...chart(1, [99])[0]!, itemId: 'a-buffer', presentation: 9 };
	const rows = [
		buffer,
		...chart(1, [1, 5, 2, 1, 5, 2]),
		...chart(1, [9, 1, 8, 9, 1, 8], { channel: 'RSP', feature: 'line-length' })
	];
	const scores = scoreWith({ methods: [lykken, withinQuestionZ], questions, rows, seed: 0 });
	expect(scores.map((s) => [s.channel, s.method, s.statistic.toFixed(2)])).toEqual([
		['EDA', 'lykken', '4.00'],
		['EDA', 'within-question-z', '1.37'],
		['RSP', 'lykken', '4.00'],
		['RSP', 'within-question-z', '1.40']
	]);
	expect(scores[0]!.perQuestion).toEqual([
		{ questionId: 'a', value: 2 },
		{ questionId: 'b', value: 2 }
	]);
});

test('several charts add points for Lykken and are averaged for z; the key is exchanged in all of them', () => {
	const rows = [...chart(1, [1, 5, 2, 1, 5, 2]), ...chart(2, [1, 5, 2, 1, 5, 2])];
	const scores = scoreWith({ methods: [lykken, withinQuestionZ], questions, rows, seed: 0 });
	expect(scores[0]!.statistic).toBe(8);
	expect(scores[0]!.perQuestion).toHaveLength(4);
	expect(scores[0]!.p).toBeCloseTo(1 / 9, 12);
	expect(scores[1]!.p).toBeCloseTo(1 / 9, 12);
});

test('a row that a person took out no longer counts', () => {
	const rows = chart(1, [1, 5, 9, 1, 5, 2]);
	const taken = { chart: 1, presentation: 3, channel: 'EDA', reason: 'cough' };
	const score = (exclusions: (typeof taken)[]) =>
		scoreWith({ methods: [lykken], questions, rows, exclusions, seed: 0 })[0]!.statistic;
	expect(score([])).toBe(3);
	expect(score([taken])).toBe(4);
	expect(score([{ ...taken, channel: 'RSP' }])).toBe(3);
});

test('an item read out again counts with its last scorable presentation', () => {
	const rows = [
		...chart(1, [1, 2, 9, 1, 5, 2]),
		{ ...chart(1, [20])[0]!, itemId: 'a-2', presentation: 7 },
		{ ...chart(1, [null])[0]!, itemId: 'a-2', presentation: 8 }
	];
	expect(scoreWith({ methods: [lykken], questions, rows, seed: 0 })[0]!.statistic).toBe(4);
});

test('a channel with nothing to score has no scores', () => {
	const rows = chart(1, [null, null, null, null, null, null]);
	expect(scoreWith({ methods: [lykken], questions, rows, seed: 0 })).toEqual([]);
});

test('a value measured anew replaces the automatic one, also where there was none', () => {
	const rows = chart(1, [1, 5, 9, 1, null, 2]);
	const anew = { chart: 1, channel: 'EDA', fromSample: 1, toSample: 2, reason: 'rise is clear' };
	type Overrides = NonNullable<Parameters<typeof scoreWith>[0]['overrides']>;
	const score = (overrides: Overrides) =>
		scoreWith({ methods: [lykken], questions, rows, overrides, seed: 0 })[0]!;
	// question b has no value for its key
	expect(score([])).toMatchObject({ statistic: 1, perQuestion: [{ value: 1 }, { value: null }] });
	expect(score([{ ...anew, presentation: 3, value: 2, automatic: 9 }]).statistic).toBe(2);
	expect(score([{ ...anew, presentation: 5, value: 3, automatic: null }]).statistic).toBe(3);
});
