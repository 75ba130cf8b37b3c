import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { question } from '../session/question.ts';
import { demonstrationList, isMeant, listQuestions } from './demonstration-list.ts';

const folder = 'protocols/demonstration/lists';
const lists = readdirSync(folder).map((file) =>
	demonstrationList.parse(parse(readFileSync(`${folder}/${file}`, 'utf8')))
);
const searching = lists.find(({ technique }) => technique === 'pot-searching')!;

test.each(lists.map((list) => [list.id, list] as const))(
	'%s is a question list in both languages',
	(_, list) => {
		for (const locale of ['zh-CN', 'en'] as const)
			for (const one of listQuestions(list, locale)) expect(question.parse(one)).toEqual(one);
	}
);

test('what the subject knows never comes into a question', () => {
	expect(searching.questions.every(({ meant }) => meant !== undefined)).toBe(true);
	expect(JSON.stringify(listQuestions(searching, 'en'))).not.toContain('meant');
});

test('only the item that is meant is meant, in its own list', () => {
	const [first, second] = searching.questions;
	const at = { questionId: first!.questionId, itemId: first!.meant! };
	expect(isMeant(lists, at)).toBe(true);
	expect(isMeant(lists, { ...at, questionId: second!.questionId })).toBe(false);
	expect(isMeant([], at)).toBe(false);
});

test('a list that means an item it does not have is refused', () => {
	const [first, ...others] = searching.questions;
	const questions = [{ ...first!, meant: 'nobody' }, ...others];
	expect(demonstrationList.safeParse({ ...searching, questions }).success).toBe(false);
});
