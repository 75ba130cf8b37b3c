import { expect, test } from 'vitest';
import type { MeasuredSession } from './session-channels.ts';
import { scoreSession } from './registry.ts';
import { scoreTechnique, type TechniquePlan } from './session-technique.ts';

type Row = MeasuredSession['rows'][number];
type Given = readonly (readonly [itemId: string, value: number | null])[];

const limits = { respondsAtOrBelow: 0.05, doesNotRespondAtOrAbove: 0.3, source: 'test' };
const search: TechniquePlan = { kind: 'search', scoring: { ...limits, methods: ['searching'] } };
const irrelevant: TechniquePlan = {
	...{ kind: 'relevant-irrelevant', scoring: { methods: ['leave-one-out-z'], source: 'test' } }
};

const list = (questionId: string) => ({
	questionId,
	items: (['buffer', 'item', 'item', 'item', 'item', 'item'] as const).map((role, i) => ({
		...{ itemId: `${questionId}${i}`, role, text: `place ${i}` }
	}))
});

function chart(number: number, questionId: string, given: Given, feature = 'scr-amplitude'): Row[] {
	return given.map(([itemId, value], i) => ({
		...{ chart: number, presentation: i + 1, questionId, itemId, channel: 'EDA', feature },
		...{ value, quality: 1, exclusion: value === null ? 'flat' : '' }
	}));
}
/** Four charts of one list in which item 3 is by far the strongest, the others change places. */
const strong = (questionId: string): Row[] =>
	[1, 2, 3, 4].flatMap((number) =>
		chart(
			number,
			questionId,
			[0, 1, 2, 3, 4, 5].map((i) => [
				`${questionId}${i}`,
				i === 0 ? 9 : i === 3 ? 5 : ((i * number) % 5) / 10
			])
		)
	);

test('a search names its strongest item in words; the buffer is left out', () => {
	const [score] = scoreTechnique({ questions: [list('a')], rows: strong('a') }, search, 7);
	expect(score).toMatchObject({
		...{ method: 'searching', channel: 'all', questionId: 'a', outcome: 'responds' },
		rule: 'strongest-item'
	});
	expect(score!.perItem!.map(({ itemId }) => itemId)[0]).toBe('a3');
	expect(score!.perItem).toHaveLength(5);
	expect(score!.sentence.en).toContain('“place 3”');
	expect(score!.p).toBeLessThan(0.05);
});

test('several lists share the limit, and nothing ever says “does not respond”', () => {
	const flat = [1, 2, 3].flatMap((number) =>
		chart(
			number,
			'b',
			[0, 1, 2, 3, 4, 5].map((i) => [`b${i}`, (i * number) % 5])
		)
	);
	const questions = [list('a'), list('b')];
	const scores = scoreTechnique({ questions, rows: [...strong('a'), ...flat] }, search, 7);
	expect(scores.map(({ questionId, outcome }) => [questionId, outcome])).toEqual([
		['a', 'responds'],
		['b', 'inconclusive']
	]);
	// alone .03 would do, beside three other lists it would not
	const [p] = scores.map((one) => one.p!);
	const many = [...questions, ...Array.from({ length: 98 }, (_, i) => list(`z${i}`))];
	const [among] = scoreTechnique({ questions: many, rows: strong('a') }, search, 7);
	expect(among!.p).toBe(p);
	expect(among!.outcome).toBe(p! <= 0.05 / 100 ? 'responds' : 'inconclusive');
});

test('relevant among irrelevant questions: described, no p, nothing decided; the first question is not compared with', () => {
	const series = {
		questionId: 's',
		items: (
			[
				['i1', 'neutral'],
				['r1', 'relevant'],
				['i2', 'neutral'],
				['r2', 'relevant'],
				['i3', 'neutral']
			] as const
		).map(([itemId, role]) => ({ itemId, role }))
	};
	const rows = chart(
		1,
		's',
		[
			['i1', 50],
			['r1', 4],
			['i2', 1],
			['r2', 2],
			['i3', 3]
		],
		'eda-rise'
	);
	const [score] = scoreTechnique({ questions: [series], rows }, irrelevant, 1);
	expect(score).toMatchObject({ p: null, pKind: 'none', outcome: 'inconclusive', rule: 'none' });
	// others of r1: 1 and 3 (mean 2, SD 1): 2; of r2: 0. What came first (50) would have made both negative
	expect(score!.perItem!.map(({ itemId, value }) => [itemId, value])).toEqual([
		['r1', 2],
		['r2', 0]
	]);
	expect(score!.statistic).toBe(1);
});

test('details are scored as ever; a told order says that its p is a rough guide', () => {
	const questions = ['a', 'b'].map((questionId) => ({
		questionId,
		items: (['buffer', 'foil', 'key', 'foil', 'foil'] as const).map((role, i) => ({
			...{ itemId: `${questionId}${i}`, role }
		}))
	}));
	const rows = ['a', 'b'].flatMap((id) =>
		chart(1, id, [
			[`${id}0`, 9],
			[`${id}1`, 1],
			[`${id}2`, 6],
			[`${id}3`, 2],
			[`${id}4`, 3]
		])
	);
	const scoring = { ...limits, methods: ['lykken'] };
	const session = { questions, rows };
	const found = scoreTechnique(session, { kind: 'recognition', scoring }, 3);
	expect(found).toEqual(scoreSession({ ...session, seed: 3 }));
	const told = scoreTechnique(session, { kind: 'known-peak', scoring }, 3);
	expect(told.map(({ statistic, p }) => [statistic, p])).toEqual(
		found.map(({ statistic, p }) => [statistic, p])
	);
	expect(told[0]!.sentence.zh).toBe(
		`${found[0]!.sentence.zh}计算概率时假定各位置机会相等；本技术的顺序事先告知被测人，这一假定并不成立，概率只能作参考。`
	);
});
