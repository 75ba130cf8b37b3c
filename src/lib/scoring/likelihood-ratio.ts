/**
 * Likelihood ratios under laboratory effect sizes: a sensitivity analysis, never a result.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { normalAtLeast } from '#lib/core/statistics/distributions.ts';
import { numberText, probabilityText } from '#lib/core/statistics/probability-text.ts';
import {
	capped,
	combined,
	effectSize,
	LARGEST_LOG10,
	likelihoodRatio
} from './likelihood-ratio/binormal.ts';
import type { TableMethod } from './types.ts';

/** Effect sizes tried for every channel: low, overall and mock-crime values of skin conductance. */
const TRIED = [0.9, 1.55, 2.09];
/** Laboratory effect sizes by measure (Meijer et al. 2014). */
const LABORATORY = { scr: 1.55, rll: 1.11, hr: 0.89, p300: 1.89 };
/** Correlations between channels that are tried. */
const CORRELATIONS = [0, 0.2, 0.3];
const PRIORS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

function posteriors(ratio: number) {
	return PRIORS.map((prior) => {
		const odds = (prior / (1 - prior)) * ratio;
		return { prior, posterior: odds / (1 + odds) };
	});
}

/** Ratios of one score for every effect size tried. */
function ratios(score: number) {
	return TRIED.map((d) => {
		const { ratio, isCapped } = capped(likelihoodRatio(score, d));
		return { ...effectSize(d), ratio, isCapped, posteriors: posteriors(ratio) };
	});
}

/**
 * LR = exp(d·x − d²/2) for a detection score x standardised on people without knowledge (mean 0, SD 1), people with
 * knowledge taken as N(d, 1). Given for several d and correlations, cut at 10^±1.5, without a prior of its own.
 *
 * Without the laboratory's own norm sample no ratio is given: a mean z of a test is not such a score (it must not be
 * plugged in), and p-values of the other methods are then all there is to say.
 */
export default {
	id: 'likelihood-ratio',
	form: 'standardised',
	title: { zh: '似然比（仅作敏感性分析）', en: 'Likelihood ratio (sensitivity analysis only)' },
	sources: [
		'Meijer, klein Selle, Elber & Ben-Shakhar 2014, Psychophysiology 51: 879–904 (d: SCR 1.55, RLL 1.11, HR 0.89, P300 1.89)',
		'Ben-Shakhar & Elaad 2003, J. Appl. Psychol. 88: 131–151 (SCR 1.55, mock crime 2.09, near-optimal 3.12)'
	],
	critique: [
		{
			zh: '效应量来自实验室研究，实际案件中的效应量未知；通道之间的相关为假设。',
			en: 'The effect sizes come from laboratories; those of real cases are unknown, and the correlation between channels is an assumption.'
		},
		{
			zh: `两端属于外推，|log₁₀ LR| 截断为 ${LARGEST_LOG10}；不提供先验，请读者对照表格。`,
			en: `The tails are extrapolated: |log₁₀ LR| is cut at ${LARGEST_LOG10}. No prior is supplied; read the table.`
		}
	],

	score(table) {
		if (table.normSample === null)
			throw new LabError(
				'scoring/no-norm-sample',
				'expected the laboratory’s own norm sample, got none: give p-values, not likelihood ratios'
			);
		const { normSample, scores } = table;
		const ds = scores.map(({ measure }) => LABORATORY[measure]);
		const values = scores.map(({ score }) => score);
		const together = CORRELATIONS.map((rho) => {
			const { ratio, ...rest } = combined(ds, values, rho);
			const cut = capped(ratio);
			return { ...rest, ...cut, posteriors: posteriors(cut.ratio) };
		});
		const middle = combined(ds, values, 0.2);
		const projected = middle.weights.reduce((sum, w, i) => sum + w * (values[i] ?? 0), 0);
		const spread = Math.sqrt(0.8 * middle.weights.reduce((sum, w) => sum + w * w, 0) + 0.2);
		const statistic = scores.length === 1 ? (values[0] ?? 0) : projected / spread;
		const p = Math.max(Number.MIN_VALUE, normalAtLeast(statistic));
		const all = [...scores.flatMap(({ score }) => ratios(score)), ...together].map((o) => o.ratio);
		const [low, high] = [Math.min(...all), Math.max(...all)].map((ratio) => numberText(ratio));
		const shown = { x: numberText(statistic), p: probabilityText(p) };
		return {
			method: 'likelihood-ratio',
			statistic,
			range: [null, null],
			p,
			pKind: 'approximate',
			nullModel: {
				zh: `本实验室常模（${normSample.people} 名不知情者）中的检测分数，按标准正态分布近似；多通道时假设相关为 0.2。`,
				en: `Detection scores of the laboratory’s norm sample (${normSample.people} people without knowledge), taken as standard normal; several channels taken to correlate by 0.2.`
			},
			outcome: 'none',
			perChannel: scores.map(({ channel, score }, i) => ({
				channel,
				contribution: scores.length === 1 ? score : ((middle.weights[i] ?? 0) * score) / spread
			})),
			excluded: [],
			sentence: {
				zh: `仅作敏感性分析：标准化检测分数为 ${shown.x}（不知情者中得到这一数值或更高数值的概率约为 ${shown.p}）。按不同的实验室效应量和相关假设，似然比在 ${low ?? ''} 至 ${high ?? ''} 之间（已截断）。`,
				en: `Sensitivity analysis only: the standardised detection score is ${shown.x} (people without knowledge reach it with probability about ${shown.p}). Under different laboratory effect sizes and correlations the likelihood ratio is between ${low ?? ''} and ${high ?? ''} (cut off).`
			},
			details: {
				normSample,
				perChannel: scores.map(({ channel, score }) => ({ channel, ratios: ratios(score) })),
				combined: together
			}
		};
	}
} satisfies TableMethod<'standardised'>;
