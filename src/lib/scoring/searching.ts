/**
 * Searching test: which item draws the strongest response, and how often chance alone would do as much.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { exclusionReason } from '#lib/core/score-table/cell.ts';
import type { TableOf } from '#lib/core/score-table/tables.ts';
import { numberText, probabilityText } from '#lib/core/statistics/probability-text.ts';
import type { BilingualText } from '#lib/core/text.ts';
import { maximumShare } from './searching/maximum-share.ts';
import { repetitionScores } from './searching/repetition-scores.ts';
import type { TableMethod, TableResult } from './types.ts';

function excludedOf({ channels, items }: TableOf<'search'>): TableResult['excluded'] {
	return channels.flatMap(({ channel, repetitions }) =>
		repetitions.flatMap(({ chart, values }) =>
			values.flatMap((cell, i) => {
				const reason = exclusionReason(cell);
				const where = `${channel} chart ${chart} ${items[i] ?? ''}`;
				return reason === null ? [] : [{ where, reason }];
			})
		)
	);
}

function sentenceOf(
	item: string,
	found: { readonly t: number; readonly gap: number; readonly p: number }
): BilingualText {
	const [t, gap] = [numberText(found.t, 3), numberText(found.gap, 3)];
	const p = probabilityText(found.p);
	return {
		zh: `“${item}”的平均反应最强（标准分 ${t}，比第二位高 ${gap}）。如果没有一个项目有特别意义，某一项目达到这一数值的概率为 ${p}。`,
		en: `“${item}” draws the strongest mean response (z ${t}, ${gap} above the next). If no item meant anything in particular, some item would reach this value with probability ${p}.`
	};
}

/**
 * T of an item: its mean z over channels, then over repetitions. p of the strongest item: share of all relabellings
 * of the items, made independently within each repetition, whose *largest* T is at least the observed largest one.
 *
 * That the item was chosen because it was the strongest is thereby paid for. One repetition alone can show nothing:
 * p is then 1.
 */
export default {
	id: 'searching',
	form: 'search',
	title: { zh: '搜索测试（最大统计量）', en: 'Searching test (maximum statistic)' },
	sources: [
		'Westfall & Young 1993, Resampling-Based Multiple Testing (maximum statistic)',
		'Meijer et al. 2013, Front. Psychol. 4: 68 (searching by skin conductance in groups)'
	],
	critique: [
		{
			zh: '最强项目只是继续查找的线索：意义可能来自个人经历，不必来自案件。',
			en: 'The strongest item is a place to look further, no more: it may mean something to the person for reasons of their own.'
		}
	],

	score(table, { seed = 0 } = {}) {
		const scores = repetitionScores(table);
		const { items } = table;
		const scorable = scores.means.filter((mean) => mean !== null);
		if (scores.repetitions.length === 0 || scorable.length < 2)
			throw new LabError(
				'scoring/too-few-items',
				'expected a repetition with two scorable items, got none'
			);
		const order = items
			.flatMap((item, i) => {
				const mean = scores.means[i] ?? null;
				return mean === null ? [] : [{ item, index: i, mean }];
			})
			.toSorted((a, b) => b.mean - a.mean);
		const [best, next] = order;
		const statistic = best?.mean ?? 0;
		const gap = statistic - (next?.mean ?? 0);
		const { p, pKind } = maximumShare(scores.repetitions, statistic, seed);
		const most = Math.sqrt(items.length - 1);
		return {
			method: 'searching',
			statistic,
			range: [-most, most],
			p,
			pKind,
			nullModel: {
				zh: '没有一个项目对被测人有特别意义：每一遍中各项目的反应可以任意互换。',
				en: 'No item means anything in particular to the person: within each repetition the responses might belong to any item.'
			},
			outcome: 'none',
			perChannel: table.channels.map(({ channel }, c) => ({
				channel,
				contribution: scores.parts[c]?.[best?.index ?? 0] ?? null
			})),
			excluded: excludedOf(table),
			sentence: sentenceOf(best?.item ?? '', { t: statistic, gap, p }),
			details: {
				items: order.map(({ item, mean }) => ({ item, meanZ: mean })),
				strongest: best?.item ?? '',
				runnerUpGap: gap
			}
		};
	}
} satisfies TableMethod<'search'>;
