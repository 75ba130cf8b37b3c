/**
 * Probability Analysis (Kircher–Raskin type).
 *
 * @module
 */
import type { Decision } from '#lib/core/comparison/decision-rules.ts';
import { decisionDetails, decisionSentence } from '#lib/core/comparison/decision-words.ts';
import { COMPARISON_CRITIQUE } from '#lib/core/comparison/totals-null.ts';
import { LabError } from '#lib/core/errors.ts';
import type { Outcome } from '#lib/core/score-table/outcome.ts';
import { normalAtLeast } from '#lib/core/statistics/distributions.ts';
import { numberText, probabilityText } from '#lib/core/statistics/probability-text.ts';
import { posterior, WITHOUT } from './probability-analysis/model.ts';
import { differences } from './probability-analysis/z-differences.ts';
import type { TableMethod } from './types.ts';

/** Posterior from which the rule speaks, on either side. */
const CALL = 0.7;

/**
 * Measurements standardised within the test by sensor; D = .629·respiration + 1.735·EDA + .920·cardio of the mean
 * z-differences, positive = stronger responses to the relevant questions; posterior by Bayes' rule; call at .7.
 */
export default {
	id: 'probability-analysis',
	form: 'comparison',
	title: { zh: '概率分析', en: 'Probability Analysis' },
	sources: [
		'Kircher & Raskin 1988, J. Appl. Psychol. 73: 291–302',
		'R project NCCA_ASCII_Parse (R. Nelson): PAScores, PAModel (replication on the OSS-3 development sample)'
	],
	critique: [
		...COMPARISON_CRITIQUE,
		{
			zh: '后验比例以一组参考案例和表中所写先验为前提，不是关于某人的概率；权重在同一样本中求得。',
			en: 'The posterior share presupposes one sample of reference cases and the prior in the table; it is no probability about a person. The weights were found in the same sample.'
		}
	],

	score(table) {
		if (table.rule !== undefined && table.rule !== 'grand-total')
			throw new LabError('scoring/rule', `expected grand-total or no rule, got ${table.rule}`);
		const found = differences(table);
		const { score: statistic } = found;
		const share = posterior(statistic, table.prior);
		const outcome: Outcome =
			share >= CALL
				? 'significant-response'
				: share <= 1 - CALL
					? 'no-significant-response'
					: 'inconclusive';
		const decision: Decision = {
			rule: 'posterior',
			outcome,
			because: outcome === 'inconclusive' ? 'between' : 'grand-total',
			perQuestion: found.questions.map((questionId) => ({ questionId, outcome }))
		};
		const p = Math.max(Number.MIN_VALUE, normalAtLeast((statistic - WITHOUT.mean) / WITHOUT.sd));
		const shown = { p: probabilityText(p), share: numberText(share, 3) };
		const counts = { questions: found.questions.length, charts: found.charts };
		// the sentence counts negative as towards the relevant questions, as all comparison scores do
		const sentence = decisionSentence(counts, -statistic, decision, {
			zh: `；参考案例中与案件无关者达到这一程度的比例约为 ${shown.p}，先验 ${numberText(table.prior)} 时模型后验比例 ${shown.share}`,
			en: `; about ${shown.p} of the reference cases without involvement reach this, at prior ${numberText(table.prior)} the posterior share of the model is ${shown.share}`
		});
		return {
			method: 'probability-analysis',
			statistic,
			range: [null, null],
			p,
			pKind: 'approximate',
			nullModel: {
				zh: '经核实的、与案件无关的参考案例的判别分数，按正态分布近似。',
				en: 'Discriminant scores of confirmed reference cases without involvement, taken as normal.'
			},
			outcome,
			perChannel: found.perChannel,
			excluded: found.excluded,
			sentence,
			details: {
				zDifferences: found.bySensor,
				posterior: share,
				prior: table.prior,
				decision: decisionDetails(decision)
			}
		};
	}
} satisfies TableMethod<'comparison'>;
