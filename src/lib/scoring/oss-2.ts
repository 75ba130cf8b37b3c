/**
 * Objective Scoring System, version 2.
 *
 * @module
 */
import { gradedResult } from '#lib/core/comparison/graded-method.ts';
import { binScore, ratioBins } from '#lib/core/comparison/ratio-bins.ts';
import { COMPARISON_CRITIQUE } from '#lib/core/comparison/totals-null.ts';
import type { TableMethod } from './types.ts';

type Bin = readonly [share: number, total: number];

/** EDA counts double. */
const BINS = {
	eda: ratioBins([0.45, 0.7, 0.95, 1.27, 1.72, 2.6], 1, [6, 4, 2]),
	cardio: ratioBins([0.56, 0.74, 0.93, 1.14, 1.39, 1.81], 1),
	respiration: ratioBins([0.78, 0.87, 0.94, 1.03, 1.11, 1.22], -1)
};

/** Share of reference cases without involvement with a total at or below: [share, total]. */
const AT_MOST: readonly Bin[] = [
	...([
		[0.01, -22],
		[0.02, -16],
		[0.03, -12],
		[0.04, -10],
		[0.05, -8],
		[0.06, -6]
	] as const),
	...([
		[0.07, -4],
		[0.09, -2],
		[0.11, 0],
		[0.13, 2],
		[0.16, 4],
		[0.19, 6],
		[0.22, 8]
	] as const)
];
/** Share of reference cases with involvement with a total at or above: [share, total]. */
const AT_LEAST: readonly Bin[] = [
	...([
		[0.01, 20],
		[0.02, 16],
		[0.03, 14],
		[0.04, 12],
		[0.05, 10],
		[0.06, 8],
		[0.07, 6]
	] as const),
	...([
		[0.09, 4],
		[0.11, 2],
		[0.13, 0],
		[0.15, -2],
		[0.17, -4],
		[0.2, -6],
		[0.23, -8]
	] as const)
];

/** Published shares of a total; null beyond the table (rarer than .23). */
export function referenceShares(total: number) {
	return {
		significant: AT_MOST.find(([, cut]) => total <= cut)?.[0] ?? null,
		notSignificant: AT_LEAST.find(([, cut]) => total >= cut)?.[0] ?? null
	};
}

/**
 * Ratios of EDA, cardio and respiration line length in seven bins each (EDA doubled), summed; ±6 decides.
 *
 * p: share of reference cases without involvement with a total this low, read from the published table in whole
 * percents; null above +8, where the table ends (more than .22). The opposite share is in the details.
 */
export default {
	id: 'oss-2',
	form: 'comparison',
	title: { zh: '客观评分系统 2', en: 'Objective Scoring System 2 (OSS-2)' },
	sources: [
		'Krapohl 2002, Polygraph 31: 116–121 (OSS update)',
		'R project NCCA_ASCII_Parse (R. Nelson): OSS2 ratio tables and OSS2_DI/NDI_cutscores'
	],
	critique: [
		...COMPARISON_CRITIQUE,
		{
			zh: '界限来自一组已核实的实案样本；换一种设备、人群或问题类型，误差率未知。',
			en: 'Bins and cuts come from one sample of confirmed cases: with other instruments, people or question types the error rates are unknown.'
		}
	],

	score(table) {
		const result = gradedResult(table, {
			id: 'oss-2',
			scoreOf: (contrast) => binScore(BINS, contrast),
			largest: { eda: 6, cardio: 3, respiration: 3, pulse: 0, other: 0 },
			ruleFor: () => 'grand-total'
		});
		const shares = referenceShares(result.statistic);
		const p = shares.significant;
		return {
			...result,
			p,
			pKind: p === null ? 'none' : 'approximate',
			nullModel: {
				zh: '经核实的、与案件无关的参考案例的总分分布，查表得到（总分高于 +8 时超出表格，大于 0.22）。',
				en: 'Totals of confirmed reference cases without involvement, read from the published table (above +8 the table ends: more than .22).'
			},
			details: { ...result.details, referenceShares: shares }
		};
	}
} satisfies TableMethod<'comparison'>;
