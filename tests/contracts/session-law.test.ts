/** The law at the gates of a test session: what stands refuses, whoever may sets aside, what changes stands again. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conditionHolds } from '#lib/core/law/condition.ts';
import type { Facts, FactValue } from '#lib/core/law/fact.ts';
import type { LawMoment } from '#lib/core/law/rule.ts';
import { decide } from '#lib/core/session/decide.ts';
import type { Actor, EventData, EventType, ProposedEvent } from '#lib/core/session/event.ts';
import { logFacts } from '#lib/core/session/law/law-facts.ts';
import { nextSessionLimit, sessionFindings } from '#lib/core/session/law/law-findings.ts';
import { questionListHash } from '#lib/core/session/question-list.ts';
import { leavingFindings } from '#lib/core/session/texts/leaving-findings.ts';
import { cleanTestFacts, testAnswers, testLaw, testTimes } from '../fixtures/test-law.ts';
import { MemorySession, propose, supervisor, system, tester } from '../memory-session.ts';
import { chartStart } from '../fixtures/session-parts.ts';
import { wholeSession } from '../whole-session.ts';

/** Ten in the morning of the day the script plays, Beijing time; its events are of sixteen o'clock. */
const NOW = Date.parse('2026-03-01T08:00:00.000Z');
const minutes = (count: number): number => NOW + 60_000 * count;

/** A session up to just before the first event that is meant. */
const before = (is: (proposed: ProposedEvent) => boolean): MemorySession => wholeSession(is);
const completion = (step: string) => (proposed: ProposedEvent) =>
	proposed.type === 'step-completed' && proposed.data.step === step;

/** Decides with the law and, where it is taken, writes. */
function tell(
	session: MemorySession,
	proposed: ProposedEvent,
	{
		actor = tester,
		nowMs = NOW,
		outside = {}
	}: { actor?: Actor; nowMs?: number; outside?: Facts } = {}
) {
	const law = { law: testLaw, nowMs, outside };
	const decision = decide(session.state, proposed, actor, session.procedure, law);
	if (decision.ok) session.tell(proposed, actor, law);
	return decision;
}

const put = <T extends EventType>(
	session: MemorySession,
	type: T,
	data: EventData<T>,
	actor = tester
) => tell(session, propose(type, data), { actor });

/** Everything answered and in order. */
function answered(session: MemorySession): MemorySession {
	expect(put(session, 'law-answered', testAnswers)).toEqual({ ok: true });
	expect(put(session, 'law-times-recorded', testTimes)).toEqual({ ok: true });
	return session;
}
const answer = (session: MemorySession, fact: string, value: boolean | number | string) =>
	put(session, 'law-answered', { facts: [{ fact, value }], unknown: [] });

/** Gates with the moments asked there, and the session that stands before each. */
const gates = [
	['case-psychology', completion('case-psychology'), ['accept']],
	['pre-test-interview', completion('pre-test-interview'), ['pre_test']],
	['chart-started', ({ type }: ProposedEvent) => type === 'chart-started', ['chart_start', 'live']],
	['conclusion-recorded', ({ type }: ProposedEvent) => type === 'conclusion-recorded', ['conclude']]
] as const satisfies readonly (readonly [
	string,
	(one: ProposedEvent) => boolean,
	readonly LawMoment[]
])[];

describe.each(gates)('at %s', (_, is, moments) => {
	const session = before(is);
	let gate: ProposedEvent | undefined;
	wholeSession((proposed) => {
		if (!is(proposed)) return false;
		gate = proposed;
		return true;
	});

	test('what stands refuses, and nothing else does', () => {
		const ours = testLaw.rules.filter(
			({ when, severity }) => severity === 'block' && moments.some((one) => one === when)
		);
		const inputs = [...new Set(ours.flatMap((rule) => rule.inputs))];
		const value = (id: string): fc.Arbitrary<FactValue | undefined> => {
			const { answers, values, type } = testLaw.facts.find((fact) => fact.id === id)!;
			const listed = [...(answers ?? []).map((one) => one.value), ...(values ?? [])];
			const some: readonly FactValue[] =
				type === 'yes-no' ? [true, false] : type === 'number' ? [0, 3, 6, 17, 90, 240] : listed;
			return fc.constantFrom(cleanTestFacts[id], undefined, ...some);
		};
		fc.assert(
			fc.property(fc.tuple(...inputs.map(value)), (values) => {
				const outside = Object.fromEntries(
					inputs.flatMap((id, place) => (values[place] === undefined ? [] : [[id, values[place]]]))
				) as Facts;
				const { facts } = session.state.law;
				const known = { ...facts, ...outside, ...logFacts(session.state, NOW) };
				const cautious = (when: LawMoment) => when !== 'live' && when !== 'conclude';
				const stands = ours.filter(({ condition, when }) => {
					const holds = conditionHolds(condition, { ...known, 'session.tests_planned': ['CIT'] });
					return holds === true || (holds === null && cautious(when));
				});
				const law = { law: testLaw, nowMs: NOW, outside };
				const decision = decide(session.state, gate!, tester, session.procedure, law);
				if (stands.length === 0) {
					expect(decision).toEqual({ ok: true });
					return;
				}
				const missing = stands.map(({ id }) => id).sort();
				expect(decision).toMatchObject({ ok: false, code: 'law/blocked', missing });
			})
		);
	});

	test('a session without rules of its own is not asked', () => {
		expect(decide(session.state, gate!, tester, session.procedure)).toEqual({ ok: true });
	});
});

describe('a block', () => {
	const start = () => propose('chart-started', chartStart(1));
	const running = () => before(({ type }) => type === 'chart-started');
	const override = (session: MemorySession, ruleId: string, actor: Actor) =>
		put(
			session,
			'law-overridden',
			{ ruleId, reason: '设备故障，已另行录像', basis: '批准书1号' },
			actor
		);

	test('names rule and text, and is set aside by a supervisor alone who does not test', () => {
		const session = answered(running());
		answer(session, 'rec.running', false);
		const refused = tell(session, start());
		expect(refused).toMatchObject({ code: 'law/blocked', missing: ['TC-01'] });
		expect(refused).toHaveProperty(
			'message',
			expect.stringContaining('TC-01: The test is recorded')
		);
		expect(override(session, 'TC-01', tester)).toMatchObject({ code: 'session/role' });
		// a tester of the session who became its supervisor
		expect(override(session, 'TC-01', { id: tester.id, role: 'supervisor' })).toMatchObject({
			code: 'law/second-person'
		});
		expect(override(session, 'TC-02', supervisor)).toMatchObject({ code: 'law/override' });
		expect(override(session, 'TC-01', supervisor)).toEqual({ ok: true });
		expect(tell(session, start())).toEqual({ ok: true });
		expect(session.state.law.setAside).toMatchObject([
			{ ruleId: 'TC-01', basis: '批准书1号', by: supervisor.id }
		]);
	});

	test('that stands for nothing now cannot be set aside, nor a warning', () => {
		const session = answered(running());
		expect(override(session, 'TC-01', supervisor)).toMatchObject({ code: 'law/rule' });
		expect(override(session, 'TC-04', supervisor)).toMatchObject({ code: 'law/override' });
		expect(override(session, 'XX-01', supervisor)).toMatchObject({ code: 'law/override' });
	});

	test('stands again when what it rests on is answered anew, and not when anything else is', () => {
		const session = answered(running());
		answer(session, 'rec.running', false);
		override(session, 'TC-01', supervisor);
		answer(session, 'session.handover_done', false);
		expect(tell(session, start())).toEqual({ ok: true });
		const again = answered(running());
		answer(again, 'rec.running', false);
		override(again, 'TC-01', supervisor);
		answer(again, 'rec.running', true);
		answer(again, 'rec.running', false);
		expect(tell(again, start())).toMatchObject({ missing: ['TC-01'] });
	});

	test('of a clock comes with time alone, and goes by a rest that is long enough', () => {
		const session = answered(before(({ type }) => type === 'fitness-recorded'));
		const context = (count: number) => ({ law: testLaw, nowMs: minutes(count), outside: {} });
		const standing = (count: number) =>
			sessionFindings(session.state, context(count), ['live']).map(({ rule }) => rule.id);
		expect(standing(89)).toEqual([]);
		expect(standing(90)).toEqual(['TL-02']);
		expect(standing(121)).toEqual(['TL-01', 'TL-02']);
		expect(nextSessionLimit(session.state, context(60))).toMatchObject({
			...{ rule: { id: 'TL-01' }, atMs: minutes(120) }
		});
		put(session, 'rest-begun', { kind: 'rest', note: '' });
		expect(put(session, 'rest-begun', { kind: 'rest', note: '' })).toMatchObject({
			code: 'law/break'
		});
		expect(standing(121)).toEqual([]);
	});
});

describe('answers', () => {
	const session = () => before(completion('case-psychology'));
	test.each<[string, string | boolean, string]>([
		['subject.custody', 'none', 'a fact the log says'],
		['test.staff_n', 'two', 'a value of another type'],
		['nothing.known', true, 'a fact nobody knows']
	])('%s = %s is refused: %s', (fact, value) => {
		expect(answer(session(), fact, value)).toMatchObject({ code: 'law/fact' });
	});

	test('of the log are not answered otherwise', () => {
		const one = session();
		answer(one, 'subject.age', 12);
		const facts = sessionFindings(one.state, { law: testLaw, nowMs: NOW, outside: {} }, ['accept']);
		expect(facts.map(({ rule }) => rule.id)).not.toContain('VU-07');
	});

	test('with times that lie ahead, or a summons without arrival, are refused', () => {
		const late = new Date(minutes(5)).toISOString();
		const told = (more: Partial<EventData<'law-times-recorded'>>) =>
			put(session(), 'law-times-recorded', { ...testTimes, ...more });
		expect(told({ lastMealAt: late })).toMatchObject({ code: 'law/time' });
		expect(told({ measure: 'summons' })).toMatchObject({ code: 'law/time' });
		expect(told({ measure: 'summons', arrivedAt: '2026-03-01T06:00:00.000Z' })).toEqual({
			ok: true
		});
	});
});

describe('a warning', () => {
	test('is noted with a reason, by who works here; a block is not', () => {
		const session = before(completion('case-psychology'));
		answered(session);
		answer(session, 'case.filed', false);
		const note = (ruleId: string) => put(session, 'law-noted', { ruleId, reason: '检察长已批准' });
		expect(note('TA-02')).toEqual({ ok: true });
		expect(note('TA-02')).toMatchObject({ code: 'law/rule' });
		answer(session, 'tester.investigates', true);
		expect(note('TA-05')).toMatchObject({ code: 'law/note' });
	});
});

describe('words that leave', () => {
	const concluded = (limits: string): MemorySession => {
		const session = answered(before(({ type }) => type === 'conclusion-recorded'));
		put(session, 'conclusion-recorded', {
			...{ outcome: 'inconclusive', limits, alternatives: '泄露' },
			basis: { method: 'lykken', channel: 'EDA', p: 0.25 }
		});
		return session;
	};
	const finish = (session: MemorySession) =>
		tell(session, propose('step-completed', { step: 'chart-analysis' }));
	const open = (session: MemorySession) =>
		leavingFindings(session.state, testLaw).filter(({ setAside }) => setAside === null);

	test('keep the step open until they are changed', () => {
		const session = concluded('图谱表明其说谎。');
		expect(finish(session)).toMatchObject({ code: 'law/blocked', missing: ['TX-01'] });
		const [finding] = open(session);
		expect(finding).toMatchObject({ rule: { id: 'TX-01' }, text: { path: 'limits' } });
		expect(finding!.hits.map(({ found, start }) => [found, start])).toEqual([['说谎', 5]]);
		expect(finish(concluded('只有一张图谱。'))).toEqual({ ok: true });
		expect(finish(concluded('测试不能判断其是否说谎，也不能判断是否有罪。'))).toEqual({ ok: true });
	});

	test('are set aside for exactly that wording', () => {
		const session = concluded('委托书原文为“判断是不是说谎”。');
		const fingerprint = open(session)[0]?.fingerprint ?? '';
		const data = { ruleId: 'TX-01', reason: '仅引用委托书原文', basis: '负责人审核' };
		expect(put(session, 'law-overridden', data, supervisor)).toMatchObject({ code: 'law/rule' });
		expect(
			put(session, 'law-overridden', { ...data, texts: ['0'.repeat(64)] }, supervisor)
		).toMatchObject({ code: 'law/rule' });
		expect(put(session, 'law-overridden', { ...data, texts: [fingerprint] }, supervisor)).toEqual({
			ok: true
		});
		expect(finish(session)).toEqual({ ok: true });
	});

	test('of the person stay as they were said, and are only shown', () => {
		const session = answered(before(completion('post-test-interview')));
		put(session, 'clarification-recorded', {
			...{ topic: '当晚', question: '请说说当晚。', statement: '我没有撒谎，我不是罪犯。' },
			factIds: []
		});
		expect(open(session).map(({ rule }) => [rule.id, rule.severity])).toEqual([
			['TX-02', 'warn'],
			['TX-03', 'warn']
		]);
	});

	test('that threaten keep a list from being locked', () => {
		const session = answered(before(({ type }) => type === 'question-list-locked'));
		const [first] = session.state.questions;
		const { history: _, ...question } = first!;
		put(session, 'question-corrected', {
			...{ ...question, stem: '你不说就别想走，东西在哪里？', reason: '改题干' }
		});
		const sha256 = questionListHash(session.state);
		put(session, 'review-waived', { sha256, reason: '只有一名测试人员' });
		const lock = { version: 1, sha256, acceptedWarnings: [] };
		expect(put(session, 'question-list-locked', lock)).toMatchObject({
			...{ code: 'law/blocked', missing: ['CM-01'] }
		});
		expect(open(session).map(({ rule }) => rule.id)).toEqual(['CM-01']);
	});
});

test('only the server logs, and only rules that are logged', () => {
	const session = answered(before(({ type }) => type === 'chart-started'));
	const log = (ruleId: string, actor: Actor) =>
		put(session, 'law-logged', { ruleId, moment: 'live' }, actor);
	expect(log('TL-06', tester)).toMatchObject({ code: 'session/role' });
	expect(log('TL-01', system)).toMatchObject({ code: 'law/rule' });
	expect(log('TL-06', system)).toEqual({ ok: true });
});
