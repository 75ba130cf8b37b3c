/**
 * Whether artifacts gather at one type of question.
 *
 * @module
 */
import { numberText, probabilityText } from '#lib/core/statistics/probability-text.ts';
import { fisherAtLeast, fisherTwoSided, twoShares } from '#lib/core/statistics/proportions.ts';
import type { TableMethod } from './types.ts';

/**
 * z of two proportions (artifact shares of comparison and of relevant questions, pooled); p by Fisher's exact test,
 * two-sided, because counts this small have no normal distribution and either type might have had more.
 */
export default {
	id: 'artifact-proportions',
	form: 'artifacts',
	title: { zh: '伪迹比例检验', en: 'Artifact proportions' },
	sources: [
		'R project NCCA_ASCII_Parse (R. Nelson): test of proportions of artifacts',
		'Fisher 1934, Statistical Methods for Research Workers, 5th ed., §21.02 (exact test)'
	],
	critique: [
		{
			zh: '比例不同只说明需要复核记录，不能说明原因。',
			en: 'Different shares mean that the recording should be reviewed; they do not say why.'
		}
	],

	score({ comparison, relevant }) {
		const a = { count: comparison.artifacts, of: comparison.presentations };
		const b = { count: relevant.artifacts, of: relevant.presentations };
		const { z, p: normalP } = twoShares(a, b);
		const p = fisherTwoSided(a, b);
		const most = Math.sqrt(a.of + b.of);
		const shown = { z: numberText(z), p: probabilityText(p) };
		return {
			method: 'artifact-proportions',
			statistic: z,
			range: [-most, most],
			p,
			pKind: 'exact',
			nullModel: {
				zh: '伪迹与问题类型无关：已有的伪迹落在任何一次提问的机会相等。',
				en: 'Artifacts have nothing to do with the type of question: those that occurred were equally likely at every presentation.'
			},
			outcome: 'none',
			perChannel: [],
			excluded: [],
			sentence: {
				zh: `准绳问题 ${a.of} 次中有 ${a.count} 次伪迹，相关问题 ${b.of} 次中有 ${b.count} 次（z = ${shown.z}）。如果伪迹与问题类型无关，这样不均或更加不均的概率为 ${shown.p}。概率小只表示需要复核记录。`,
				en: `Artifacts at ${a.count} of ${a.of} comparison and ${b.count} of ${b.of} relevant presentations (z = ${shown.z}). If artifacts had nothing to do with the type of question, they would be spread at least this unevenly with probability ${shown.p}. A small probability means that the recording should be reviewed, no more.`
			},
			details: {
				oneTailed: { moreAtComparison: fisherAtLeast(a, b), moreAtRelevant: fisherAtLeast(b, a) },
				zTestOneTailed: z < 0 ? 1 - normalP : normalP
			}
		};
	}
} satisfies TableMethod<'artifacts'>;
