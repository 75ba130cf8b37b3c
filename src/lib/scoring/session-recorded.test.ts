import { expect, test } from 'vitest';
import { scoreTable } from './registry-tables.ts';
import {
	comparisonScore,
	describingScore,
	searchScore,
	testOutcome,
	toldOrder
} from './session-recorded.ts';
import type { TableResult } from './types.ts';

const items = ['r1', 'r2', 'r3'].map((itemId) => ({
	...{ itemId, role: 'relevant' as const, text: `words of ${itemId}` }
}));
const series = { questionId: 's', items };

test('a decision rule speaks of responses, never of people', () => {
	expect(testOutcome('significant-response')).toBe('responds');
	expect(testOutcome('no-significant-response')).toBe('does-not-respond');
	expect((['inconclusive', 'none'] as const).map(testOutcome)).toEqual([
		...['inconclusive', 'inconclusive']
	]);
});

/** Three charts on skin conductance: the ratio relevant ÷ comparison of each question. */
function compared(issue: 'single' | 'multiple', ratios: readonly number[]): TableResult {
	const [result] = scoreTable('federal-three-position', {
		...({ form: 'comparison', issue, prior: 0.5, alpha: 0.05 } as const),
		sensors: [{ channel: 'EDA', sensor: 'eda' }],
		charts: [1, 2, 3].map((chart) => ({
			chart,
			presentations: ratios.flatMap((ratio, i) => [
				{ questionId: `c${i + 1}`, role: 'comparison' as const, values: { EDA: 1 } },
				{ questionId: `r${i + 1}`, role: 'relevant' as const, values: { EDA: ratio } },
				{ questionId: `n${i + 1}`, role: 'neutral' as const, values: {} }
			])
		}))
	});
	return result!;
}

// polygraph.md §3.6, SSR: only the questions at or below −3 respond, the rest stay open
test('several issues: each relevant question with its subtotal and its own outcome', () => {
	expect(comparisonScore(compared('multiple', [2, 0.5, 1]), series)).toMatchObject({
		...{ method: 'federal-three-position', channel: 'all', questionId: 's', rule: 'subtotal' },
		...{ statistic: 0, p: null, pKind: 'none', outcome: 'responds' },
		perItem: [
			{ questionId: 's', itemId: 'r1', value: -3, outcome: 'responds' },
			{ questionId: 's', itemId: 'r2', value: 3, outcome: 'inconclusive' },
			{ questionId: 's', itemId: 'r3', value: 0, outcome: 'inconclusive' }
		],
		perChannel: [{ channel: 'EDA', contribution: 0 }]
	});
});

// FZR: total +9 and every subtotal above 0
test('one issue: all questions share the decision', () => {
	const score = comparisonScore(compared('single', [0.5, 0.5, 0.5]), series);
	expect([score.statistic, score.rule, score.outcome]).toEqual([
		...[9, 'federal-zct', 'does-not-respond']
	]);
	expect(score.perItem!.map(({ outcome }) => outcome)).toEqual([
		...['does-not-respond', 'does-not-respond', 'does-not-respond']
	]);
});

const limits = { respondsAtOrBelow: 0.05, doesNotRespondAtOrAbove: 0.3 };
const found = (p: number | null): TableResult => ({
	...{ method: 'searching', statistic: 1.2, range: [-2, 2], p, pKind: 'exact', outcome: 'none' },
	...{ nullModel: { zh: '', en: '' }, excluded: [] },
	perChannel: [{ channel: 'EDA', contribution: 1.2 }],
	sentence: { zh: '“r2”的平均反应最强。', en: '“r2” draws the strongest mean response.' },
	details: {
		items: [
			{ item: 'r2', meanZ: 1.2 },
			{ item: 'r1', meanZ: 0.1 }
		],
		strongest: 'r2'
	}
});

test('a search: the strongest item by its words, its p against the limit shared by all lists', () => {
	const outcome = (p: number | null, lists: number) =>
		searchScore(found(p), series, { limits, lists }).outcome;
	expect([outcome(0.05, 1), outcome(0.025, 2), outcome(0.026, 2)]).toEqual([
		...['responds', 'responds', 'inconclusive']
	]);
	// no item stands out: open, whatever p
	expect([outcome(0.9, 1), outcome(null, 1)]).toEqual(['inconclusive', 'inconclusive']);
	const score = searchScore(found(0.01), series, { limits, lists: 1 });
	expect(score.sentence).toEqual({
		zh: '“words of r2”的平均反应最强。',
		en: '“words of r2” draws the strongest mean response.'
	});
	expect(score.perItem).toEqual([
		{ questionId: 's', itemId: 'r2', value: 1.2, outcome: 'responds' },
		{ questionId: 's', itemId: 'r1', value: 0.1 }
	]);
});

test('relevant among irrelevant: whatever the method gives, no p is kept and nothing decided', () => {
	const details = { questions: [{ questionId: 'r1', key: 2 }] };
	const score = describingScore({ ...found(0.001), statistic: 2.34567, details }, series);
	expect(score).toMatchObject({ p: null, pKind: 'none', outcome: 'inconclusive', rule: 'none' });
	expect(score.perItem).toEqual([{ questionId: 's', itemId: 'r1', value: 2 }]);
	expect(score.sentence.en).toContain('a mean of 2.346 (positive = stronger)');
	expect(score.sentence.zh).toContain('平均为 2.346');
});

test('an order that was told: the same score, its sentence says that p is a rough guide', () => {
	const score = searchScore(found(0.01), series, { limits, lists: 1 });
	const told = toldOrder(score);
	expect({ ...told, sentence: score.sentence }).toEqual(score);
	expect(told.sentence.en).toMatch(/response[.] The probability .* rough guide only[.]$/);
	expect(told.sentence.zh).toMatch(/概率只能作参考。$/);
});
