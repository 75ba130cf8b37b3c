import { expect, test } from 'vitest';
import { questionCountText } from './question-count-text.ts';

const rows = (...ids: string[]) => ids.map((questionId) => ({ questionId }));

test('questions asked once are counted as questions', () => {
	expect(questionCountText(rows('a', 'b'))).toEqual({ zh: '2 题', en: '2 questions' });
});

test('questions asked in several charts are counted both ways', () => {
	expect(questionCountText(rows('a', 'b', 'a'))).toEqual({
		zh: '3 题次（2 题）',
		en: '3 presentations of 2 questions'
	});
});
