/**
 * Comparison methods as people use them.
 *
 * @module
 */
import type { Sensor } from '../score-table/cell.ts';
import type { TableOf } from '../score-table/tables.ts';
import type { Scale } from '../sheet/sheet.ts';
import type { Contrast } from './contrasts.ts';
import type { Decision, Totals } from './decision-rules.ts';
import { gradedDecision, type GradedMethod } from './graded-method.ts';

/** A comparison method as people use it: a position for each relevant question on each sensor, sums, a rule. */
export interface ScoringByHand {
	readonly scale: Scale;
	/** The position a measured comparison gets; − = stronger to the relevant question; null = the sensor is not scored. */
	positionOf(contrast: Contrast): number | null;
	/** What a position counts: 2 for skin conductance where the method doubles it. */
	weightOf(sensor: Sensor): number;
	/**
	 * @throws {LabError} `scoring/rule` for a rule that is not this method's
	 */
	decide(totals: Totals, how: Pick<TableOf<'comparison'>, 'issue' | 'rule'>): Decision;
}

/** Methods with fixed cuts: positions as they stand, none doubled; the rule of the technique over their sums. */
export function gradedByHand(method: GradedMethod, scale: Scale): ScoringByHand {
	return {
		scale,
		positionOf: method.scoreOf,
		weightOf: () => 1,
		decide: (totals, how) => gradedDecision(totals, how, method)
	};
}
