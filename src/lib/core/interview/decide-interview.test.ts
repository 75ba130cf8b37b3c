import { describe, expect, test } from 'vitest';
import { grid } from '../../../../tests/fixtures/grid-content.ts';
import { InterviewScript, openGate, sliceForm } from '../../../../tests/fixtures/interviews.ts';
import { alarmOf, gateObstacles } from './gate.ts';
import { interviewPayloads, proposedInterviewEvent } from './interview-event.ts';

const script = (): InterviewScript => new InterviewScript(grid);
const supervisor = { id: 'chief', role: 'supervisor' } as const;
const codeOf = (decision: object): string => ('code' in decision ? String(decision.code) : 'ok');

describe('rights, fitness and recording come first', () => {
	test.each([
		['rights', { rightsRead: false }],
		['understanding', { rightsTaughtBack: false }],
		['interpreter', { interpreter: 'missing' }],
		['appropriate-adult', { appropriateAdult: 'missing' }],
		['fitness', { fit: false }],
		['recording', { recordingReference: '' }]
	] as const)('without %s nothing is rated, said or shown', (obstacle, change) => {
		const interview = script().begin({ ...openGate, ...change });
		expect(gateObstacles(interview.state)).toEqual([obstacle]);
		for (const decision of [
			interview.tell('slice-rated', sliceForm(1, { 'S1C-1': 1 })),
			interview.tell('guidance-opened', { cell: 'S1C' })
		])
			expect(decision).toMatchObject({ code: 'interview/gate', missing: [obstacle] });
		interview.tell('gate-recorded', openGate);
		expect(codeOf(interview.tell('slice-rated', sliceForm(1, { 'S1C-1': 1 })))).toBe('ok');
	});

	test('nothing is rated without a baseline, but somebody may be heard', () => {
		const interview = script();
		interview.begin();
		interview.tell('baseline-recorded', { minutes: 2, neutralQuestions: 6, notes: '' });
		expect(codeOf(interview.tell('slice-rated', sliceForm(1, { 'S1C-1': 1 })))).toBe(
			'interview/gate'
		);
		const said = { topic: 'evening', said: 'I was at home.', freeNarrative: true };
		expect(
			codeOf(
				interview.tell('statement-recorded', { ...said, checkableDetails: 1, knowledge: 'did' })
			)
		).toBe('ok');
	});
});

describe('a form', () => {
	test('needs another explanation beside every 3, and knows its indicators', () => {
		const interview = script().begin();
		const bare = sliceForm(1, { 'S1C-1': 3 });
		bare.ratings[0]!.alternative = '';
		expect(codeOf(interview.tell('slice-rated', bare))).toBe('interview/alternative');
		expect(codeOf(interview.tell('slice-rated', sliceForm(1, { 'S9X-1': 1 })))).toBe(
			'interview/item'
		);
		expect(codeOf(interview.tell('slice-rated', sliceForm(3, { 'S1C-1': 1 })))).toBe(
			'interview/slice'
		);
	});

	test('handed in again by the same rater replaces the earlier one; another rater’s stays', () => {
		const interview = script().begin();
		interview.tell('slice-rated', sliceForm(1, { 'S1C-1': 1 }));
		interview.tell('slice-rated', sliceForm(1, { 'S1C-1': 2 }));
		interview.tell('slice-rated', sliceForm(1, { 'S1C-1': 0 }), supervisor);
		expect(interview.state.slices.map(({ rater, ratings }) => [rater, ratings[0]?.value])).toEqual([
			['officer', 2],
			['chief', 0]
		]);
	});
});

describe('safeguards outrank guidance', () => {
	test('a 2 pauses, a 3 stops, any sign of harm stops, until somebody answers it', () => {
		const interview = script().begin();
		const seen = (item: string, value: 1 | 2 | 3) =>
			interview.tell('slice-rated', sliceForm(1, {}, { safeguards: [{ item, value }] }));
		seen('W1', 1);
		expect(alarmOf(interview.state, grid.frame).level).toBe('none');
		seen('W1', 2);
		expect(alarmOf(interview.state, grid.frame)).toEqual({ level: 'pause', items: ['W1'] });
		expect(codeOf(interview.tell('guidance-opened', { cell: 'S1C' }))).toBe('interview/alarm');
		seen('W10', 1);
		expect(alarmOf(interview.state, grid.frame)).toEqual({ level: 'stop', items: ['W10'] });
		expect(codeOf(interview.tell('alarm-answered', { what: 'doctor came, 40 min rest' }))).toBe(
			'ok'
		);
		expect(codeOf(interview.tell('guidance-opened', { cell: 'S1C' }))).toBe('ok');
		expect(codeOf(interview.tell('alarm-answered', { what: 'again' }))).toBe('interview/no-alarm');
	});
});

test('testers have no part in it, and no event has room for a test result', () => {
	const interview = script().begin();
	const decision = interview.tell('slice-rated', sliceForm(1, {}), { id: 't', role: 'tester' });
	expect(codeOf(decision)).toBe('interview/role');
	const at = '2026-11-29T01:00:00.000Z';
	for (const type of Object.keys(interviewPayloads)) {
		const data = { conclusion: 'responds', score: 8, p: 0.01, sessionId: 'x' };
		expect(proposedInterviewEvent.safeParse({ id: 'event-0001', type, at, data }).success).toBe(
			false
		);
	}
});

test('after the end only a rating of the recording may come', () => {
	const interview = script().begin();
	interview.tell('interview-closed', { openRequests: '', complaints: '', welfare: 'calm' });
	expect(codeOf(interview.tell('slice-rated', sliceForm(1, { 'S1C-1': 1 }), supervisor))).toBe(
		'ok'
	);
	expect(codeOf(interview.tell('gate-recorded', openGate))).toBe('interview/closed');
});
