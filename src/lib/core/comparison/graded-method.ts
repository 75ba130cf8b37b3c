/**
 * A comparison-question method that adds up whole scores and decides by fixed cuts.
 *
 * @module
 */
import { LabError } from '../errors.ts';
import type { Sensor } from '../score-table/cell.ts';
import type { TableOf } from '../score-table/tables.ts';
import { contrastsOf, type Contrast } from './contrasts.ts';
import {
	federalRule,
	grandTotalRule,
	subtotalRule,
	twoStageRule,
	utahFourRule,
	type Cuts,
	type Decision,
	type Totals
} from './decision-rules.ts';
import { decisionDetails, decisionSentence } from './decision-words.ts';
import { sheetOf } from './sheet.ts';
import { NO_NULL } from './totals-null.ts';

type Table = TableOf<'comparison'>;
/** A rule a table may ask for. */
export type RuleId = NonNullable<Table['rule']>;

/** Cuts of whole-number totals: ±6 for the grand total, ±3 for subtotals. */
export const CLASSIC_CUTS: Cuts = {
	significant: -6,
	notSignificant: 6,
	subtotal: -3,
	correctedSubtotal: -3,
	allSubtotals: 3
};

/** What a method of this kind consists of. */
export interface GradedMethod {
	readonly id: string;
	/** Score of one contrast; null = this sensor is not scored. */
	readonly scoreOf: (contrast: Contrast) => number | null;
	/** Largest size of a score by sensor; 0 = not scored. */
	readonly largest: Readonly<Record<Sensor, number>>;
	/** Rule when the table names none. */
	readonly ruleFor: (issue: Table['issue'], questions: number) => RuleId;
	readonly cuts?: Cuts;
}

/**
 * Scores a table: adjacent stronger comparison question, one score per contrast, sums, rule.
 *
 * @throws {LabError} `scoring/too-few-items`; `scoring/rule` for a rule that needs odds
 */
export function gradedResult(table: Table, method: GradedMethod) {
	const { contrasts, excluded } = contrastsOf(table, 'stronger-adjacent');
	const scored = contrasts.filter((one) => method.scoreOf(one) !== null);
	const channels = table.sensors.map(({ channel }) => channel);
	const sheet = sheetOf(scored, channels, (one) => method.scoreOf(one) ?? 0);
	const charts = new Set(sheet.cells.map(({ chart }) => chart)).size;
	const questions = sheet.subtotals.length;
	const decision = gradedDecision(sheet, table, method);
	const most = sheet.cells.reduce((sum, { sensor }) => sum + method.largest[sensor], 0);
	return {
		method: method.id,
		statistic: sheet.grandTotal,
		range: [-most, most] as const,
		p: null,
		pKind: 'none' as const,
		nullModel: NO_NULL,
		outcome: decision.outcome,
		perChannel: sheet.perChannel,
		excluded,
		sentence: decisionSentence({ questions, charts }, sheet.grandTotal, decision),
		details: {
			subtotals: sheet.subtotals,
			decision: decisionDetails(decision),
			scores: sheet.cells.map(({ parts: _parts, ...cell }) => cell)
		}
	};
}

/**
 * What the rule comes to over totals, however they were scored.
 *
 * @throws {LabError} `scoring/rule` for a rule that needs odds
 */
export function gradedDecision(
	totals: Totals,
	{ issue, rule }: Pick<Table, 'issue' | 'rule'>,
	{ ruleFor, cuts }: Pick<GradedMethod, 'ruleFor' | 'cuts'>
): Decision {
	return decided(rule ?? ruleFor(issue, totals.subtotals.length), totals, cuts ?? CLASSIC_CUTS);
}

function decided(rule: RuleId, totals: Totals, cuts: Cuts): Decision {
	switch (rule) {
		case 'grand-total':
			return grandTotalRule(totals, cuts);
		case 'subtotal':
			return subtotalRule(totals, cuts);
		case 'two-stage':
			return twoStageRule(totals, cuts);
		case 'two-stage-early':
			return twoStageRule(totals, cuts, true);
		case 'federal-zct':
		case 'you-phase':
		case 'tes':
			return federalRule(totals, rule);
		case 'utah-4':
			return utahFourRule(totals);
		case 'screening':
		case 'auto':
			throw new LabError('scoring/rule', `expected a rule with fixed cuts, got ${rule}`);
	}
}
