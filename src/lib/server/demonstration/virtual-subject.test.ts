import { expect, test } from 'vitest';
import type { SessionEvent } from '../../core/session/event.ts';
import type { SessionState } from '../../core/session/state.ts';
import { hearingOf, readingS } from './virtual-subject.ts';

const items = [{ itemId: 'i1', text: '纯银怀表', role: 'key' }];
const questions = [{ questionId: 'q1', items }];
const state = { questions, charts: [], listVersion: 0, lockedLists: [] } as unknown as SessionState;
const event = (type: string, data: object) => ({ type, data }) as unknown as SessionEvent;

test('reading aloud takes as long as the text is, within bounds', () => {
	expect(readingS('一二三四五六七八')).toBe(2);
	expect(readingS('fourteen chars and so on')).toBeCloseTo(24 / 14);
	expect(readingS('是')).toBe(0.8);
	expect(readingS('很'.repeat(500))).toBe(20);
});

test('the subject hears the item that is read out and that an answer was given, nothing else', () => {
	const asked = { questionId: 'q1', itemId: 'i1' };
	expect(hearingOf(event('question-asked', asked), state)).toEqual({
		hear: 'item',
		role: 'key',
		durationS: 1
	});
	expect(hearingOf(event('answer-marked', {}), state)).toEqual({ hear: 'answer-given' });
	expect(hearingOf(event('question-asked', { ...asked, itemId: 'i9' }), state)).toBeNull();
	expect(hearingOf(event('note-added', {}), state)).toBeNull();
});

test('in an acquaintance chart the subject hears the numbers of its own list', () => {
	const list = [{ questionId: 'n', items: [{ itemId: 'n1', text: '一', role: 'item' }] }];
	const chart = { chart: 1, series: 0, started: { purpose: 'acquaintance', list } };
	const both = { ...state, charts: [chart] } as unknown as SessionState;
	const asked = { chart: 1, questionId: 'n', itemId: 'n1' };
	expect(hearingOf(event('question-asked', asked), both)).toMatchObject({ hear: 'item' });
	const outside = { ...asked, questionId: 'q1', itemId: 'i1' };
	expect(hearingOf(event('question-asked', outside), both)).toBeNull();
});
