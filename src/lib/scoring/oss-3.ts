/**
 * Objective Scoring System, version 3.
 *
 * @module
 */
import { contrastsOf } from '#lib/core/comparison/contrasts.ts';
import {
	grandTotalRule,
	screeningRule,
	subtotalRule,
	twoStageRule,
	type Decision
} from '#lib/core/comparison/decision-rules.ts';
import { decisionDetails, decisionSentence } from '#lib/core/comparison/decision-words.ts';
import { sheetOf, type Sheet } from '#lib/core/comparison/sheet.ts';
import { COMPARISON_CRITIQUE } from '#lib/core/comparison/totals-null.ts';
import { LabError } from '#lib/core/errors.ts';
import type { TableOf } from '#lib/core/score-table/tables.ts';
import { probabilityText } from '#lib/core/statistics/probability-text.ts';
import {
	cutMeans,
	notSignificantP,
	significantP,
	standardScore,
	weightedScore
} from './oss-3/model.ts';
import type { TableMethod, TableResult } from './types.ts';

type Table = TableOf<'comparison'>;

const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

/** Value of each presentation of a question: the weighted z of its sensors, shape [questions][presentations]. */
function presentationValues({ cells, subtotals }: Sheet): number[][] {
	return subtotals.map(({ questionId }) => {
		const own = cells.filter((cell) => cell.questionId === questionId);
		const keys = [...new Set(own.map(({ chart, place }) => `${chart} ${place}`))];
		return keys.map((key) =>
			own
				.filter(({ chart, place }) => `${chart} ${place}` === key)
				.reduce((sum, { score }) => sum + score, 0)
		);
	});
}

function decided(table: Table, sheet: Sheet, values: readonly (readonly number[])[]): Decision {
	const subtotals = sheet.subtotals.map(({ questionId }, i) => ({
		questionId,
		total: mean(values[i] ?? [])
	}));
	const totals = { grandTotal: mean(subtotals.map(({ total }) => total)), subtotals };
	const cuts = cutMeans(table.alpha, subtotals.length);
	const rule = table.rule ?? (table.issue === 'multiple' ? 'screening' : 'two-stage');
	const lowest = Math.min(...subtotals.map(({ total }) => total));
	const p = {
		lowest: significantP(lowest),
		lowestOpposite: notSignificantP(lowest),
		grand: significantP(totals.grandTotal),
		grandOpposite: notSignificantP(totals.grandTotal)
	};
	if (rule === 'screening') return screeningRule(totals, values, p, table.alpha);
	if (rule === 'grand-total') return grandTotalRule(totals, cuts);
	if (rule === 'subtotal') return subtotalRule(totals, cuts);
	if (rule === 'two-stage') return twoStageRule(totals, cuts);
	if (rule === 'two-stage-early') return twoStageRule(totals, cuts, true);
	throw new LabError('scoring/rule', `expected a rule with levels for OSS-3, got ${rule}`);
}

/** What each channel adds to the grand mean. */
function contributions(
	{ cells, subtotals, perChannel }: Sheet,
	values: readonly (readonly number[])[]
): TableResult['perChannel'] {
	const scale = new Map(
		subtotals.map(({ questionId }, i) => [questionId, values.length * (values[i]?.length ?? 1)])
	);
	return perChannel.map(({ channel, contribution }) => ({
		channel,
		contribution:
			contribution === null
				? null
				: cells.reduce((sum, { parts, questionId }) => {
						const own = parts.find((part) => part.channel === channel)?.score ?? 0;
						return sum + own / (scale.get(questionId) ?? 1);
					}, 0)
	}));
}

function questionMean(questionId: string, total = 0) {
	return { questionId, total, p: significantP(total), pOpposite: notSignificantP(total) };
}

/**
 * Log ratios to the mean comparison question of the chart, standardised by norms, weighted (respiration .192, EDA
 * .528, cardio .280), averaged over charts and questions. A missing or outlying sensor adds 0, its norm.
 *
 * p: share of reference cases without involvement with a mean this low, by the published normal norms.
 */
export default {
	id: 'oss-3',
	form: 'comparison',
	title: { zh: '客观评分系统 3', en: 'Objective Scoring System 3 (OSS-3)' },
	sources: [
		'Nelson, Krapohl & Handler 2008, Polygraph 37: 185–215 (OSS-3)',
		'R project NCCA_ASCII_Parse (R. Nelson): OSS-3 norms, weights and rules'
	],
	critique: [
		...COMPARISON_CRITIQUE,
		{
			zh: '常模来自 292–300 份已核实的实案图谱；其区分度（AUC 0.966）是同一样本内的，换样本会降低。',
			en: 'The norms come from 292–300 confirmed field cases; their discrimination (AUC 0.966) holds in that very sample and is lower elsewhere.'
		}
	],

	score(table) {
		const { contrasts, excluded } = contrastsOf(table, 'chart-mean');
		const used = contrasts.filter((one) => standardScore(one) !== null);
		const left = contrasts.filter((one) => standardScore(one) === null && one.sensor !== 'pulse');
		const channels = table.sensors.map(({ channel }) => channel);
		const sheet = sheetOf(used, channels, weightedScore);
		const values = presentationValues(sheet);
		const means = values.map(mean);
		const statistic = mean(means);
		const decision = decided(table, sheet, values);
		const low = significantP(statistic);
		const high = notSignificantP(statistic);
		const p = Math.max(Number.MIN_VALUE, low);
		const charts = new Set(sheet.cells.map(({ chart }) => chart)).size;
		const shown = { low: probabilityText(p), high: probabilityText(Math.max(1e-9, high)) };
		return {
			method: 'oss-3',
			statistic,
			range: [null, null],
			p,
			pKind: 'approximate',
			nullModel: {
				zh: '经核实的、与案件无关的参考案例总均值的正态分布。',
				en: 'Normal distribution of the grand mean of confirmed reference cases without involvement.'
			},
			outcome: decision.outcome,
			perChannel: contributions(sheet, values),
			excluded: [
				...excluded,
				...left.map(({ chart, questionId, channel }) => ({
					where: `chart ${chart} ${questionId} ${channel}`,
					reason: 'outlier-or-no-ratio'
				}))
			],
			sentence: decisionSentence({ questions: means.length, charts }, statistic, decision, {
				zh: `；与案件无关的参考案例中均值这样低的约占 ${shown.low}，与案件有关的参考案例中均值这样高的约占 ${shown.high}`,
				en: `; about ${shown.low} of the reference cases without involvement have a mean this low, about ${shown.high} of those with involvement one this high`
			}),
			details: {
				subtotals: sheet.subtotals.map(({ questionId }, i) => questionMean(questionId, means[i])),
				p: { significant: low, notSignificant: high },
				decision: decisionDetails(decision),
				cuts: cutMeans(table.alpha, means.length)
			}
		};
	}
} satisfies TableMethod<'comparison'>;
