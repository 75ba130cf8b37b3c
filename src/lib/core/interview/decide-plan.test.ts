import { describe, expect, test } from 'vitest';
import { grid } from '../../../../tests/fixtures/grid-content.ts';
import { InterviewScript, sliceForm } from '../../../../tests/fixtures/interviews.ts';
import {
	boardFact,
	ladder,
	readyToDisclose,
	second,
	topic
} from '../../../../tests/fixtures/plans.ts';
import type { BoardFact, CrossDisclosure } from '../board/fact.ts';
import { disclosureObstacles, isFruitless, toBeCorrected } from './disclosure-obstacles.ts';

const F1 = 'fact-F1';
const codeOf = (decision: object): string => ('code' in decision ? String(decision.code) : 'ok');

function script(...facts: readonly BoardFact[]): InterviewScript {
	return new InterviewScript(grid, {
		facts: facts.length === 0 ? [boardFact('F1')] : facts,
		approvals: []
	});
}

/** Says a step as it was checked. */
function say(interview: InterviewScript, fact: string, step: number) {
	const found = interview.state.plan.ladders.find((one) => one.fact === fact)?.steps[step - 1];
	return codeOf(
		interview.tell('evidence-disclosed', { fact, step, wording: found?.wording ?? 'nothing' })
	);
}

function answer(interview: InterviewScript, newInformation = ''): string {
	const disclosure = interview.state.plan.disclosures.at(-1)?.seq ?? 1;
	const data = { disclosure, saidInstead: '', answer: '那辆车借给了表弟。', newInformation };
	return codeOf(interview.tell('disclosure-answered', data));
}

describe('a plan', () => {
	test('may be written before rights are read, but no topic is begun then', () => {
		const interview = script();
		interview.tell('interview-opened', {
			...{ subjectCode: 'S-1', officers: ['A', 'B'], place: 'room 2' },
			roleHypothesis: { role: 'unknown', basis: '' }
		});
		expect(codeOf(interview.tell('topic-planned', topic('evening', [F1])))).toBe('ok');
		expect(codeOf(interview.tell('ladder-drafted', ladder(F1)))).toBe('ok');
		expect(
			interview.tell('topic-moved', { topic: 'evening', status: 'free-account', note: '' })
		).toMatchObject({ code: 'interview/gate', missing: ['not-recorded'] });
		expect(say(interview, F1, 1)).toBe('interview/disclose-gate');
	});

	test('keeps who drafted each version, and the order of both agendas apart', () => {
		const interview = script().begin();
		for (const id of ['a', 'b', 'c']) interview.tell('topic-planned', topic(id, []));
		interview.tell('topic-planned', topic('own', [], { agenda: 'person', title: '家里的事' }));
		interview.tell('topic-planned', topic('b', [], { title: '资金' }));
		interview.tell('topics-ordered', { agenda: 'interviewer', topics: ['c', 'a', 'b'] });
		expect(
			interview.state.plan.topics.map(({ topic: id, agenda, version }) => [id, agenda, version])
		).toEqual([
			['own', 'person', 1],
			['c', 'interviewer', 1],
			['a', 'interviewer', 1],
			['b', 'interviewer', 2]
		]);
		const order = { agenda: 'interviewer' as const, topics: ['c', 'a', 'own'] };
		expect(codeOf(interview.tell('topics-ordered', order))).toBe('interview/plan-topic');
	});

	test('a topic goes forward one status after the other, back to any, and is closed from any', () => {
		const interview = script().begin();
		interview.tell('topic-planned', topic('evening', []));
		const move = (status: 'not-begun' | 'free-account' | 'explored' | 'summarised' | 'closed') =>
			codeOf(interview.tell('topic-moved', { topic: 'evening', status, note: '' }));
		expect(move('explored')).toBe('interview/plan-status');
		expect(
			['free-account', 'explored', 'free-account', 'closed'].map((one) => move(one as 'closed'))
		).toEqual(['ok', 'ok', 'ok', 'ok']);
		expect(codeOf(interview.tell('topic-dropped', { topic: 'evening', reason: 'x' }))).toBe(
			'interview/plan-begun'
		);
	});

	test.each(['test', 'identification', 'hold-back'] as const)(
		'a fact kept for %s may be explored, never planned to be shown',
		(use) => {
			const interview = script(boardFact('F1', { use })).begin();
			expect(codeOf(interview.tell('topic-planned', topic('evening', [F1])))).toBe('ok');
			expect(codeOf(interview.tell('ladder-drafted', ladder(F1)))).toBe('interview/plan-reserved');
		}
	);

	test('knows only facts of the board, on topics that have them', () => {
		const interview = script().begin();
		expect(codeOf(interview.tell('topic-planned', topic('evening', ['F9'])))).toBe(
			'interview/plan-fact'
		);
		interview.tell('topic-planned', topic('evening', []));
		expect(codeOf(interview.tell('ladder-drafted', ladder(F1)))).toBe('interview/plan-topic');
	});

	test('no wording gives away what is kept back', () => {
		const held = boardFact('F2', { use: 'hold-back', text: '钥匙放在花盆下' });
		const interview = script(boardFact('F1'), held).begin();
		const asked = (question: string) =>
			codeOf(interview.tell('topic-planned', topic('evening', [F1], { questions: [question] })));
		expect(asked('钥匙，放在花盆 下面吗？')).toBe('interview/plan-held');
		expect(asked('钥匙平时放在哪里？')).toBe('ok');
		const steps = [{ source: 1, precision: 1, wording: '我们知道钥匙放在花盆下。' }];
		expect(codeOf(interview.tell('ladder-drafted', ladder(F1, { steps })))).toBe(
			'interview/plan-held'
		);
		// what is shown anyway may be spoken of
		interview.board = { ...interview.board, facts: [boardFact('F1'), { ...held, use: 'open' }] };
		expect(asked('钥匙放在花盆下吗？')).toBe('ok');
	});

	test('a ladder rises from weak and vague to strong and exact, its questions from open to closed', () => {
		const interview = script().begin();
		interview.tell('topic-planned', topic('evening', [F1]));
		const step = (source: number, precision: number) => ({ source, precision, wording: 'x' });
		const of = (...steps: ReturnType<typeof step>[]) =>
			codeOf(interview.tell('ladder-drafted', ladder(F1, { steps })));
		expect(of(step(1, 1), step(1, 2), step(3, 2), step(3, 4))).toBe('ok');
		expect(of(step(1, 2), step(2, 1))).toBe('interview/plan-framing');
		expect(of(step(2, 2), step(2, 2))).toBe('interview/plan-framing');
		const questions = [
			{ openness: 'closed' as const, wording: 'x' },
			{ openness: 'open' as const, wording: 'y' }
		];
		expect(codeOf(interview.tell('ladder-drafted', ladder(F1, { questions })))).toBe(
			'interview/plan-funnel'
		);
	});

	test('is found true by somebody else, of verified facts, and again after each new draft', () => {
		const interview = script().begin();
		interview.tell('topic-planned', topic('evening', [F1]));
		interview.tell('ladder-drafted', ladder(F1));
		const check = (actor?: typeof second, draft = interview.state.plan.plannedSeq) =>
			codeOf(interview.tell('ladder-checked', { fact: F1, draft }, actor));
		expect(check()).toBe('interview/plan-second-person');
		expect(check(second, 1)).toBe('interview/plan-draft');
		interview.board = { ...interview.board, facts: [boardFact('F1', { verified: null })] };
		expect(check(second)).toBe('interview/disclose-unverified');
		interview.board = { ...interview.board, facts: [boardFact('F1')] };
		expect(check(second)).toBe('ok');
		expect(check(second)).toBe('interview/plan-draft');
		interview.tell('ladder-drafted', ladder(F1, { stop: '有新的解释' }));
		expect(interview.state.plan.ladders).toMatchObject([{ version: 2, checkedBy: null }]);
		expect(check(second)).toBe('ok');
	});
});

describe('a step is said', () => {
	test('in its order, in the checked words, one at a time', () => {
		const interview = readyToDisclose(script(), F1);
		expect(say(interview, F1, 2)).toBe('interview/disclose-order');
		expect(
			codeOf(interview.tell('evidence-disclosed', { fact: F1, step: 1, wording: '我们全拍到了。' }))
		).toBe('interview/disclose-wording');
		expect(say(interview, F1, 1)).toBe('ok');
		expect(say(interview, F1, 2)).toBe('interview/disclose-unanswered');
		expect(answer(interview, '车借给表弟，可查通话')).toBe('ok');
		expect(answer(interview)).toBe('interview/disclosure-answered');
		expect(
			[2, 3, 4].map((step) => [say(interview, F1, step), answer(interview, '新情况')])
		).toEqual(Array(3).fill(['ok', 'ok']));
		expect(say(interview, F1, 5)).toBe('interview/disclose-done');
		expect(
			interview.state.plan.disclosures.map(({ framing, exhibit }) => [framing, exhibit])
		).toEqual(
			ladder(F1).steps.map(({ source, precision }) => [{ source, precision }, '视听资料-3'])
		);
	});

	test('only of a verified fact, even when it was checked before', () => {
		const interview = readyToDisclose(script(), F1);
		interview.board = { ...interview.board, facts: [boardFact('F1', { verified: null })] };
		expect(say(interview, F1, 1)).toBe('interview/disclose-unverified');
		interview.board = { ...interview.board, facts: [] };
		expect(say(interview, F1, 1)).toBe('interview/disclose-unknown');
		interview.board = { ...interview.board, facts: [boardFact('F1', { use: 'hold-back' })] };
		expect(say(interview, F1, 1)).toBe('interview/disclose-reserved');
	});

	test('not before the account of its topic is complete', () => {
		const interview = readyToDisclose(script(), F1);
		interview.tell('topic-moved', { topic: 'evening', status: 'free-account', note: '' });
		expect(say(interview, F1, 1)).toBe('interview/disclose-account');
		interview.tell('topic-moved', { topic: 'evening', status: 'closed', note: '' });
		expect(say(interview, F1, 1)).toBe('interview/disclose-account');
	});

	test('not while an alarm is open, nor ten minutes after distress', () => {
		const interview = readyToDisclose(script(), F1);
		const [sign] = grid.frame.safeguards.items.filter(({ anySignStops }) => !anySignStops);
		const safeguards = [{ item: sign!.id, value: 2 as const }];
		interview.tell('slice-rated', sliceForm(1, { 'S1C-1': 1 }, { safeguards }));
		expect(say(interview, F1, 1)).toBe('interview/disclose-alarm');
		interview.tell('alarm-answered', { what: '休息，喝水' });
		expect(say(interview, F1, 1)).toBe('interview/disclose-distress');
		interview.tenMinutes();
		expect(say(interview, F1, 1)).toBe('ok');
	});

	test('not in a break', () => {
		const interview = readyToDisclose(script(), F1);
		interview.tell('break-begun', { kind: 'meal', note: '' });
		expect(interview.state.law.breaks).toHaveLength(1);
		expect(say(interview, F1, 1)).toBe('interview/disclose-break');
		interview.tell('break-ended', {});
		expect(say(interview, F1, 1)).toBe('ok');
	});

	test('of what another subject said only in the words approved for this subject', () => {
		const fact = boardFact('F1', { sourceSubject: 'S-2' });
		const interview = readyToDisclose(script(fact), F1);
		expect(say(interview, F1, 1)).toBe('interview/disclose-approval');
		const approval = (more: Partial<CrossDisclosure>): CrossDisclosure => ({
			...{ id: 'a', sourceSubject: 'S-2', toSubject: 'S-1', factIds: [F1] },
			...{ text: ladder(F1).steps[0]!.wording, truth: 'x', necessity: 'x', minimality: 'x' },
			...{ requestedBy: 'A', requestedAt: '2026-11-28T01:00:00.000Z' },
			decision: { approved: true, by: 'chief', at: '2026-11-28T02:00:00.000Z', reason: 'x' },
			...more
		});
		for (const wrong of [
			approval({ decision: null }),
			approval({ decision: { approved: false, by: 'chief', at: 'x', reason: 'x' } }),
			approval({ toSubject: 'S-3' }),
			approval({ factIds: ['fact-F2'] }),
			approval({ text: '他已经说了。' })
		]) {
			interview.board = { facts: [fact], approvals: [wrong] };
			expect(say(interview, F1, 1)).toBe('interview/disclose-approval');
		}
		interview.board = { facts: [fact], approvals: [approval({})] };
		expect(say(interview, F1, 1)).toBe('ok');
		answer(interview, '新情况');
		// the second step was approved by nobody
		expect(say(interview, F1, 2)).toBe('interview/disclose-approval');
	});

	test('no more after two that brought nothing new, until somebody has planned again', () => {
		const interview = readyToDisclose(script(), F1);
		say(interview, F1, 1);
		answer(interview);
		expect(isFruitless(interview.state.plan)).toBe(false);
		say(interview, F1, 2);
		answer(interview);
		expect(isFruitless(interview.state.plan)).toBe(true);
		expect(say(interview, F1, 3)).toBe('interview/disclose-fruitless');
		// what the person wants to talk about is no new plan of disclosure
		interview.tell('topic-planned', topic('own', [], { agenda: 'person' }));
		expect(say(interview, F1, 3)).toBe('interview/disclose-fruitless');
		interview.tell('ladder-drafted', ladder(F1));
		interview.tell('ladder-checked', { fact: F1, draft: interview.state.seq }, second);
		expect(say(interview, F1, 3)).toBe('ok');
	});

	test('what is shown now is listed whole for the page', () => {
		const interview = script(boardFact('F1', { verified: null })).begin();
		interview.tell('topic-planned', topic('evening', [F1]));
		interview.tell('ladder-drafted', ladder(F1));
		const context = { board: interview.board, frame: grid.frame };
		expect(disclosureObstacles(interview.state, F1, context, interview.nowMs)).toEqual([
			...['unverified', 'unchecked', 'account']
		]);
	});
});

describe('evidence that turns out wrong', () => {
	test('is put right on the recording; the ladder is drafted and checked anew, what was said stays', () => {
		const interview = readyToDisclose(script(), F1);
		say(interview, F1, 1);
		answer(interview, '新情况');
		interview.board = { ...interview.board, facts: [boardFact('F1', { verified: null })] };
		const context = interview.board;
		const [wrong] = toBeCorrected(interview.state.plan, context);
		expect(wrong).toMatchObject({ fact: F1, step: 1 });
		const data = {
			disclosure: wrong!.seq,
			wrong: '日期有误',
			correction: '刚才说的不准确，应为15日。'
		};
		const correct = (disclosure: number) =>
			codeOf(
				interview.tell('disclosure-corrected', { ...data, disclosure, recordingPlace: '01:12' })
			);
		expect(correct(1)).toBe('interview/disclosure-unknown');
		expect(correct(wrong!.seq)).toBe('ok');
		expect(toBeCorrected(interview.state.plan, context)).toEqual([]);
		interview.board = { ...interview.board, facts: [boardFact('F1')] };
		expect(say(interview, F1, 2)).toBe('interview/disclose-corrected');
		const rewritten = ladder(F1);
		rewritten.steps[0]!.wording = '从未说过的话';
		expect(codeOf(interview.tell('ladder-drafted', rewritten))).toBe('interview/plan-told');
		interview.tell('ladder-drafted', ladder(F1));
		interview.tell('ladder-checked', { fact: F1, draft: interview.state.seq }, second);
		expect(say(interview, F1, 2)).toBe('ok');
	});
});
