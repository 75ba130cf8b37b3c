import { describe, expect, test } from 'vitest';
import { grid } from '../../../../tests/fixtures/grid-content.ts';
import { InterviewScript, sliceForm } from '../../../../tests/fixtures/interviews.ts';
import {
	admissionScores,
	evaluation,
	readBack,
	retraction,
	spoken
} from '../../../../tests/fixtures/interview-records.ts';
import { hasOpenCoercion, openSteps, sealObstacles } from './record.ts';

const chief = { id: 'chief', role: 'supervisor' } as const;
const codeOf = (decision: object): string => ('code' in decision ? String(decision.code) : 'ok');

/** An interview in which something was said (event 4). */
function heard(): InterviewScript {
	const interview = new InterviewScript(grid).begin();
	interview.tell('statement-recorded', spoken);
	return interview;
}

/** The same, over: rights, read-back and both evaluations done. */
function finished(): InterviewScript {
	const interview = heard();
	interview.tell('interview-closed', { openRequests: '', complaints: '', welfare: 'calm' });
	interview.tell('record-read-back', readBack);
	interview.tell('interview-evaluated', evaluation);
	interview.tell('interview-evaluated', evaluation, chief);
	return interview;
}
const seal = (interview: InterviewScript, more = {}) =>
	interview.tell('interview-sealed', {
		...{ upTo: interview.state.seq, files: [], manifestSha256: '0'.repeat(64) },
		...more
	});

describe('what was said stays', () => {
	test('a correction for or against the person stands beside it, with its reason', () => {
		const interview = heard();
		const change = {
			corrected: 'I left at nine.',
			reason: 'read-back',
			effect: 'against'
		} as const;
		expect(codeOf(interview.tell('statement-corrected', { statement: 4, ...change }))).toBe('ok');
		expect(codeOf(interview.tell('statement-corrected', { statement: 5, ...change }))).toBe(
			'interview/statement'
		);
		expect(interview.state.statements[0]?.said).toBe(spoken.said);
		expect(interview.state.record.corrections).toMatchObject([
			{ statement: 4, effect: 'against', by: 'officer', seq: 5 }
		]);
	});

	test('a detail keeps all its checks and tells the latest', () => {
		const interview = heard();
		const detail = { statement: 4, detail: 'bus 12', checkWith: 'bus company' };
		interview.tell('detail-recorded', { ...detail, novelty: 'new' });
		const check = (outcome: 'true' | 'false' | 'open') =>
			interview.tell('detail-checked', { detail: 5, outcome, checkedBy: 'Li', how: 'asked' });
		expect([check('open'), check('true')].map(codeOf)).toEqual(['ok', 'ok']);
		expect(interview.state.record.details[0]).toMatchObject({
			...{
				outcome: 'true',
				checks: [{ outcome: 'open' }, { outcome: 'true', checkedBy: 'Li', by: 'officer' }]
			}
		});
		expect(
			codeOf(
				interview.tell('detail-checked', { detail: 4, outcome: 'true', checkedBy: 'Li', how: 'x' })
			)
		).toBe('interview/detail');
	});
});

describe('a statement taken back', () => {
	test('opens four steps; each is done once, by whom and with what result', () => {
		const interview = heard();
		expect(codeOf(interview.tell('statement-retracted', retraction))).toBe('ok');
		expect(openSteps(interview.state.record.retractions[0]!)).toEqual([
			...['reasons', 'methods', 'counsel', 'supervisor']
		]);
		const step = (name: 'methods' | 'referred', actor?: typeof chief) =>
			interview.tell(
				'retraction-step-done',
				{ retraction: 5, step: name, who: 'Wang', result: 'recording watched' },
				actor
			);
		expect([step('methods', chief), step('methods'), step('referred')].map(codeOf)).toEqual([
			...['ok', 'interview/step', 'interview/step']
		]);
		expect(openSteps(interview.state.record.retractions[0]!)).toEqual([
			...['reasons', 'counsel', 'supervisor']
		]);
		expect(codeOf(interview.tell('statement-retracted', retraction))).toBe('interview/retracted');
	});

	test('with a claim of coercion hides guidance until it was referred, whatever alarm is answered', () => {
		const interview = heard();
		interview.tell('slice-rated', sliceForm(1, { 'S1C-1': 1 }));
		const open = () => codeOf(interview.tell('guidance-opened', { cell: 'S1C' }));
		expect(open()).toBe('ok');
		interview.tell('statement-retracted', {
			...retraction,
			reasons: 'was told to',
			coercion: true
		});
		expect(hasOpenCoercion(interview.state.record)).toBe(true);
		expect(open()).toBe('interview/coercion');
		const { seq } = interview.state.record.retractions[0]!;
		interview.tell('retraction-step-done', {
			...{ retraction: seq, step: 'referred', who: 'supervision office', result: 'taken over' }
		});
		expect(hasOpenCoercion(interview.state.record)).toBe(false);
		expect(open()).toBe('ok');
		expect(openSteps(interview.state.record.retractions[0]!)).toEqual([
			...['methods', 'counsel', 'supervisor']
		]);
	});

	test('changes no rating and no position: nothing counts against the person', () => {
		const interview = heard();
		interview.tell('slice-rated', sliceForm(1, { 'S1C-1': 2 }));
		const { slices, answeredSeq, gate } = interview.state;
		interview.tell('statement-retracted', { ...retraction, coercion: true });
		expect({ ...interview.state }).toMatchObject({ slices, answeredSeq, gate });
	});
});

describe('an admission', () => {
	test('is checked by every criterion of the file once, with no total in the event', () => {
		const interview = heard();
		const scores = admissionScores(grid.record);
		const tell = (own: typeof scores) =>
			codeOf(interview.tell('admission-checked', { statement: 4, scores: own }, chief));
		expect(scores).toHaveLength(10);
		expect(tell(scores)).toBe('ok');
		expect(tell(scores.slice(1))).toBe('interview/criteria');
		expect(tell([...scores.slice(1), scores[1]!])).toBe('interview/criteria');
		expect(Object.keys(interview.state.record.admissions[0]!).sort()).toEqual([
			...['at', 'by', 'scores', 'seq', 'statement']
		]);
	});
});

describe('the seal', () => {
	test('waits for the end, the read-back, both evaluations and every open step', () => {
		const interview = heard();
		expect(sealObstacles(interview.state)).toEqual([
			...['not-closed', 'read-back', 'lead', 'supervisor']
		]);
		expect(codeOf(interview.tell('interview-evaluated', evaluation))).toBe('interview/not-closed');
		const done = finished();
		expect(sealObstacles(done.state)).toEqual([]);
		done.tell('statement-retracted', retraction);
		expect(sealObstacles(done.state)).toEqual(['retraction']);
		expect(seal(done)).toMatchObject({ code: 'interview/unfinished', missing: ['retraction'] });
	});

	test('takes in a rating handed in after the end, and nothing after itself', () => {
		const interview = finished();
		const late = () => codeOf(interview.tell('slice-rated', sliceForm(1, { 'S1C-1': 1 }), chief));
		expect(late()).toBe('ok');
		expect(codeOf(seal(interview, { upTo: 3 }))).toBe('interview/moved');
		expect(codeOf(seal(interview))).toBe('ok');
		expect(late()).toBe('interview/sealed');
		for (const again of [
			interview.tell('interview-evaluated', evaluation, chief),
			interview.tell('statement-retracted', retraction),
			seal(interview)
		])
			expect(codeOf(again)).toBe('interview/sealed');
	});

	test('is no reviewer’s; an evaluation neither', () => {
		const interview = finished();
		const reviewer = { id: 'r', role: 'reviewer' } as const;
		expect(codeOf(interview.tell('interview-evaluated', evaluation, reviewer))).toBe(
			'interview/role'
		);
	});
});

test.each([
	['pages that are not signed need a reason', { pagesSigned: 3 }, 'interview/unsigned'],
	['no more pages are signed than there are', { pagesSigned: 5 }, 'interview/pages']
])('%s', (_, change, code) => {
	const interview = heard();
	expect(codeOf(interview.tell('record-read-back', { ...readBack, ...change }))).toBe(code);
});

test.each([
	['a deviation says what', { rights: 'deviations' } as const, 'interview/deviation'],
	['a part is no larger than the whole', { talk: { interviewee: 5, all: 4 } }, 'interview/figures'],
	[
		'no more is followed up than was raised',
		{ defences: { raised: 1, followedUp: 2 } },
		'interview/figures'
	]
])('%s', (_, change, code) => {
	const interview = finished();
	expect(codeOf(interview.tell('interview-evaluated', { ...evaluation, ...change }))).toBe(code);
});
