/**
 * Utah scoring.
 *
 * @module
 */
import { gradedByHand } from '#lib/core/comparison/by-hand.ts';
import type { Contrast } from '#lib/core/comparison/contrasts.ts';
import { gradedResult, type GradedMethod } from '#lib/core/comparison/graded-method.ts';
import { graded, threePosition } from '#lib/core/comparison/positions.ts';
import { COMPARISON_CRITIQUE } from '#lib/core/comparison/totals-null.ts';
import type { TableMethod } from './types.ts';

const EDA = [2, 3, 4];
const CARDIO = [1.5, 2, 3];

function scoreOf(contrast: Contrast): number {
	const { sensor, lean } = contrast;
	if (sensor === 'eda') return graded(lean, EDA);
	if (sensor === 'cardio') return graded(lean, CARDIO);
	return threePosition(contrast);
}

const method: GradedMethod = {
	id: 'utah',
	scoreOf,
	largest: { eda: 3, cardio: 3, respiration: 1, pulse: 1, other: 0 },
	ruleFor: (_issue, questions) => (questions >= 4 ? 'utah-4' : 'grand-total')
};

/** −3…+3: EDA 2, 3, 4 times; cardio 1.5, 2, 3 times; respiration conservatively ±1; finger pulse scored ±1. */
export default {
	id: 'utah',
	form: 'comparison',
	title: { zh: '犹他评分', en: 'Utah scoring' },
	sources: [
		'Handler & Nelson 2008, Polygraph 37: 130–147 (Utah approach)',
		'R project NCCA_ASCII_Parse (R. Nelson): rule for four relevant questions',
		'lab decision 2026-11: thresholds of the Utah scale as taught, not checked against a primary source'
	],
	critique: COMPARISON_CRITIQUE,
	score: (table) => gradedResult(table, method),
	byHand: gradedByHand(method, 'seven-position')
} satisfies TableMethod<'comparison'>;
