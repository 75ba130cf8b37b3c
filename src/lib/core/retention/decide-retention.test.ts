import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideRetention } from './decide-retention.ts';
import {
	isMove,
	moveNames,
	otherActs,
	retentionAct,
	retentionMoves,
	retentionStates,
	type RetentionAct,
	type RetentionActor,
	type WrittenAct
} from './retention-act.ts';
import type { RetentionFacts } from './retention-refusal.ts';
import { applyRetention, isStanding, noRetention, type RetentionState } from './retention-state.ts';

const REASON = '案件已审结，依规定办理';
const people: readonly RetentionActor[] = [
	{ id: 'boss', role: 'supervisor' },
	{ id: 'boss-2', role: 'supervisor' },
	{ id: 'root', role: 'admin' },
	{ id: 'tom', role: 'tester' },
	// somebody who has two accounts' worth of rights is still one person
	{ id: 'boss', role: 'admin' }
];
const facts: RetentionFacts = { nowMs: 1000, open: 0, subjects: ['S-1', 'S-2'], isOver: true };

/** A log of what was taken of what was asked. */
function run(asked: readonly (readonly [RetentionAct, RetentionActor])[], given = facts) {
	let state: RetentionState = noRetention;
	const taken: { before: RetentionState; act: WrittenAct; after: RetentionState }[] = [];
	for (const [act, actor] of asked) {
		if (decideRetention(state, act, actor, given) !== null) continue;
		const seq = state.seq + 1;
		const written = { ...act, id: `a${seq}`, seq, by: actor.id, atMs: 1000 };
		const after = applyRetention(state, written);
		taken.push({ before: state, act: written, after });
		state = after;
	}
	return { state, taken };
}

// likely steps are drawn often, so that runs come far
const anyAct = fc
	.record({
		act: fc.constantFrom(...moveNames, ...otherActs),
		reason: fc.constantFrom(REASON, REASON, REASON, '短'),
		orderRef: fc.constantFrom('（2026）调字12号', ''),
		about: fc.constantFrom(...Array.from({ length: 9 }, (_, n) => `a${n + 1}`), null),
		subjectCode: fc.constantFrom(null, null, 'S-1', 'S-9'),
		untilMs: fc.constantFrom(999, 5000),
		actor: fc.constantFrom(...people)
	})
	.map(({ actor, ...one }) => [retentionAct(one), actor] as const);

/** The acts up to some move, so that runs begin everywhere: sealed, with a proposal, too. */
const anyWay = fc.constantFrom(0, 1, 2, 3, 4, 5).map((length) => {
	const proposal = { act: 'propose-destruction', reason: REASON, orderRef: '毁字1号' } as const;
	const acts = [
		...way('seal'),
		[retentionAct(proposal), people[0]!] as const,
		[retentionAct({ act: 'destroy', about: 'a4' }), people[2]!] as const
	];
	return acts.slice(0, length);
});

describe('the state machine', () => {
	test('a case moves one lawful step at a time, whatever is asked; destroyed is the end', () => {
		let furthest = 0;
		fc.assert(
			fc.property(anyWay, fc.array(anyAct, { maxLength: 80 }), (begun, more) => {
				const { state, taken } = run([...begun, ...more]);
				for (const { before, act, after } of taken) {
					expect(before.state).not.toBe('destroyed');
					if (!isMove(act.act)) expect(after.state).toBe(before.state);
					else expect([before.state, after.state]).toEqual(retentionMoves[act.act]);
					expect(after.seq).toBe(before.seq + 1);
				}
				furthest = Math.max(furthest, retentionStates.indexOf(state.state));
			}),
			{ numRuns: 3000 }
		);
		// the property would say nothing of runs that never left the beginning
		expect(furthest).toBe(retentionStates.length - 1);
	});

	test('nobody opens or destroys alone', () => {
		fc.assert(
			fc.property(fc.array(anyAct, { maxLength: 80 }), (more) => {
				const { state, taken } = run([...way('seal'), ...more]);
				for (const { decision, by } of state.openings) expect(decision?.by).not.toBe(by);
				for (const { act, before } of taken) {
					if (act.act !== 'destroy' && act.act !== 'erase') continue;
					const proposal = before.proposals.find(({ id }) => id === act.about);
					expect(proposal?.outcome).toBe(null);
					expect(proposal?.by).not.toBe(act.by);
				}
			}),
			{ numRuns: 3000 }
		);
	});
});

const [boss, second, root, tom] = people as [
	RetentionActor,
	RetentionActor,
	RetentionActor,
	RetentionActor
];
const WAY = ['close', 'archive', 'seal'] as const;
/** The acts up to a move. */
const way = (to: (typeof WAY)[number]) =>
	WAY.slice(0, WAY.indexOf(to) + 1).map(
		(act) => [retentionAct({ act, reason: REASON }), boss] as const
	);
const codeOf = (
	state: RetentionState,
	act: Parameters<typeof retentionAct>[0],
	actor: RetentionActor,
	more: Partial<RetentionFacts> = {}
) =>
	decideRetention(state, retentionAct({ reason: REASON, orderRef: '调字1号', ...act }), actor, {
		...facts,
		...more
	})?.code ?? 'taken';

test('a case is closed and archived when everything in it has ended', () => {
	expect(codeOf(noRetention, { act: 'close' }, boss, { open: 1 })).toBe('open-records');
	expect(codeOf(noRetention, { act: 'close' }, tom)).toBe('role');
	expect(codeOf(noRetention, { act: 'close', reason: '结' }, boss)).toBe('reason');
	expect(codeOf(noRetention, { act: 'archive' }, boss)).toBe('move');
	const { state } = run(way('close'));
	expect(codeOf(state, { act: 'archive' }, boss, { open: 1 })).toBe('open-records');
	expect(codeOf(state, { act: 'reopen' }, boss)).toBe('taken');
});

test('a sealed case is read by order, by whoever asked, until it ends', () => {
	const { state } = run(way('seal'));
	expect(codeOf(state, { act: 'retrieve' }, boss)).toBe('move');
	expect(codeOf(state, { act: 'request-opening', orderRef: '' }, tom)).toBe('order');
	expect(codeOf(state, { act: 'request-opening' }, root)).toBe('role');
	const asked = run([
		...way('seal'),
		[retentionAct({ act: 'request-opening', reason: REASON, orderRef: '调字1号' }), boss]
	]).state;
	const [{ id } = { id: '' }] = asked.openings;
	const answer = { act: 'approve-opening', about: id } as const;
	expect(codeOf(asked, answer, boss)).toBe('second-person');
	expect(codeOf(asked, answer, tom)).toBe('role');
	expect(codeOf(asked, answer, second)).toBe('taken');
	expect(codeOf(asked, answer, root)).toBe('taken');
	const approved = { ...retentionAct({ ...answer, untilMs: 5000 }), id: 'x', seq: 5, by: 'boss-2' };
	const opened = applyRetention(asked, { ...approved, atMs: 1000 });
	expect(isStanding(opened.openings[0]!, 4999)).toBe(true);
	expect(isStanding(opened.openings[0]!, 5000)).toBe(false);
	expect(codeOf(opened, { act: 'request-opening' }, boss)).toBe('pending');
	expect(codeOf(opened, { act: 'request-opening' }, boss, { nowMs: 6000 })).toBe('taken');
	expect(codeOf(opened, { act: 'end-opening', about: id }, tom)).toBe('role');
	const end = { ...retentionAct({ act: 'end-opening', about: id }), id: 'y', seq: 6, by: 'boss' };
	const ended = applyRetention(opened, { ...end, atMs: 2000 });
	expect(isStanding(ended.openings[0]!, 2001)).toBe(false);
});

test('before its time is over a case is destroyed only by order, and as it was proposed', () => {
	const { state } = run(way('seal'));
	const whole = { act: 'propose-destruction' } as const;
	expect(codeOf(noRetention, whole, boss)).toBe('move');
	expect(codeOf(state, { ...whole, orderRef: '' }, boss, { isOver: false })).toBe('before-term');
	expect(codeOf(state, whole, boss, { isOver: false })).toBe('taken');
	expect(codeOf(state, { ...whole, orderRef: '' }, boss)).toBe('taken');
	expect(codeOf(noRetention, { ...whole, subjectCode: 'S-9' }, boss)).toBe('subject');
	const one = run([[retentionAct({ ...whole, reason: REASON, subjectCode: 'S-1' }), boss]]).state;
	const about = one.proposals[0]?.id ?? '';
	expect(codeOf(one, { act: 'erase', about, subjectCode: 'S-2' }, root)).toBe('proposal-first');
	expect(codeOf(one, { act: 'erase', about, subjectCode: 'S-1' }, second)).toBe('role');
	expect(codeOf(one, { act: 'erase', about, subjectCode: 'S-1' }, root)).toBe('taken');
	expect(codeOf(one, { act: 'withdraw-destruction', about: 'none' }, boss)).toBe('nothing');
});
