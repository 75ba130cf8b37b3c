import { expect, test } from 'vitest';
import { emptyFields, fieldsOf, questionOf } from './question-fields.ts';

const filled = {
	...emptyFields(4),
	factId: 'fact-1',
	stem: '失窃的现金藏在哪里？',
	category: '藏匿地点',
	buffer: '床底',
	key: '米缸',
	foils: ['衣柜', '花盆', '鞋盒', '水箱']
};

test('an unfinished form is not a question', () => {
	expect(questionOf({ ...filled, key: '  ' }, null)).toBeNull();
	expect(questionOf({ ...filled, foils: ['', ' '] }, null)).toBeNull();
});

test('a filled form becomes a question with one buffer, one key and its foils, and reads back the same', () => {
	const question = questionOf(filled, null);
	expect(question?.items.map(({ role }) => role)).toEqual([
		'buffer',
		'key',
		'foil',
		'foil',
		'foil',
		'foil'
	]);
	expect(new Set(question?.items.map(({ itemId }) => itemId)).size).toBe(6);
	expect(question && fieldsOf(question)).toMatchObject({ key: '米缸', foils: filled.foils });
});

test('a correction keeps the ids of unchanged items and gives a changed one an id never used', () => {
	const question = questionOf(filled, null);
	if (question === null) throw new Error('not a question');
	const corrected = questionOf({ ...filled, foils: ['衣柜', '花瓶', '鞋盒', '水箱'] }, question);
	const before = new Map(question.items.map(({ text, itemId }) => [text, itemId]));
	for (const { text, itemId } of corrected?.items ?? [])
		if (text === '花瓶') expect([...before.values()]).not.toContain(itemId);
		else expect(itemId).toBe(before.get(text));
});
