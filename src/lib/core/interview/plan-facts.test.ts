import { expect, test } from 'vitest';
import { boardFact } from '../../../../tests/fixtures/plans.ts';
import { emptyBoard } from '../board/board-state.ts';
import type { BoardState } from '../board/fact.ts';
import { planBoard } from './plan-facts.ts';

const officer = { id: 'officer', role: 'interviewer' } as const;
const board = (more: Partial<BoardState>): BoardState => ({ ...emptyBoard('case-1'), ...more });

test.each(['test', 'identification', 'hold-back'] as const)(
	'a fact kept for %s is its code, to whoever looks, until it is released',
	(use) => {
		const fact = boardFact('F2', {
			use,
			text: '钥匙放在花盆下',
			category: '藏匿处',
			source: '勘验'
		});
		const view = planBoard(board({ facts: [fact] }), officer, 'S-1');
		expect(view.facts).toMatchObject([{ code: 'F2', use, element: null, text: '' }]);
		for (const words of ['花盆', '藏匿处', '勘验', '核对'])
			expect(JSON.stringify(view)).not.toContain(words);
		const released = planBoard(board({ facts: [{ ...fact, stage: 'released' }] }), officer, 'S-1');
		expect(released.facts).toMatchObject([{ text: '钥匙放在花盆下' }]);
	}
);

test('what another subject said is a code to those who may not know that subject', () => {
	const facts = [boardFact('F1', { sourceSubject: 'S-2' }), boardFact('F3')];
	const compartments = [
		{ subject: 'S-1', interviewers: ['officer'] },
		{ subject: 'S-2', interviewers: ['other'] }
	];
	const seen = (more: Partial<BoardState>) =>
		planBoard(board({ facts, ...more }), officer, 'S-1').facts.map(({ text }) => text !== '');
	expect(seen({ compartments })).toEqual([false, true]);
	expect(seen({ compartments, leads: ['officer'] })).toEqual([true, true]);
	expect(seen({})).toEqual([true, true]);
});

test('of approvals only those for this subject come along, without why they were asked for', () => {
	const approval = (id: string, toSubject: string, isApproved: boolean | null) => ({
		...{ id, sourceSubject: 'S-2', toSubject, factIds: ['fact-F1'], text: '原话' },
		...{ truth: '理由甲', necessity: '理由乙', minimality: '理由丙' },
		...{ requestedBy: 'A', requestedAt: '2026-11-28T01:00:00.000Z' },
		decision:
			isApproved === null
				? null
				: { approved: isApproved, by: 'chief', at: '2026-11-28T02:00:00.000Z', reason: '' }
	});
	const approvals = [
		...[approval('a', 'S-1', true), approval('b', 'S-1', false)],
		...[approval('c', 'S-1', null), approval('d', 'S-3', true)]
	];
	const view = planBoard(board({ approvals }), officer, 'S-1');
	expect(view.approvals.map(({ id, text }) => [id, text])).toEqual([['a', '原话']]);
	expect(JSON.stringify(view)).not.toContain('理由');
});
