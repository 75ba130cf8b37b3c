/**
 * Empirical Scoring System with multinomial reference distribution (ESS-M).
 *
 * @module
 */
import { contrastsOf } from '#lib/core/comparison/contrasts.ts';
import {
	doQuestionsDiffer,
	grandTotalRule,
	subtotalRule,
	twoStageRule,
	type Cuts,
	type Decision,
	type Totals
} from '#lib/core/comparison/decision-rules.ts';
import { decisionDetails, decisionSentence } from '#lib/core/comparison/decision-words.ts';
import { threePosition } from '#lib/core/comparison/positions.ts';
import { sheetOf, type Sheet } from '#lib/core/comparison/sheet.ts';
import { COMPARISON_CRITIQUE } from '#lib/core/comparison/totals-null.ts';
import { LabError } from '#lib/core/errors.ts';
import type { Sensor } from '#lib/core/score-table/cell.ts';
import type { TableOf } from '#lib/core/score-table/tables.ts';
import { numberText, probabilityText } from '#lib/core/statistics/probability-text.ts';
import { shareAtLeast, shareAtMost } from '#lib/core/statistics/sum-distribution.ts';
import { ESS_M_CRITIQUE } from './ess-m/critique.ts';
import { cutScores } from './ess-m/cut-scores.ts';
import {
	largestTotal,
	midP,
	publishedConfiguration,
	totalCounts,
	type Configuration
} from './ess-m/distribution.ts';
import { oddsReport } from './ess-m/odds-report.ts';
import type { TableMethod } from './types.ts';

type Table = TableOf<'comparison'>;

/** The scores that were really given. */
function configurationOf(cells: Sheet['cells']): Configuration {
	const doubles = cells.filter(({ sensor }) => sensor === 'eda').length;
	return { singles: cells.length - doubles, doubles };
}

/** Skin conductance counts double. */
const weightOf = (sensor: Sensor): number => (sensor === 'eda' ? 2 : 1);

function decided(table: Pick<Table, 'issue' | 'rule'>, sheet: Totals, cuts: Cuts): Decision {
	const part = totalCounts(publishedConfiguration(1));
	const most = largestTotal(publishedConfiguration(1));
	const byIssue = table.issue === 'multiple' ? 'subtotal' : 'two-stage';
	const shares = sheet.subtotals.map(({ total }) => midP(part, total));
	const auto = doQuestionsDiffer(shares, most) ? 'subtotal' : 'two-stage';
	const rule = table.rule === 'auto' ? auto : (table.rule ?? byIssue);
	if (rule === 'grand-total') return grandTotalRule(sheet, cuts);
	if (rule === 'subtotal') return subtotalRule(sheet, cuts);
	if (rule === 'two-stage') return twoStageRule(sheet, cuts);
	if (rule === 'two-stage-early') return twoStageRule(sheet, cuts, true);
	throw new LabError('scoring/rule', `expected a rule with computed cuts for ESS-M, got ${rule}`);
}

/** Odds of grand total and subtotals, from the published configuration and from the real one. */
function oddsOfSheet({ prior, alpha }: Table, sheet: Sheet) {
	const questions = sheet.subtotals.length;
	const [whole, part] = [publishedConfiguration(questions), publishedConfiguration(1)];
	const own = configurationOf(sheet.cells);
	const report = (configuration: Configuration, total: number, exponent?: number) =>
		oddsReport(totalCounts(configuration), largestTotal(configuration), total, {
			prior,
			alpha,
			...(exponent === undefined ? {} : { exponent })
		});
	return {
		grandTotal: report(whole, sheet.grandTotal),
		grandTotalOwnConfiguration: { ...own, ...report(own, sheet.grandTotal) },
		subtotals: sheet.subtotals.map(({ questionId, total }) => ({
			questionId,
			...report(part, total),
			corrected: report(part, total, total < 0 ? 1 / questions : questions)
		}))
	};
}

/**
 * Three-position scores with minimum ratios, EDA doubled, two belts as one; totals against the distribution in which
 * every score is −, 0 or + with probability ⅓.
 *
 * p is exact for the scores really given; odds, limits and cuts come from the published configuration (five charts
 * with finger pulse), the real configuration stands beside it. The prior is whatever the table says, ½ by default.
 */
export default {
	id: 'ess-m',
	form: 'comparison',
	title: { zh: '经验评分系统（多项分布）', en: 'Empirical Scoring System, multinomial (ESS-M)' },
	sources: [
		'Nelson 2017, Polygraph & Forensic Credibility Assessment 46(2): multinomial reference distributions for the ESS',
		'R project NCCA_ASCII_Parse (R. Nelson): ESSM tables, ESSScoreFromLogRC, decisionRules',
		'Clopper & Pearson 1934, Biometrika 26: 404–413'
	],
	critique: [...COMPARISON_CRITIQUE, ...ESS_M_CRITIQUE],

	score(table) {
		const { contrasts, excluded } = contrastsOf(table, 'stronger-adjacent');
		const channels = table.sensors.map(({ channel }) => channel);
		const sheet = sheetOf(contrasts, channels, (one) => threePosition(one) * weightOf(one.sensor));
		const questions = sheet.subtotals.length;
		const charts = new Set(sheet.cells.map(({ chart }) => chart)).size;
		const cuts = cutScores({ questions, prior: table.prior, alpha: table.alpha });
		const decision = decided(table, sheet, cuts);
		const own = configurationOf(sheet.cells);
		const counts = totalCounts(own);
		const p = shareAtMost(counts, sheet.grandTotal);
		const pOpposite = shareAtLeast(counts, sheet.grandTotal);
		const odds = oddsOfSheet(table, sheet);
		const shown = {
			p: probabilityText(p),
			q: probabilityText(pOpposite),
			odds: numberText(odds.grandTotal.posteriorOdds),
			limit: numberText(odds.grandTotal.lowerLimit)
		};
		return {
			method: 'ess-m',
			statistic: sheet.grandTotal,
			range: [-largestTotal(own), largestTotal(own)],
			p,
			pKind: 'exact',
			nullModel: {
				zh: '随机计分：每个传感器分数为 −、0、+ 的概率各 ⅓，相互独立（实际不成立，见说明）。',
				en: 'Random scoring: every sensor score is −, 0 or + with probability ⅓, independently (in practice it is not, see the remarks).'
			},
			outcome: decision.outcome,
			perChannel: sheet.perChannel,
			excluded,
			sentence: decisionSentence({ questions, charts }, sheet.grandTotal, decision, {
				zh: `；随机计分时总分不高于此的概率为 ${shown.p}，不低于此的概率为 ${shown.q}；先验 ${numberText(table.prior)} 时优势比 ${shown.odds}，下限 ${shown.limit}`,
				en: `; random scoring gives a total this low with probability ${shown.p} and this high with probability ${shown.q}; at prior ${numberText(table.prior)} the odds are ${shown.odds} with lower limit ${shown.limit}`
			}),
			details: {
				subtotals: sheet.subtotals,
				decision: decisionDetails(decision),
				pOpposite,
				cuts,
				odds,
				scores: sheet.cells.map(({ parts: _parts, ...cell }) => cell)
			}
		};
	},
	byHand: {
		scale: 'three-position',
		positionOf: (contrast) => threePosition(contrast),
		weightOf,
		decide: (totals, how) =>
			decided(
				how,
				totals,
				// whoever asks for no prior has none: ½; α as published
				cutScores({ questions: totals.subtotals.length, prior: 0.5, alpha: 0.05 })
			)
	}
} satisfies TableMethod<'comparison'>;
