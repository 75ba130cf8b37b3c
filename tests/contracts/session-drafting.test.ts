/** Panels, blind reviews and series: what is taken of them, and what a changed list does to them. */
import { describe, expect, test } from 'vitest';
import { earlierSeries, formalCharts, questionsOf } from '#lib/core/session/formal-charts.ts';
import { reviewStanding, wordingHash } from '#lib/core/session/list-review.ts';
import { questionListHash } from '#lib/core/session/question-list.ts';
import type { EventData, EventType } from '#lib/core/session/event.ts';
import { isMet } from '#lib/core/session/steps.ts';
import { propose, reviewer, supervisor, type MemorySession } from '../memory-session.ts';
import { chartStart, question } from '../fixtures/session-parts.ts';
import { wholeSession } from '../whole-session.ts';

const refusal = (what: string) => ({ ok: false, code: `session/${what}` });
const taken = { ok: true };
const second = { id: 'tester-2', role: 'tester' } as const;
const before = (type: EventType) => wholeSession(({ type: next }) => next === type);

/** Drafted, neither reviewed nor locked. */
const drafted = () => before('review-waived');
const tell = <T extends EventType>(
	session: MemorySession,
	type: T,
	data: EventData<T>,
	by?: object
) => session.tell(propose(type, data), by as typeof reviewer | undefined);

function panel(session: MemorySession): EventData<'panel-recorded'> {
	const [first] = session.state.questions;
	const choices = first!.items
		.filter(({ role }) => role !== 'buffer')
		.map(({ itemId }, index) => ({ itemId, count: index }));
	return {
		...{ panelId: 'panel-1', questionId: first!.questionId, wordingSha256: wordingHash(first!) },
		...{ choices, people: '两名内勤，八名实习人员', peopleAtLeast: 10 }
	};
}

function review(session: MemorySession, verdict: 'accepted' | 'changes-needed' = 'accepted') {
	const answers = session.state.questions.map(({ questionId, items }) => ({
		...{ questionId, guess: items[1]?.itemId ?? null, odd: [], remark: '' }
	}));
	return { task: 'task-1', sha256: questionListHash(session.state), answers, verdict, remark: '' };
}

function lock(session: MemorySession) {
	const version = session.state.listVersion + 1;
	const sha256 = questionListHash(session.state);
	return tell(session, 'question-list-locked', { version, sha256, acceptedWarnings: [] });
}

describe('a naive panel', () => {
	test('has one count for each item that could be chosen, and the words of now', () => {
		const session = drafted();
		const good = panel(session);
		const wrong = [
			['panel-items', { ...good, choices: good.choices.slice(1) }],
			['panel-empty', { ...good, choices: good.choices.map((one) => ({ ...one, count: 0 })) }],
			['panel-words', { ...good, wordingSha256: 'a'.repeat(64) }],
			['unknown-question', { ...good, questionId: 'question-9' }]
		] as const;
		for (const [what, data] of wrong)
			expect(tell(session, 'panel-recorded', data)).toMatchObject(refusal(what));
		expect(tell(session, 'panel-recorded', good)).toEqual(taken);
		expect(tell(session, 'panel-recorded', good)).toMatchObject(refusal('panel-exists'));
		expect(session.state.panels).toEqual([good]);
		tell(session, 'panel-withdrawn', { panelId: 'panel-1', reason: '两人认识被测人' });
		expect(session.state.panels).toEqual([]);
	});
});

describe('a blind review', () => {
	test('is asked of somebody who drafted nothing, and answered by nobody else', () => {
		const session = drafted();
		const ask = (reviewerId: string) =>
			tell(session, 'review-requested', { task: 'task-1', reviewerId });
		expect(ask('tester-1')).toMatchObject(refusal('reviewer-drafted'));
		expect(ask(second.id)).toEqual(taken);
		expect(ask(second.id)).toMatchObject(refusal('reviewer-asked'));
		expect(tell(session, 'list-reviewed', review(session))).toMatchObject(refusal('not-reviewer'));
		expect(tell(session, 'list-reviewed', review(session), reviewer)).toMatchObject(
			refusal('not-reviewer')
		);
		const answers = review(session).answers.slice(1);
		expect(tell(session, 'list-reviewed', { ...review(session), answers }, second)).toMatchObject(
			refusal('review-answers')
		);
		const strange = review(session).answers.map((one) => ({ ...one, guess: 'item-99' }));
		expect(
			tell(session, 'list-reviewed', { ...review(session), answers: strange }, second)
		).toMatchObject(refusal('unknown-item'));
		expect(tell(session, 'list-reviewed', review(session), second)).toEqual(taken);
		expect(session.state.reviewTasks).toEqual([]);
		expect(reviewStanding(session.state)).toMatchObject({
			status: 'accepted',
			review: { reviewerId: second.id }
		});
	});

	test('the list is locked only when it accepts the words as they are then', () => {
		const session = drafted();
		expect(lock(session)).toMatchObject(refusal('review-missing'));
		tell(session, 'review-requested', { task: 'task-1', reviewerId: second.id });
		const early = review(session);
		tell(session, 'question-corrected', { ...question(1), stem: '改过的题干', reason: '用词' });
		expect(tell(session, 'list-reviewed', early, second)).toMatchObject(refusal('review-stale'));
		tell(session, 'list-reviewed', review(session, 'changes-needed'), second);
		expect(reviewStanding(session.state).status).toBe('changes-needed');
		expect(lock(session)).toMatchObject(refusal('review-missing'));
		tell(session, 'review-requested', { task: 'task-1', reviewerId: second.id });
		tell(session, 'list-reviewed', review(session), second);
		tell(session, 'question-corrected', { ...question(1), stem: '又改的题干', reason: '用词' });
		expect(lock(session)).toMatchObject(refusal('review-missing'));
		expect(reviewStanding(session.state)).toMatchObject({ status: 'none', review: null });
		expect(reviewStanding(session.state).stale).toHaveLength(2);
	});

	test('who may go without is a parameter of the laboratory', () => {
		const gateOf = (session: MemorySession) =>
			session.procedure.steps
				.flatMap(({ gates }) => gates)
				.find(({ condition }) => condition === 'list-reviewed')!;
		const waive = (session: MemorySession, by?: object) => {
			const sha256 = questionListHash(session.state);
			return tell(session, 'review-waived', { sha256, reason: '本室只有一名测试人员' }, by);
		};
		const strict = drafted();
		gateOf(strict).parameters['waiver'] = 'supervisor';
		expect(waive(strict)).toMatchObject(refusal('waiver-role'));
		expect(waive(strict, supervisor)).toEqual(taken);
		expect(isMet(strict.state, gateOf(strict))).toBe(true);
		const none = drafted();
		gateOf(none).parameters['waiver'] = 'nobody';
		expect(waive(none, supervisor)).toMatchObject(refusal('waiver-role'));
		const usual = drafted();
		expect(waive(usual)).toEqual(taken);
		expect(lock(usual)).toEqual(taken);
	});

	test('a session opened before there were reviews is locked as it was then', () => {
		const session = drafted();
		for (const step of session.procedure.steps)
			step.gates = step.gates.filter(({ condition }) => condition !== 'list-reviewed');
		expect(lock(session)).toEqual(taken);
	});
});

describe('a series', () => {
	/** Back to step 2 after a chart, one question changed, locked again, up to the formal test. */
	function changed(): MemorySession {
		const session = before('chart-measured');
		tell(
			session,
			'step-reopened',
			{ step: 'question-drafting', reason: '第一题措辞不当' },
			supervisor
		);
		expect(tell(session, 'question-list-unlocked', { reason: '第一题措辞不当' })).toEqual(taken);
		tell(session, 'question-corrected', { ...question(1), stem: '改过的题干', reason: '用词' });
		const sha256 = questionListHash(session.state);
		tell(session, 'review-waived', { sha256, reason: '本室只有一名测试人员' });
		expect(lock(session)).toEqual(taken);
		return session;
	}

	test('a question changed after a chart begins a new one, and the old words stay readable', () => {
		const { state } = changed();
		expect(state.listVersion).toBe(2);
		expect(state.charts).toHaveLength(1);
		expect(formalCharts(state)).toEqual([]);
		const [old] = earlierSeries(state);
		expect(old).toMatchObject({ version: 1, sha256: state.lockedLists[0]?.sha256 });
		const stem = (questions: readonly { stem: string }[]) => questions[0]?.stem;
		expect(stem(questionsOf(state, state.charts[0]!))).toBe(question(1).stem);
		expect(stem(state.questions)).toBe('改过的题干');
	});

	test('charts of the old one count for nothing: not for the gate, not for measuring', () => {
		const session = changed();
		const gate = session.procedure.steps
			.flatMap(({ gates }) => gates)
			.find(({ condition }) => condition === 'charts-complete')!;
		expect(isMet(session.state, gate)).toBe(false);
		expect(isMet({ ...session.state, listVersion: 1 }, gate)).toBe(true);
		const state = { ...session.state, completed: ['case-psychology', 'question-drafting'] };
		Object.assign(session.state, {
			completed: [...state.completed, 'pre-test-interview', 'formal-test']
		});
		const [measured] = before('score-recorded').events.slice(-1);
		expect(
			tell(session, 'chart-measured', measured!.data as EventData<'chart-measured'>)
		).toMatchObject(refusal('chart-not-formal'));
	});

	test('a chart says which list it is read out from', () => {
		const session = before('chart-started');
		const wrong = { ...chartStart(1), listVersion: 2 };
		expect(tell(session, 'chart-started', wrong)).toMatchObject(refusal('list-version'));
		expect(tell(session, 'chart-started', { ...chartStart(1), listVersion: 1 })).toEqual(taken);
		expect(session.state.charts[0]?.series).toBe(1);
	});
});
