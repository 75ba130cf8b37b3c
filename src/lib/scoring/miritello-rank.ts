/**
 * Rank ratio of Miritello over all channels.
 *
 * @module
 */
import { jointResult } from '#lib/core/score-table/joint-permutation.ts';
import { standings } from '#lib/core/statistics/ranks.ts';
import type { TableMethod } from './types.ts';

/** Ranks N−1 (strongest) … 0, ties averaged, divided by N−1. */
function rankShares(values: readonly number[]): number[] {
	return standings(values).map(({ rank }) => (values.length - rank) / (values.length - 1));
}

/** Σ ranks of the key ÷ (channels · (N−1)); an unusable measurement counts as the mean rank. */
export default {
	id: 'miritello-rank',
	form: 'details',
	title: { zh: 'Miritello 秩次比', en: 'Miritello rank ratio' },
	sources: [
		'Miritello 1999, Polygraph 28: 74–76 (rank order analysis)',
		'R project NCCA_ASCII_Parse (R. Nelson): ratio = Σ ranks ÷ (sensors · (N−1)), unusable = mean rank'
	],
	critique: [],
	score: (table, { seed = 0 } = {}) =>
		jointResult(
			table,
			{
				id: 'miritello-rank',
				range: [0, 1],
				measure: {
					zh: '秩次比（1 为每次反应最大）',
					en: 'rank ratio (1 = the largest response every time)'
				},
				transform: rankShares,
				weightOf: () => 1,
				unusable: 0.5
			},
			seed
		)
} satisfies TableMethod<'details'>;
