/**
 * How many questions a score rests on, in words.
 *
 * @module
 */
import type { BilingualText } from '../text.ts';

/**
 * "6 questions", or with several charts "18 presentations of 6 questions".
 *
 * @param rows one per question and chart
 */
export function questionCountText(rows: readonly { readonly questionId: string }[]): BilingualText {
	const questions = new Set(rows.map(({ questionId }) => questionId)).size;
	if (questions === rows.length) return { zh: `${questions} 题`, en: `${questions} questions` };
	return {
		zh: `${rows.length} 题次（${questions} 题）`,
		en: `${rows.length} presentations of ${questions} questions`
	};
}
