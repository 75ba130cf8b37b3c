/**
 * Federal three-position scale.
 *
 * @module
 */
import { gradedByHand } from '#lib/core/comparison/by-hand.ts';
import { gradedResult, type GradedMethod } from '#lib/core/comparison/graded-method.ts';
import { threePosition } from '#lib/core/comparison/positions.ts';
import { COMPARISON_CRITIQUE } from '#lib/core/comparison/totals-null.ts';
import type { TableMethod } from './types.ts';

const method: GradedMethod = {
	id: 'federal-three-position',
	scoreOf: (contrast) => threePosition(contrast),
	largest: { eda: 1, cardio: 1, respiration: 1, pulse: 1, other: 0 },
	ruleFor: (issue, questions) =>
		issue === 'multiple' ? 'subtotal' : questions === 2 ? 'you-phase' : 'federal-zct'
};

/** −1, 0 or +1 on every sensor alike, EDA not doubled; federal zone, You-Phase, subtotal or other fixed rules. */
export default {
	id: 'federal-three-position',
	form: 'comparison',
	title: { zh: '联邦三分制', en: 'Federal three-position scale' },
	sources: [
		'R project NCCA_ASCII_Parse (R. Nelson): minimum ratios and decision rules',
		'Lafayette Instrument, scoring rules of LXEdge'
	],
	critique: COMPARISON_CRITIQUE,
	score: (table) => gradedResult(table, method),
	byHand: gradedByHand(method, 'three-position')
} satisfies TableMethod<'comparison'>;
