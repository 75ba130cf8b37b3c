import { expect, test } from 'vitest';
import { keyStrengths } from './key-strengths.ts';

const question = (questionId: string, values: (number | null)[], keyIndex = 0) => ({
	questionId,
	values,
	keyIndex
});

test('drops items that are not scorable and keeps track of the key', () => {
	const { questions, excluded } = keyStrengths({
		channel: 'eda',
		stronger: 'larger',
		questions: [question('a', [null, 3, 1, Number.NaN], 2)]
	});
	expect(questions).toEqual([
		{ questionId: 'a', row: 0, strengths: [3, 1], items: [1, 2], key: 1 }
	]);
	expect(excluded.map((e) => e.reason)).toEqual(['item-not-scorable', 'item-not-scorable']);
});

test('turns the sign where smaller is stronger', () => {
	const { questions } = keyStrengths({
		channel: 'rsp',
		stronger: 'smaller',
		questions: [question('a', [5, 7])]
	});
	expect(questions[0]!.strengths).toEqual([-5, -7]);
});

test('leaves out a question without its key or without a foil, and says why', () => {
	const { questions, excluded } = keyStrengths({
		channel: 'eda',
		stronger: 'larger',
		questions: [question('a', [null, 1, 2]), question('b', [1, null, null]), question('c', [1, 2])]
	});
	expect(questions.map((q) => q.questionId)).toEqual(['c']);
	expect(questions[0]!.row).toBe(2);
	expect(excluded).toEqual([
		{ questionId: 'a', reason: 'key-not-scorable' },
		{ questionId: 'b', reason: 'no-scorable-foil' }
	]);
});

test('refuses a channel with nothing to score', () => {
	const empty = { channel: 'eda', stronger: 'larger' as const, questions: [question('a', [1])] };
	expect(() => keyStrengths(empty)).toThrow('expected a question with a scorable key');
});
