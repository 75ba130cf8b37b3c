/** Manual scoring: who may score, commit before reveal, nothing concluded before the second score. */
import { describe, expect, test } from 'vitest';
import type { EventData } from '#lib/core/session/event.ts';
import { agreement, committed, keysStrong, revealed, sheetOf } from '../fixtures/score-sheets.ts';
import { interviewer, propose, reviewer, supervisor, system, tester } from '../memory-session.ts';
import { wholeSession } from '../whole-session.ts';

const taken = { ok: true };
const refusal = (code: string) => ({ ok: false, code: `session/${code}` });

/** The session before the first sheet is committed. */
const unscored = () => wholeSession(({ type }) => type === 'sheet-committed');
/** The session with both sheets committed and neither shown. */
const committedBoth = () => wholeSession(({ type }) => type === 'sheet-revealed');
/** The session with both sheets shown and not compared yet. */
const shown = () => wholeSession(({ type }) => type === 'sheets-compared');

const third = { seat: 'third', scorerId: 'reviewer-2', task: 'task-2' } as const;

function disputed() {
	const session = shown();
	const compared = agreement(keysStrong(session.state), 'responds');
	session.tell(propose('sheets-compared', { ...compared, agreedOutcome: null }), system);
	return session;
}

describe('who scores', () => {
	test('the tester has the first seat, the person named the second; nobody has both', () => {
		const session = unscored();
		const sheet = keysStrong(session.state);
		const named = { seat: 'second', scorerId: reviewer.id, task: 'task-1' } as const;
		const second = propose('sheet-committed', committed('second', sheet));
		expect(session.tell(second, reviewer)).toMatchObject(refusal('not-the-scorer'));
		expect(session.tell(propose('scorer-named', named), interviewer)).toMatchObject(
			refusal('role')
		);
		expect(session.tell(propose('scorer-named', named), supervisor)).toEqual(taken);
		expect(session.tell(propose('scorer-named', { ...named, task: 'task-9' }))).toMatchObject(
			refusal('scorer-named')
		);
		const first = propose('sheet-committed', committed('first', sheet));
		expect(session.tell(first, reviewer)).toMatchObject(refusal('not-the-scorer'));
		expect(session.tell(first, tester)).toEqual(taken);
		const again = propose('sheet-committed', committed('first', sheet));
		expect(session.tell(again, tester)).toMatchObject(refusal('sheet-committed'));
		const other = { id: 'reviewer-2', role: 'reviewer' } as const;
		expect(session.tell(second, other)).toMatchObject(refusal('not-the-scorer'));
		expect(session.tell(second, reviewer)).toEqual(taken);
	});

	test('somebody who scored once is not named again, and a withdrawn one makes room', () => {
		const session = unscored();
		session.tell(propose('sheet-committed', committed('first', keysStrong(session.state))));
		const self = { seat: 'second', scorerId: tester.id, task: 'task-1' } as const;
		expect(session.tell(propose('scorer-named', self))).toMatchObject(refusal('scorer-repeated'));
		session.tell(propose('scorer-named', { ...self, scorerId: reviewer.id }));
		const withdrawal = { task: 'task-1', reason: '出差' };
		expect(session.tell(propose('scorer-withdrawn', withdrawal))).toEqual(taken);
		const next = { seat: 'second', scorerId: 'reviewer-2', task: 'task-2' } as const;
		expect(session.tell(propose('scorer-named', next))).toEqual(taken);
		expect(committedBoth().tell(propose('scorer-withdrawn', withdrawal))).toMatchObject(
			refusal('sheet-committed')
		);
	});

	test('a third scorer needs a disagreement', () => {
		expect(committedBoth().tell(propose('scorer-named', third))).toMatchObject(
			refusal('no-disagreement')
		);
		expect(disputed().tell(propose('scorer-named', third))).toEqual(taken);
	});
});

describe('commit, then reveal', () => {
	test('one sheet alone is not shown', () => {
		const session = unscored();
		const sheet = keysStrong(session.state);
		session.tell(propose('sheet-committed', committed('first', sheet)));
		const reveal = propose('sheet-revealed', revealed('first', sheet));
		expect(session.tell(reveal, system)).toMatchObject(refusal('sheet-missing'));
	});

	test('only what was committed is shown, whole, and by the server', () => {
		const session = committedBoth();
		const sheet = keysStrong(session.state);
		const changed = {
			...sheet,
			cells: sheet.cells.map((c, i) => (i === 3 ? { ...c, score: 1 } : c))
		};
		const reveal = (data: EventData<'sheet-revealed'>) => propose('sheet-revealed', data);
		expect(session.tell(reveal(revealed('first', changed)), system)).toMatchObject(
			refusal('sheet-changed')
		);
		const otherNonce = { ...revealed('first', sheet), nonce: '9'.repeat(32) };
		expect(session.tell(reveal(otherNonce), system)).toMatchObject(refusal('sheet-changed'));
		expect(session.tell(reveal(revealed('first', sheet)))).toMatchObject(refusal('role'));
		expect(session.tell(reveal(revealed('first', sheet)), system)).toEqual(taken);
	});

	test('a sheet with a missing cell is refused when it is shown', () => {
		const session = unscored();
		const whole = keysStrong(session.state);
		const partial = { ...whole, cells: whole.cells.slice(1) };
		session.tell(propose('sheet-committed', committed('first', partial)));
		session.tell(
			propose('scorer-named', { seat: 'second', scorerId: reviewer.id, task: 'task-1' })
		);
		session.tell(propose('sheet-committed', committed('second', whole)), reviewer);
		const reveal = propose('sheet-revealed', revealed('first', partial));
		expect(session.tell(reveal, system)).toMatchObject(refusal('sheet-incomplete'));
	});

	test('buffers have no cell, every other item that was read out has one', () => {
		const session = unscored();
		const { cells } = sheetOf(session.state, () => 0);
		expect(cells).toHaveLength(25);
		expect(cells.map(({ presentation }) => presentation % 6)).not.toContain(1);
	});
});

describe('what the second score decides', () => {
	const conclusion: EventData<'conclusion-recorded'> = {
		outcome: 'inconclusive',
		basis: { method: 'lykken', channel: 'EDA', p: 0.25 },
		limits: '一张图谱',
		alternatives: '泄露'
	};
	const conclude = () => propose('conclusion-recorded', conclusion);
	const complete = () => propose('step-completed', { step: 'chart-analysis' });

	test('nothing is concluded before it, nor while the sheets disagree', () => {
		for (const session of [unscored(), committedBoth(), shown(), disputed()]) {
			expect(session.tell(conclude())).toMatchObject(refusal('second-score-missing'));
			expect(session.tell(complete())).toMatchObject({
				missing: ['second-score', 'conclusion-recorded']
			});
		}
	});

	test('agreement opens the conclusion; so does what both settled, with reasons', () => {
		const agreed = wholeSession(({ type }) => type === 'conclusion-recorded');
		expect(agreed.tell(conclude())).toEqual(taken);
		const settling = { outcome: 'inconclusive', reason: '两人重看第三题后同意' } as const;
		const again = wholeSession(({ type }) => type === 'conclusion-recorded');
		expect(again.tell(propose('disagreement-settled', settling))).toMatchObject(
			refusal('no-disagreement')
		);
		const session = disputed();
		expect(session.tell(propose('disagreement-settled', settling))).toEqual(taken);
		expect(session.tell(conclude())).toEqual(taken);
		expect(session.tell(complete())).toEqual(taken);
	});

	test('a third sheet opens what two had settled', () => {
		const session = disputed();
		const sheet = keysStrong(session.state);
		session.tell(propose('scorer-named', third));
		const other = { id: third.scorerId, role: 'reviewer' } as const;
		expect(session.tell(propose('sheet-committed', committed('third', sheet)), other)).toEqual(
			taken
		);
		expect(session.tell(propose('sheet-revealed', revealed('third', sheet)), system)).toEqual(
			taken
		);
		const two = agreement(sheet, 'responds');
		expect(session.tell(propose('sheets-compared', two), system)).toMatchObject(
			refusal('sheet-missing')
		);
		const [own] = two.outcomes;
		const three = { ...two, outcomes: [...two.outcomes, { ...own!, seat: 'third' as const }] };
		expect(session.tell(propose('sheets-compared', three), system)).toEqual(taken);
		expect(session.tell(conclude())).toEqual(taken);
	});
});
