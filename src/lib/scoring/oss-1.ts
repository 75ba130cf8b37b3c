/**
 * Objective Scoring System, first version.
 *
 * @module
 */
import { gradedResult } from '#lib/core/comparison/graded-method.ts';
import { binScore, ratioBins } from '#lib/core/comparison/ratio-bins.ts';
import { COMPARISON_CRITIQUE } from '#lib/core/comparison/totals-null.ts';
import type { TableMethod } from './types.ts';

const BINS = {
	eda: ratioBins([0.44, 0.68, 0.93, 1.21, 1.61, 2.45], 1),
	cardio: ratioBins([0.54, 0.72, 0.89, 1.06, 1.3, 1.67], 1),
	respiration: ratioBins([0.8, 0.9, 0.97, 1.04, 1.11, 1.26], -1)
};

/**
 * Ratios of EDA, cardio and respiration line length in seven bins each (−3…+3, none doubled), summed; ±6 decides.
 *
 * Kept to recompute old scores; `oss-2` replaced it. No distribution of its totals is at hand, so there is no p.
 */
export default {
	id: 'oss-1',
	form: 'comparison',
	title: { zh: '客观评分系统 1', en: 'Objective Scoring System 1 (OSS-1)' },
	sources: [
		'Krapohl & McManus 1999, Polygraph 28: 209–222: seven bins for each of three measures',
		'R project NCCA_ASCII_Parse (R. Nelson): OSS ratio tables (bounds of the bins)',
		'lab decision 2026-11: the cuts ±6 of the seven-position scale'
	],
	critique: [
		...COMPARISON_CRITIQUE,
		{
			zh: '第一版已被 OSS-2 取代，仅用于复算旧结果；±6 的判定界限沿用七分制，并非该表自带。',
			en: 'This version was replaced by OSS-2 and serves to recompute old results; the cuts ±6 are those of the seven-position scale and do not come with the bins.'
		}
	],
	score: (table) =>
		gradedResult(table, {
			id: 'oss-1',
			scoreOf: (contrast) => binScore(BINS, contrast),
			largest: { eda: 3, cardio: 3, respiration: 3, pulse: 0, other: 0 },
			ruleFor: () => 'grand-total'
		})
} satisfies TableMethod<'comparison'>;
