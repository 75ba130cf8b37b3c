/**
 * Relative response magnitude: where the key lies between the weakest and the strongest response.
 *
 * @module
 */
import { jointResult } from '#lib/core/score-table/joint-permutation.ts';
import type { TableMethod } from './types.ts';

/** (x − min) ÷ (max − min), 0…1; ½ for all when nothing varies. */
function relative(values: readonly number[]): number[] {
	const least = Math.min(...values);
	const range = Math.max(...values) - least;
	return values.map((value) => (range > 0 ? (value - least) / range : 0.5));
}

/** RRM of the key, averaged over charts, then over channels with equal weights (two belts share one). */
export default {
	id: 'relative-range',
	form: 'details',
	title: { zh: '相对反应幅度', en: 'Relative response magnitude (RRM)' },
	sources: ['R project NCCA_ASCII_Parse (R. Nelson): RRM = (x − min) ÷ (max − min) in the chart'],
	critique: [
		{
			zh: '一个伪迹就能决定整题的量程；应先排除伪迹。',
			en: 'A single artifact sets the range of the whole question; exclude artifacts first.'
		}
	],
	score: (table, { seed = 0 } = {}) =>
		jointResult(
			table,
			{
				id: 'relative-range',
				range: [0, 1],
				measure: { zh: '平均相对反应幅度', en: 'mean relative response magnitude' },
				transform: relative,
				weightOf: () => 1,
				unusable: null
			},
			seed
		)
} satisfies TableMethod<'details'>;
