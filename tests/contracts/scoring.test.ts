/** What every scoring method promises. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { methods } from '#lib/scoring/registry.ts';
import type { ChannelMeasurements, QuestionMeasurements } from '#lib/scoring/types.ts';

/** Words a result never contains. */
const FORBIDDEN =
	/guilt|innocen|\bl(ie|ies|ied|ying|iar)\b|truth|deceptive|deceit|honest|pass(ed)?\b|fail(ed|ure)?\b|100 ?%|有罪|无罪|说谎|撒谎|谎言|诚实|真话|通过|未通过|作案人/i;

const coarse = fc.integer({ min: 0, max: 4 });
const fine = fc.double({ min: -10, max: 10, noNaN: true }).map((v) => Number(v.toFixed(3)));
const questionOf = (value: fc.Arbitrary<number>, most: number): fc.Arbitrary<number[]> =>
	fc.array(value, { minLength: 2, maxLength: most });

/** Questions as values with the key at index 0. */
const lists = (most: number, questions: number): fc.Arbitrary<number[][]> =>
	fc
		.oneof(fc.constant(coarse), fc.constant(fine))
		.chain((value) => fc.array(questionOf(value, most), { minLength: 1, maxLength: questions }));

function channelOf(
	values: readonly (readonly (number | null)[])[],
	keys: readonly number[] = values.map(() => 0),
	stronger: 'larger' | 'smaller' = 'larger'
): ChannelMeasurements {
	const questions = values.map((row, i): QuestionMeasurements => ({
		questionId: `q${i}`,
		values: row,
		keyIndex: keys[i] ?? 0
	}));
	return { channel: 'EDA', stronger, questions };
}

/** All combinations of one index per list. */
function combinations(sizes: readonly number[]): number[][] {
	return sizes.reduce<number[][]>(
		(all, size) => all.flatMap((head) => Array.from({ length: size }, (_, i) => [...head, i])),
		[[]]
	);
}

test('the ids of methods are unique', () => {
	expect(new Set(methods.map(({ id }) => id)).size).toBe(methods.length);
});

describe.each(methods)('$id', (method) => {
	test('names its sources and its title in both languages', () => {
		expect(method.sources.length).toBeGreaterThan(0);
		expect(method.title.zh).toMatch(/\p{Script=Han}|Lykken/u);
		expect(method.title.en).not.toMatch(/\p{Script=Han}/u);
	});

	test('under the null p ≤ α comes up with probability ≤ α, counted over all keys', () => {
		fc.assert(
			fc.property(lists(4, 3), (values) => {
				const ps = combinations(values.map((row) => row.length)).map(
					(keys) => method.score(channelOf(values, keys)).p
				);
				for (const alpha of ps) {
					const share = ps.filter((p) => p <= alpha).length / ps.length;
					expect(share).toBeLessThanOrEqual(alpha + 1e-9);
				}
			}),
			{ numRuns: 60 }
		);
	});

	test('statistic in range, 0 < p ≤ 1, one contribution per question', () => {
		fc.assert(
			fc.property(lists(7, 8), (values) => {
				const result = method.score(channelOf(values), { seed: 1 });
				expect(result.method).toBe(method.id);
				expect(result.statistic).toBeGreaterThanOrEqual(result.range[0] - 1e-9);
				expect(result.statistic).toBeLessThanOrEqual(result.range[1] + 1e-9);
				expect(result.p).toBeGreaterThan(0);
				expect(result.p).toBeLessThanOrEqual(1);
				expect(result.perQuestion).toHaveLength(values.length);
			}),
			{ numRuns: 60 }
		);
	});

	test('the order of the foils and the scale of the channel change nothing', () => {
		const factor = fc.integer({ min: 1, max: 8 });
		fc.assert(
			fc.property(lists(6, 5), factor, fc.integer({ min: -5, max: 5 }), (values, scale, shift) => {
				const turned = values.map(([key = 0, ...foils]) => [key, ...foils.toReversed()]);
				const moved = turned.map((row) => row.map((value) => (value + shift) * 2 ** scale));
				const a = method.score(channelOf(values));
				for (const other of [turned, moved]) {
					const b = method.score(channelOf(other));
					expect(b.statistic).toBeCloseTo(a.statistic, 7);
					expect(b.p).toBeCloseTo(a.p, 9);
				}
			}),
			{ numRuns: 60 }
		);
	});

	test('`smaller` is `larger` of the mirrored values', () => {
		fc.assert(
			fc.property(lists(5, 4), (values) => {
				const mirrored = values.map((row) => row.map((value) => -value));
				const a = method.score(channelOf(values));
				const b = method.score(channelOf(mirrored, undefined, 'smaller'));
				expect([b.statistic, b.p]).toEqual([a.statistic, a.p]);
			}),
			{ numRuns: 30 }
		);
	});

	test('a stronger response to the key never makes p larger', () => {
		fc.assert(
			fc.property(lists(5, 4), (values) => {
				const p = method.score(channelOf(values)).p;
				const most = values.map((row) => [Math.max(...row) + 1, ...row.slice(1)]);
				expect(method.score(channelOf(most)).p).toBeLessThanOrEqual(p + 1e-12);
			}),
			{ numRuns: 60 }
		);
	});

	test('leaves out what is not scorable and refuses when nothing is left', () => {
		const result = method.score(
			channelOf([
				[5, 1, null, 2],
				[null, 1, 2],
				[3, null]
			])
		);
		expect(result.perQuestion.map((value) => value === null)).toEqual([false, true, true]);
		expect(result.excluded.map((e) => e.questionId)).toEqual(['q0', 'q1', 'q2']);
		expect(() => method.score(channelOf([[null, 1]]))).toThrow(
			expect.objectContaining({ code: 'scoring/too-few-items' }) as Error
		);
	});

	test('says what was compared in both languages without a forbidden word', () => {
		const strong = channelOf([
			[9, 1, 2, 3, 4],
			[8, 1, 2, 3, 4]
		]);
		const weak = channelOf([
			[0, 1, 2, 3, 4],
			[1, 1, 2, 3, 4]
		]);
		for (const { sentence, nullModel } of [strong, weak].map((c) => method.score(c))) {
			for (const text of [sentence.zh, sentence.en, nullModel.zh, nullModel.en])
				expect(text).not.toMatch(FORBIDDEN);
			expect(sentence.zh).toMatch(/\p{Script=Han}/u);
			expect(sentence.en).not.toMatch(/\p{Script=Han}/u);
			expect(sentence.en).toMatch(/did not recognise the details.*probability/);
		}
	});
});
