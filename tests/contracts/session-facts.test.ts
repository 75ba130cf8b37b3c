/** One fact, one use: whatever is proposed in whatever order, and what the knowledge matrix makes of it. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { EventData, SessionEvent } from '#lib/core/session/event.ts';
import { useOf } from '#lib/core/session/fact-use.ts';
import { factsAsKnown, knowingsOf, standingOf } from '#lib/core/session/knowledge.ts';
import { sessionUses } from '#lib/core/session/payloads-case.ts';
import { questionListHash } from '#lib/core/session/question-list.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { visibleEvents } from '#lib/core/session/visibility.ts';
import { interviewer, MemorySession, propose, tester } from '../memory-session.ts';
import { fact, question } from '../fixtures/session-parts.ts';
import { wholeSession } from '../whole-session.ts';

const drafting = (): MemorySession =>
	wholeSession(({ type }) => type === 'question-drafted' || type === 'question-list-locked');

const told = (n: number, more: Partial<EventData<'disclosure-recorded'>> = {}) =>
	propose('disclosure-recorded', {
		...{ disclosureId: `told-${n}`, factId: `fact-${n}`, to: 'subject', toWhom: '' },
		...{ when: '2026-02-28T02:00:00.000Z', by: '侦查员', how: '口头', extent: 'whole', ...more }
	});
const use = (n: number, to: EventData<'fact-use-set'>['use']) =>
	propose('fact-use-set', { factId: `fact-${n}`, use: to, reason: '保留待用' });
const withdraw = (n: number) =>
	propose('question-withdrawn', { questionId: `question-${n}`, reason: '改用其他' });
const lock = (state: SessionState) =>
	propose('question-list-locked', {
		...{ version: state.listVersion + 1, sha256: questionListHash(state), acceptedWarnings: [] }
	});
const waive = (state: SessionState) =>
	propose('review-waived', { sha256: questionListHash(state), reason: '只有一名测试人员' });

/** What the log itself says of a fact, without the code that decides. */
function claims(events: readonly SessionEvent[], factId: string) {
	const questions = new Set<string>();
	const tellings = new Set<string>();
	let kept = 'free';
	for (const { type, data } of events)
		if (type === 'question-drafted' && data.factId === factId) questions.add(data.questionId);
		else if (type === 'question-withdrawn') questions.delete(data.questionId);
		else if (type === 'disclosure-recorded' && data.factId === factId && data.to === 'subject')
			tellings.add(data.disclosureId);
		else if (type === 'disclosure-withdrawn') tellings.delete(data.disclosureId);
		else if (type === 'fact-use-set' && data.factId === factId) kept = data.use;
	return { asked: questions.size > 0, told: tellings.size > 0, kept };
}

const KEPT = ['hold-back', 'identification', 'disclosure'];

test(
	'no fact ever has two uses, and no list is locked with one that was told',
	{ timeout: 60_000 },
	() => {
		const step = fc.record({
			what: fc.constantFrom('use', 'draft', 'withdraw', 'tell', 'untell', 'lock', 'unlock'),
			n: fc.integer({ min: 1, max: 3 }),
			use: fc.constantFrom(...sessionUses)
		});
		const seen = new Set<string>();
		fc.assert(
			fc.property(fc.array(step, { minLength: 5, maxLength: 60, size: 'max' }), (steps) => {
				const session = drafting();
				let round = 0;
				for (const { what, n, use: to } of steps) {
					round += 1;
					const again = { questionId: `question-${n}-${round}`, factId: `fact-${n}` };
					const standing = session.state.questions.find(({ factId }) => factId === `fact-${n}`);
					const before = session.state;
					if (what === 'lock') session.tell(waive(before));
					const decision = session.tell(
						{
							use: () => use(n, to),
							draft: () => propose('question-drafted', { ...question(n), ...again }),
							withdraw: () =>
								propose('question-withdrawn', {
									...{ questionId: standing?.questionId ?? 'none', reason: '改用其他' }
								}),
							tell: () => told(n, { disclosureId: `told-${round}` }),
							untell: () =>
								propose('disclosure-withdrawn', {
									disclosureId: before.disclosures.at(-1)?.disclosureId ?? 'none',
									reason: '登记有误'
								}),
							lock: () => lock(session.state),
							unlock: () => propose('question-list-unlocked', { reason: '改错字' })
						}[what]()
					);
					if (decision.ok) seen.add(what);
					else seen.add(decision.code);
					for (const id of ['fact-1', 'fact-2', 'fact-3']) {
						const { asked, told: isTold, kept } = claims(session.events, id);
						expect(asked && KEPT.includes(kept), `${id} after ${what}`).toBe(false);
						const expected = asked ? 'test-item' : isTold ? 'disclosure' : kept;
						expect(useOf(session.state, id)).toBe(expected);
						const wasTold = claims(session.events.slice(0, -1), id).told;
						if (decision.ok && what === 'draft' && id === again.factId) expect(wasTold).toBe(false);
						if (decision.ok && what === 'lock') expect(asked && isTold).toBe(false);
					}
				}
			}),
			{ numRuns: 100 }
		);
		// the walk went through what it is about
		for (const one of [
			'use',
			'draft',
			'withdraw',
			'tell',
			'untell',
			'lock',
			'session/fact-use-clash'
		])
			expect(seen).toContain(one);
	}
);

describe('a fact', () => {
	let session: MemorySession;
	const code = (...proposals: Parameters<MemorySession['tell']>[0][]) =>
		proposals.map((one) => {
			const decision = session.tell(one);
			return decision.ok ? 'ok' : decision.code;
		});
	beforeEach(() => {
		session = drafting();
	});

	test('goes from one use to another only through free', () => {
		expect(code(use(1, 'hold-back'), use(1, 'hold-back'), use(1, 'identification'))).toEqual([
			...['ok', 'session/fact-use-same', 'session/fact-use-clash']
		]);
		expect(code(propose('question-drafted', question(1)))).toEqual(['session/fact-use-clash']);
		expect(code(use(1, 'free'), propose('question-drafted', question(1)))).toEqual(['ok', 'ok']);
		expect(code(use(1, 'hold-back'), withdraw(1), use(1, 'hold-back'))).toEqual([
			...['session/fact-use-clash', 'ok', 'ok']
		]);
	});

	test('that was told after its question was drafted is written down, and the list stays open', () => {
		expect(code(propose('question-drafted', question(1)), told(1))).toEqual(['ok', 'ok']);
		expect(code(waive(session.state), lock(session.state))).toEqual([
			...['ok', 'session/fact-use-clash']
		]);
		expect(factsAsKnown(session.state)[0]?.knownBy).toContain('subject-told');
		expect(session.state.facts[0]?.knownBy).not.toContain('subject-told');
		expect(
			code(withdraw(1), propose('question-drafted', { ...question(1), questionId: 'new' }))
		).toEqual(['ok', 'session/fact-use-clash']);
	});

	test('is taken once from the register of the case, and keeps its link', () => {
		const linked = { ...fact(6), boardFactId: 'f06', boardCode: 'F06' };
		expect(code(propose('fact-recorded', linked))).toEqual(['ok']);
		expect(code(propose('fact-recorded', { ...linked, factId: 'fact-7' }))).toEqual([
			'session/fact-exists'
		]);
		const other = { ...linked, reason: '更正文字', boardFactId: 'f07' };
		expect(code(propose('fact-corrected', other))).toEqual(['session/board-fact']);
		expect(code(propose('fact-corrected', { ...other, boardFactId: 'f06' }))).toEqual(['ok']);
	});

	test('speaks on one side of a hypothesis, and what refutes one stays', () => {
		const both = { hypothesisId: 'h2', statement: '另一种可能', refutedIf: '监控' };
		const sides = (supportedBy: string[], contradictedBy: string[]) =>
			propose('hypothesis-recorded', { ...both, supportedBy, contradictedBy });
		expect(code(sides(['fact-1'], ['fact-1']), sides(['fact-1'], ['fact-2']))).toEqual([
			...['session/hypothesis-both', 'ok']
		]);
		const stands = (state: 'open' | 'refuted', factId: string | null) =>
			propose('hypothesis-state-set', {
				...{ hypothesisId: 'h2', state, factId },
				reason: '监控在外地'
			});
		expect(code(stands('refuted', null), stands('refuted', 'fact-1'))).toEqual([
			...['session/refuted-by', 'session/hypothesis-both']
		]);
		expect(code(stands('refuted', 'fact-2'))).toEqual(['ok']);
		const away = propose('fact-withdrawn', { factId: 'fact-2', reason: '来源不可靠' });
		expect(code(away, stands('open', null), away)).toEqual(['session/fact-in-use', 'ok', 'ok']);
	});

	test('shows who told whom, when and how', () => {
		code(told(1), told(2, { disclosureId: 'press-2', to: 'press', by: '记者', how: '报道' }));
		expect(knowingsOf(session.state, 'fact-1').at(-1)).toMatchObject({
			...{ knower: 'subject-told', way: 'disclosure', by: '侦查员', how: '口头' },
			when: '2026-02-28T02:00:00.000Z'
		});
		expect([1, 2, 3].map((n) => standingOf(session.state, `fact-${n}`))).toEqual([
			...['told', 'others-know', 'undisclosed']
		]);
		expect(standingOf(session.state, null)).toBe('new');
	});
});

describe('after the test', () => {
	const detail = { clarificationId: null, checkable: true, howToCheck: '调取监控' };
	const lead = {
		...{ parentLeadId: null, text: '查东郊仓库', nextStep: '走访', owner: '侦查员', due: null },
		search: null
	};
	const interview = (): MemorySession => wholeSession(({ type }) => type === 'interview-closed');

	test('how a detail stands is computed, and stays as it was when it came up', () => {
		const session = interview();
		const say = (detailId: string, factId: string | null) =>
			propose('detail-recorded', { ...detail, detailId, factId, text: '还有一个铁盒' });
		session.tell(propose('fact-recorded', fact(6)), interviewer);
		for (const one of [say('d1', 'fact-1'), say('d2', 'fact-6'), say('d3', null)])
			expect(session.tell(one, interviewer)).toEqual({ ok: true });
		// the key of fact 1 was read out in the chart: whoever heard it may know it from there
		expect(session.state.details.map(({ standing }) => standing)).toEqual([
			...['heard-in-test', 'undisclosed', 'new']
		]);
		session.tell(told(6), interviewer);
		expect(session.state.details[1]?.standing).toBe('undisclosed');
		expect(standingOf(session.state, 'fact-6')).toBe('told');
	});

	test('leads hang on what was said; one from a searching item is withheld from interviewers', () => {
		const session = interview();
		const from = { kind: 'detail', detailId: 'd1' } as const;
		const tell = (data: EventData<'lead-recorded'>, actor = interviewer) => {
			const decision = session.tell(propose('lead-recorded', data), actor);
			return decision.ok ? 'ok' : decision.code;
		};
		expect(tell({ ...lead, leadId: 'l1', from })).toBe('session/unknown-detail');
		session.tell(
			propose('detail-recorded', { ...detail, detailId: 'd1', factId: null, text: '仓库' })
		);
		expect(tell({ ...lead, leadId: 'l1', from })).toBe('ok');
		expect(tell({ ...lead, leadId: 'l2', parentLeadId: 'l9', from })).toBe('session/unknown-lead');
		const item = { kind: 'search-item', questionId: 'question-1', itemId: 'item-1-0' } as const;
		expect(tell({ ...lead, leadId: 'l3', from: item })).toBe('session/role');
		expect(tell({ ...lead, leadId: 'l3', from: item }, tester)).toBe('session/unknown-item');
		const event = {
			...session.events.at(-1)!,
			...{ type: 'lead-recorded' as const, data: { ...lead, leadId: 'l4', from: item } }
		} as SessionEvent;
		const open = { sealed: null, completed: [] };
		expect(visibleEvents([event], 'interviewer', open)[0]).toMatchObject({ withheld: true });
		expect(visibleEvents([event], 'tester', open)[0]).toBe(event);
		const close = propose('lead-closed', { leadId: 'l1', outcome: 'found', reason: '找到铁盒' });
		expect(session.tell(close)).toEqual({ ok: true });
		expect(session.tell(propose('lead-closed', { ...close.data } as never))).toMatchObject({
			code: 'session/lead-closed'
		});
	});
});
