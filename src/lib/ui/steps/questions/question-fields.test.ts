import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseProtocol } from '#lib/core/protocols/parse.ts';
import type { Technique } from '#lib/core/protocols/technique.ts';
import { question as schema } from '#lib/core/session/question.ts';
import {
	emptyFields,
	emptyItem,
	fieldsOf,
	questionOf,
	type QuestionFields
} from './question-fields.ts';

const read = (id: string): Technique => {
	const name = `techniques/${id}.yaml`;
	const parsed = parseProtocol(name, readFileSync(`protocols/${name}`, 'utf8'));
	if ('problems' in parsed || parsed.kind !== 'technique') throw new Error(JSON.stringify(parsed));
	return parsed.value;
};
const cit = read('cit');

/** Every row of a new form filled in. */
function filled(technique: Technique, texts?: readonly string[]): QuestionFields {
	const fields = emptyFields(technique);
	fields.items.forEach((row, index) => (row.text = texts?.[index] ?? `项目${index + 1}`));
	return { ...fields, factId: 'fact-1', stem: '失窃的现金藏在哪里？', category: '藏匿地点' };
}
const words = ['床底', '米缸', '衣柜', '花盆', '鞋盒', '水箱'];
const withText = (fields: QuestionFields, index: number, text: string): QuestionFields => ({
	...fields,
	items: fields.items.with(index, { ...fields.items[index]!, text })
});

test('an unfinished form is not a question', () => {
	const fields = filled(cit, words);
	expect(questionOf(withText(fields, 1, '  '), null, cit)).toBeNull();
	expect(questionOf({ ...fields, factId: '' }, null, cit)).toBeNull();
	const few = { ...fields, items: fields.items.slice(0, 2) };
	expect(questionOf(few, null, cit)).toBeNull();
});

test('a filled form becomes a question with one buffer, one key and its foils, and reads back the same', () => {
	const question = questionOf(filled(cit, words), null, cit);
	expect(question?.items.map(({ role }) => role)).toEqual([
		'buffer',
		'key',
		'foil',
		'foil',
		'foil',
		'foil'
	]);
	expect(new Set(question?.items.map(({ itemId }) => itemId)).size).toBe(6);
	expect(question && fieldsOf(question).items.map(({ text }) => text)).toEqual(words);
});

test('a correction keeps the ids of unchanged items and gives a changed one an id never used', () => {
	const question = questionOf(filled(cit, words), null, cit);
	if (question === null) throw new Error('not a question');
	const corrected = questionOf(withText(filled(cit, words), 3, '花瓶'), question, cit);
	const before = new Map(question.items.map(({ text, itemId }) => [text, itemId]));
	for (const { text, itemId } of corrected?.items ?? [])
		if (text === '花瓶') expect([...before.values()]).not.toContain(itemId);
		else expect(itemId).toBe(before.get(text));
});

test.each([
	'cit',
	'pot-known',
	'pot-searching',
	'utah-zct',
	'federal-zct',
	'you-phase',
	'afmgqt',
	'directed-lie',
	'relevant-irrelevant'
])('a filled form of %s is a question that an event takes and reads back as it was', (id) => {
	const technique = read(id);
	const fields = filled(technique);
	if (technique.kind === 'search' || 'sequence' in technique) fields.factId = '';
	const question = questionOf(fields, null, technique);
	expect(schema.safeParse(question).error).toBeUndefined();
	expect(questionOf(fieldsOf(question!), question, technique)).toEqual(question);
});

test('questions of a series get the labels of their places, optional ones only when they are there', () => {
	const technique = read('afmgqt');
	const fields = filled(technique);
	const labels = (one: QuestionFields) =>
		questionOf(one, null, technique)?.items.map(({ label }) => label);
	expect(labels(fields)).toEqual(['N1', 'SR2', 'C3', 'R4', 'C5', 'R6']);
	const more = { ...emptyItem('relevant'), text: '您动过保险柜吗？' };
	expect(labels({ ...fields, items: [...fields.items, more] })).toEqual([
		'N1',
		'SR2',
		'C3',
		'R4',
		'C5',
		'R6',
		'R8'
	]);
});

test('a picture without its file and a recording without its sound are not finished', () => {
	const file = { sha256: 'a'.repeat(64), bytes: 3, type: 'image/png', name: 'tin.png' };
	const sound = { ...file, type: 'audio/webm', name: 'tin.webm' };
	const fields = filled(cit, words);
	const row = fields.items[1]!;
	const taken = (change: Partial<typeof row>) =>
		questionOf({ ...fields, items: fields.items.with(1, { ...row, ...change }) }, null, cit);
	expect(taken({ shown: 'picture', description: '铁盒' })).toBeNull();
	expect(taken({ shown: 'picture', picture: file })).toBeNull();
	expect(taken({ played: 'recorded' })).toBeNull();
	expect(taken({ shown: 'object', description: '铁盒' })?.items[1]?.stimulus).toEqual({
		...{ kind: 'object', description: '铁盒', file: null }
	});
	expect(taken({ played: 'recorded', sound })?.items[1]?.prompt).toEqual({
		...{ kind: 'recorded', file: sound }
	});
	expect(taken({ played: 'synthesised', sound })?.items[1]?.prompt).toEqual({
		...{ kind: 'synthesised', file: null }
	});
});
