/**
 * What a rule of scores may say about chance when nothing better is known.
 *
 * @module
 */
import type { BilingualText } from '../text.ts';

/** Said in place of a null model by methods whose scores have none. */
export const NO_NULL: BilingualText = {
	zh: '无：相关问题与准绳问题本来就不同，没有一个可以成立的零假设，因此不给概率。',
	en: 'None: relevant and comparison questions differ to begin with, so there is no null hypothesis that could be true, and no probability is given.'
};

/** Criticism that holds for every comparison of relevant with comparison questions. */
export const COMPARISON_CRITIQUE: readonly BilingualText[] = [
	{
		zh: '准绳问题测试缺乏公认的理论；恐惧、愤怒、问题措辞与准绳问题的质量都会影响分数。',
		en: 'Comparison-question tests lack an agreed theory: fear, anger, the wording and the quality of the comparison questions move the scores.'
	}
];
