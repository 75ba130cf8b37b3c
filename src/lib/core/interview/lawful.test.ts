import { describe, expect, test } from 'vitest';
import { grid } from '../../../../tests/fixtures/grid-content.ts';
import { InterviewScript, openGate, sliceForm } from '../../../../tests/fixtures/interviews.ts';
import { custody, law, lawfulAnswers } from '../../../../tests/fixtures/law.ts';
import { factsOf } from './facts-of.ts';
import type { InterviewData } from './interview-event.ts';
import { lawBlocks, nextLimit, RUNNING } from './lawful.ts';

const supervisor = { id: 'chief', role: 'supervisor' } as const;
const said = {
	...{ topic: 't', said: 's', freeNarrative: true, checkableDetails: 0 },
	knowledge: 'saw'
} as const;
const codeOf = (decision: object): string => ('code' in decision ? String(decision.code) : 'ok');
const answer = (script: InterviewScript, facts: Record<string, unknown>) =>
	script.tell('lawful-facts-recorded', {
		facts: Object.entries(facts).map(([fact, value]) => ({ fact, value })),
		unknown: []
	} as InterviewData<'lawful-facts-recorded'>);
/** Everything in order; the script begins at nine in the morning, Beijing time. */
function begun(more: Partial<typeof custody> = {}): InterviewScript {
	const script = new InterviewScript({ ...grid, law }).begin();
	expect(codeOf(script.tell('custody-recorded', { ...custody, ...more }))).toBe('ok');
	expect(codeOf(script.tell('lawful-facts-recorded', lawfulAnswers))).toBe('ok');
	return script;
}
const wait = (script: InterviewScript, minutes: number): void => {
	for (let gone = 0; gone < minutes; gone += 10) script.tenMinutes();
};

describe('before the start', () => {
	test('nothing is said or rated while something is not known, and the refusal names the rules', () => {
		const script = new InterviewScript({ ...grid, law }).begin();
		const refused = script.tell('statement-recorded', said);
		expect(refused).toMatchObject({ code: 'interview/law' });
		expect('missing' in refused && refused.missing).toEqual(
			expect.arrayContaining(['AU-01', 'PT-01', 'VU-01', 'RC-01', 'WF-03'])
		);
		expect(codeOf(script.tell('slice-rated', sliceForm(1, { 'S1C-1': 1 })))).toBe('interview/law');
		script.tell('custody-recorded', custody);
		script.tell('lawful-facts-recorded', lawfulAnswers);
		expect(codeOf(script.tell('statement-recorded', said))).toBe('ok');
	});

	test.each([
		['AU-01', { 'case.filed': false }],
		['AU-05', { 'session.other_suspects_present': true }],
		['VU-01', { 'subject.age': 16 }],
		['RC-02', { 'notice.recording_told': false }]
	])('%s cannot be set aside by anybody', (rule, facts) => {
		const script = begun();
		answer(script, facts);
		expect(script.tell('statement-recorded', said)).toMatchObject({ missing: [rule] });
		const override = { rule, reason: 'x', secondPerson: 'D' };
		expect(codeOf(script.tell('rule-overridden', override, supervisor))).toBe(
			'interview/law-override'
		);
	});

	test('a supervisor sets aside what may be, until its facts change', () => {
		const script = begun();
		answer(script, { 'session.interviewers_qualified': false });
		const override = { rule: 'AU-03', reason: 'x', secondPerson: 'D' };
		expect(codeOf(script.tell('statement-recorded', said))).toBe('interview/law');
		expect(codeOf(script.tell('rule-overridden', override))).toBe('interview/role');
		expect(codeOf(script.tell('rule-overridden', override, supervisor))).toBe('ok');
		expect(codeOf(script.tell('statement-recorded', said))).toBe('ok');
		expect(codeOf(script.tell('rule-overridden', override, supervisor))).toBe('interview/law-rule');
		answer(script, { 'session.interviewers_qualified': true });
		answer(script, { 'session.interviewers_qualified': false });
		expect(codeOf(script.tell('statement-recorded', said))).toBe('interview/law');
	});

	test('what the log says is not asked, and cannot be answered otherwise', () => {
		const script = begun();
		script.tell('gate-recorded', { ...openGate, interpreter: 'present' });
		const facts = factsOf(script.state, law.facts, script.nowMs);
		expect(facts).toMatchObject({
			...{ 'session.procurators_or_clerks_n': 2, 'subject.needs_interpreter': true },
			...{ 'session.interpreter_ok': true, 'rec.running': true, 'clock.local_hour': 9 }
		});
		const strange = { facts: [{ fact: 'rec.running', value: true }], unknown: [] };
		expect(codeOf(script.tell('lawful-facts-recorded', strange))).toBe('interview/law-fact');
		const unfit = { facts: [{ fact: 'subject.age', value: 'old' }], unknown: [] };
		expect(codeOf(script.tell('lawful-facts-recorded', unfit))).toBe('interview/law-fact');
	});
});

describe('while it goes on', () => {
	test('two hours without a break hide guidance only; a real break brings it back', () => {
		const script = begun();
		const open = () => codeOf(script.tell('guidance-opened', { cell: 'S1C' }));
		wait(script, 110);
		expect(open()).toBe('ok');
		wait(script, 10);
		expect(open()).toBe('interview/law');
		expect(codeOf(script.tell('statement-recorded', said))).toBe('ok');
		expect(codeOf(script.tell('slice-rated', sliceForm(1, { 'S1C-1': 1 })))).toBe('ok');
		expect(codeOf(script.tell('break-begun', { kind: 'rest', note: '' }))).toBe('ok');
		expect(codeOf(script.tell('break-begun', { kind: 'rest', note: '' }))).toBe('interview/break');
		wait(script, 20);
		expect(open()).toBe('ok');
		script.tell('break-ended', {});
		expect(codeOf(script.tell('break-ended', {}))).toBe('interview/break');
		expect(open()).toBe('ok');
	});

	test('a warning is taken note of once; after the next break it speaks up again', () => {
		const script = begun();
		const note = { rule: 'WF-02', reason: 'nearly done' };
		expect(codeOf(script.tell('rule-acknowledged', note))).toBe('interview/law-rule');
		wait(script, 90);
		expect(codeOf(script.tell('rule-acknowledged', note))).toBe('ok');
		expect(codeOf(script.tell('rule-acknowledged', note))).toBe('interview/law-rule');
		script.tell('break-begun', { kind: 'rest', note: '' });
		wait(script, 20);
		script.tell('break-ended', {});
		wait(script, 90);
		expect(codeOf(script.tell('rule-acknowledged', note))).toBe('ok');
		expect(codeOf(script.tell('rule-acknowledged', { ...note, rule: 'WF-01' }))).toBe(
			'interview/law-override'
		);
	});

	test('twelve hours after arrival it has to end, twenty-four where that was approved', () => {
		const arrivedAt = new Date(Date.UTC(2026, 10, 28, 13)).toISOString();
		const summoned = { measure: 'summons', arrivedAt } as const;
		const standing = (script: InterviewScript) =>
			lawBlocks(script.state, law, RUNNING, script.nowMs);
		expect(standing(begun(summoned))).toEqual(['PT-03']);
		expect(standing(begun({ ...summoned, extended: true }))).toEqual([]);
		const script = begun(summoned);
		const override = { rule: 'PT-03', reason: 'x', secondPerson: 'D' };
		expect(codeOf(script.tell('rule-overridden', override, supervisor))).toBe(
			'interview/law-override'
		);
		const ending = { openRequests: '', complaints: '', welfare: 'calm' };
		expect(codeOf(script.tell('interview-closed', ending))).toBe('ok');
	});

	test('requests and complaints stand until they are met', () => {
		const script = begun();
		const standing = () => lawBlocks(script.state, law, RUNNING, script.nowMs);
		for (const kind of ['toilet', 'counsel', 'complaint'] as const)
			script.tell('request-recorded', { kind, note: '' });
		expect(standing()).toEqual(['RN-03', 'RN-08']);
		wait(script, 20);
		expect(standing()).toEqual(['RN-03', 'RN-08', 'WF-10']);
		for (const { seq } of script.state.law.requests)
			expect(codeOf(script.tell('request-met', { request: seq, what: 'done' }))).toBe('ok');
		expect(standing()).toEqual([]);
		expect(codeOf(script.tell('request-met', { request: 1, what: 'x' }))).toBe('interview/request');
	});

	test('the next limit is the moment at which the rule itself fires', () => {
		const script = begun({ lastMealAt: new Date(Date.UTC(2026, 10, 28, 20)).toISOString() });
		const limit = nextLimit(script.state, law, script.nowMs)!;
		// six hours after a meal at four in the morning come before two hours of questioning
		expect(limit).toMatchObject({ rule: { id: 'WF-06' }, atMs: Date.UTC(2026, 10, 29, 2) });
		expect(lawBlocks(script.state, law, RUNNING, limit.atMs - 60_000)).toEqual([]);
		expect(lawBlocks(script.state, law, RUNNING, limit.atMs)).toEqual(['WF-06']);
	});
});

describe('at the end', () => {
	test('what is known to be missing keeps it open; what nobody asked does not', () => {
		const script = begun();
		const ending = { openRequests: '', complaints: '', welfare: 'calm' };
		answer(script, { 'subject.defence_raised': true, 'subject.defence_followup_logged': false });
		expect(script.tell('interview-closed', ending)).toMatchObject({
			...{ code: 'interview/law', missing: ['RN-07'] }
		});
		answer(script, { 'subject.defence_followup_logged': true });
		expect(codeOf(script.tell('interview-closed', ending))).toBe('ok');
		// ratings of its recording come after it, at any hour
		wait(script, 600);
		expect(codeOf(script.tell('slice-rated', sliceForm(1, { 'S1C-1': 1 }), supervisor))).toBe('ok');
	});
});

test('an interview that was opened before there were rules goes on as it was', () => {
	const script = new InterviewScript(grid).begin();
	expect(codeOf(script.tell('statement-recorded', said))).toBe('ok');
});

test('no sentence, no deal and no test result in planned questions', () => {
	const script = begun();
	const topic = (question: string) =>
		script.tell('topic-planned', {
			...{ topic: 'topic-1', agenda: 'interviewer', title: 't', learn: '', facts: [] },
			questions: [question]
		});
	for (const wording of ['说清楚最多判两年，对吧？', '心测你没有通过，怎么解释？'])
		expect(topic(wording)).toMatchObject({ code: 'interview/wording' });
	expect(topic('心测你没有通过，怎么解释？')).toMatchObject({ missing: ['EV-09'] });
	expect(codeOf(topic('请说说那天晚上的经过。'))).toBe('ok');
	// a person decides about the others
	expect(codeOf(topic('是上午还是下午？'))).toBe('ok');
});
