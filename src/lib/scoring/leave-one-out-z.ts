/**
 * Leave-one-out z of the key over all channels.
 *
 * @module
 */
import { jointResult } from '#lib/core/score-table/joint-permutation.ts';
import type { TableMethod } from './types.ts';

/** Beyond this z counts no more. */
const LARGEST = 3;
const WEIGHTS = { eda: 2, respiration: 1, cardio: 1, pulse: 1, other: 1 };

/** z of each value against mean and population SD of the others, −3…3; 0 when it equals all others. */
export function leaveOneOut(values: readonly number[]): number[] {
	return values.map((value, i) => {
		const others = values.filter((_, j) => j !== i);
		const mean = others.reduce((sum, other) => sum + other, 0) / others.length;
		const variance = others.reduce((sum, other) => sum + (other - mean) ** 2, 0) / others.length;
		const apart = value - mean;
		const size = Math.max(...values.map(Math.abs));
		// differences of rounding size are no differences
		if (Math.abs(apart) <= 1e-12 * size) return 0;
		const sd = Math.sqrt(variance);
		const z = sd > 1e-12 * size ? apart / sd : Math.sign(apart) * LARGEST;
		return Math.min(LARGEST, Math.max(-LARGEST, z));
	});
}

/**
 * z of each item against the other items of its question in a chart, clipped at ±3; charts averaged; channels
 * averaged with weights respiration : EDA : cardio : pulse = 1 : 2 : 1 : 1, two belts sharing one weight.
 *
 * Where the others are all equal the source gives 0; here the value is ±3, so that a lone response is not lost.
 */
export default {
	id: 'leave-one-out-z',
	form: 'details',
	title: { zh: '留一标准分', en: 'Leave-one-out z' },
	sources: [
		'Nelson, ipsative z scores (2008; R project NCCA_ASCII_Parse): leave-one-out mean and population SD, clipped at ±3, weights 1:2:1:1'
	],
	critique: [
		{
			zh: '权重与截断值为作者所定，未见独立检验；概率由置换得到，与权重是否合适无关。',
			en: 'Weights and clipping are the author’s choice without a known independent test; the permutation probability is exact whatever they are.'
		}
	],
	score: (table, { seed = 0 } = {}) =>
		jointResult(
			table,
			{
				id: 'leave-one-out-z',
				range: [-LARGEST, LARGEST],
				measure: { zh: '平均留一标准分', en: 'mean leave-one-out z' },
				transform: leaveOneOut,
				weightOf: (sensor) => WEIGHTS[sensor],
				unusable: null
			},
			seed
		)
} satisfies TableMethod<'details'>;
