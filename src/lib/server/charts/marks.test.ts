import { expect, test } from 'vitest';
import type { SessionState } from '../../core/session/state.ts';
import { annotationOf, isMark, type MarkEvent } from './marks.ts';

const order = [
	['q2', 'b'],
	['q2', 'key-of-q2'],
	['q1', 'a']
].map(([questionId, itemId], index) => ({ presentation: index + 1, questionId, itemId }));
const state = {
	charts: [{ chart: 1, started: { order } }],
	questions: [{ questionId: 'q1' }, { questionId: 'q2' }]
} as unknown as SessionState;

const mark = (type: string, data: object) =>
	({ id: 'x', type, at: {}, data: { chart: 1, sample: null, ...data } }) as unknown as MarkEvent;

test.each([
	['question-asked', { presentation: 2, questionId: 'q2', itemId: 'key-of-q2' }, 'Q2/2 asked'],
	['question-ended', { presentation: 3 }, 'Q1/1 ended'],
	['answer-marked', { presentation: 1, answer: 'no' }, 'Q2/1 answer no'],
	['artifact-marked', { code: 'M', note: 'li coughed' }, 'artifact M'],
	['remark-made', { text: 'li looks away' }, 'remark'],
	['chart-announced', { what: 'XX' }, 'XX'],
	['question-ended', { presentation: 99 }, 'P99 ended']
])('%s is annotated by its place, never by words or roles', (type, data, text) => {
	expect(annotationOf(mark(type, data), state)).toBe(text);
});

test('only events with a place on a chart are marks', () => {
	const isOne = (type: string, data: object) => isMark(mark(type, data));
	expect(isOne('question-asked', {})).toBe(true);
	expect(isOne('remark-made', { chart: null })).toBe(false);
	expect(isOne('note-added', {})).toBe(false);
});
