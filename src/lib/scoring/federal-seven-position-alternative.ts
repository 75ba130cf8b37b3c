/**
 * Federal seven-position scale with the alternative ratios for skin conductance.
 *
 * @module
 */
import { gradedByHand } from '#lib/core/comparison/by-hand.ts';
import { FEDERAL_EDA_RATIOS, federalPosition } from '#lib/core/comparison/federal-positions.ts';
import { gradedResult, type GradedMethod } from '#lib/core/comparison/graded-method.ts';
import { COMPARISON_CRITIQUE } from '#lib/core/comparison/totals-null.ts';
import type { TableMethod } from './types.ts';

const method: GradedMethod = {
	id: 'federal-seven-position-alternative',
	scoreOf: (contrast) => federalPosition(contrast, FEDERAL_EDA_RATIOS.alternative),
	largest: { eda: 3, cardio: 3, respiration: 1, pulse: 1, other: 0 },
	ruleFor: (issue, questions) =>
		issue === 'multiple' ? 'subtotal' : questions === 2 ? 'you-phase' : 'federal-zct'
};

/**
 * −3…+3: EDA by the alternative amplitude ratios 1.25:1, 2:1, 3:1; cardio 1.25, 1.5, 3; respiration and finger pulse ±1.
 *
 * The traditional ratios are those of `federal-seven-position`; the alternative ones captured more diagnostic
 * information without significantly better decisions. Cardio ratios are a laboratory choice.
 */
export default {
	id: 'federal-seven-position-alternative',
	form: 'comparison',
	title: {
		zh: '联邦七分制（皮肤电另一组倍数 1.25/2/3）',
		en: 'Federal seven-position scale, alternative EDA ratios 1.25, 2, 3'
	},
	sources: [
		'Krapohl & Handler 2006, Polygraph 35(2) (NCJ 215329): EDA ratios 2:1, 3:1, 4:1 against 1.25:1, 2:1, 3:1',
		'R project NCCA_ASCII_Parse (R. Nelson): decision rules',
		'lab decision 2026-11: cardio 1.25, 1.5 and 3 times; respiration and finger pulse ±1 only'
	],
	critique: [
		...COMPARISON_CRITIQUE,
		{
			zh: '七分制本供目测使用；心血管的倍数为实验室约定，与人工评分可能不同。',
			en: 'The scale is meant for the eye: the cardio ratios are a laboratory choice and may differ from a score by hand.'
		}
	],
	score: (table) => gradedResult(table, method),
	byHand: gradedByHand(method, 'seven-position')
} satisfies TableMethod<'comparison'>;
