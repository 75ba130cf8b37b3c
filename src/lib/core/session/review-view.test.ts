import { expect, test } from 'vitest';
import { wholeSession } from '../../../../tests/whole-session.ts';
import { answersOf, reviewFiles, reviewViewOf } from './review-view.ts';
import type { SessionState } from './state.ts';

const { state: drafted } = wholeSession(({ type }) => type === 'review-waived');
const picture = { sha256: 'a'.repeat(64), bytes: 9, type: 'image/png', name: 'the-true-key.png' };
const pictured: SessionState = {
	...drafted,
	questions: drafted.questions.map((question, index) => ({
		...question,
		items: question.items.map((item) =>
			index === 0 && item.role === 'key'
				? {
						...item,
						stimulus: {
							kind: 'picture' as const,
							description: 'THE-ONE-FROM-THE-SCENE',
							file: picture
						}
					}
				: item
		)
	}))
};

test('a reviewer gets every word that is read out, and nothing that tells the key', () => {
	const view = reviewViewOf(pictured, 'task-1');
	const sent = JSON.stringify(view);
	for (const { stem, items } of pictured.questions)
		for (const words of [stem, ...items.map(({ text }) => text)]) expect(sent).toContain(words);
	const secrets = [
		...['"key"', '"foil"', '"buffer"', 'THE-ONE-FROM-THE-SCENE', 'the-true-key.png'],
		...pictured.facts.flatMap(({ factId, text }) => [factId, text]),
		...pictured.hypotheses.flatMap(({ hypothesisId, statement }) => [hypothesisId, statement]),
		...pictured.questions.flatMap(({ questionId, items }) => [
			...[`"${questionId}"`],
			...items.map(({ itemId }) => `"${itemId}"`)
		])
	];
	expect(secrets.filter((secret) => sent.includes(secret))).toEqual([]);
	expect([...reviewFiles(pictured)]).toEqual([picture.sha256]);
});

test('where an item stands says nothing of what it is', () => {
	const places = Array.from({ length: 600 }, (_, n) => {
		const [question] = reviewViewOf(drafted, `task-${n}`).questions;
		const key = drafted.questions[0]!.items.find(({ role }) => role === 'key')!;
		return question!.items.findIndex(({ text }) => text === key.text);
	});
	const items = drafted.questions[0]!.items.length;
	for (let place = 0; place < items; place++) {
		const share = places.filter((one) => one === place).length / places.length;
		expect(Math.abs(share - 1 / items)).toBeLessThan(0.06);
	}
});

test('numbers of the view come back as the items that stood there', () => {
	const view = reviewViewOf(drafted, 'task-1');
	const answers = view.questions.map(({ number }) => ({
		...{ question: number, guess: 2, odd: [1], remark: '' }
	}));
	const read = answersOf(drafted, 'task-1', answers);
	for (const [index, { guess, odd }] of read!.entries()) {
		const { items } = drafted.questions[index]!;
		const textOf = (id: string | null | undefined) => items.find((one) => one.itemId === id)?.text;
		expect(textOf(guess)).toBe(view.questions[index]!.items[1]!.text);
		expect(textOf(odd[0])).toBe(view.questions[index]!.items[0]!.text);
	}
	expect(answersOf(drafted, 'task-1', [{ ...answers[0]!, guess: 99 }])).toBeNull();
	expect(answersOf(drafted, 'task-1', [{ ...answers[0]!, question: 99 }])).toBeNull();
});

test('a series is told in its order and with its types: none of them is a key', () => {
	const roles = ['neutral', 'comparison', 'relevant'] as const;
	const items = roles.map((role, i) => ({ itemId: `i${i}`, text: `question ${i}`, role }));
	const [first] = drafted.questions;
	const series = { ...drafted, questions: [{ ...first!, items }] };
	const [question] = reviewViewOf(series, 'task-1').questions;
	expect(question?.items.map(({ role }) => role)).toEqual(roles);
	expect(question?.kind).toBe('series');
});
