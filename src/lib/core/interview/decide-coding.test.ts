import { describe, expect, test } from 'vitest';
import { grid } from '../../../../tests/fixtures/grid-content.ts';
import {
	InterviewScript,
	markOf,
	openGate,
	recording,
	sliceForm
} from '../../../../tests/fixtures/interviews.ts';
import { proposedInterviewEvent } from './interview-event.ts';
import { interviewOf } from './interview-state.ts';

const coder = { id: 'coder', role: 'reviewer' } as const;
const codeOf = (decision: object): string => ('code' in decision ? String(decision.code) : 'ok');
/** An interview with its recording named, and the way to mark in it. */
function coded() {
	const interview = new InterviewScript(grid).begin();
	const named = codeOf(interview.tell('recording-named', recording, coder));
	const mark = (...given: Parameters<typeof markOf>) =>
		codeOf(interview.tell('behaviour-marked', markOf(...given), coder));
	return { interview, named, mark };
}

describe('a recording', () => {
	test('is the one whose number was recorded with rights and fitness', () => {
		const interview = new InterviewScript(grid).begin({ ...openGate, recordingReference: 'AV-7' });
		expect(codeOf(interview.tell('recording-named', recording))).toBe(
			'interview/recording-reference'
		);
		expect(codeOf(interview.tell('recording-named', { ...recording, reference: 'AV-7' }))).toBe(
			'ok'
		);
	});

	test('may be corrected while nothing is marked in it, and no longer then', () => {
		const { interview, named, mark } = coded();
		expect(named).toBe('ok');
		const moved = { ...recording, offsetS: -12.5 };
		expect(codeOf(interview.tell('recording-named', moved))).toBe('ok');
		expect(mark('S1C-2', 1, 400)).toBe('ok');
		expect(codeOf(interview.tell('recording-named', recording))).toBe('interview/recording-marked');
		interview.tell(
			'behaviour-mark-withdrawn',
			{ mark: interview.state.coding.marks[0]!.id, reason: 'wrong person spoke' },
			coder
		);
		expect(codeOf(interview.tell('recording-named', recording))).toBe('ok');
	});

	test('holds its first slice', () => {
		const interview = new InterviewScript(grid).begin();
		for (const firstSliceS of [-1, 3600])
			expect(codeOf(interview.tell('recording-named', { ...recording, firstSliceS }))).toBe(
				'interview/first-slice'
			);
	});
});

describe('a mark', () => {
	test('is not made without a recording, nor in another file', () => {
		const interview = new InterviewScript(grid).begin();
		expect(codeOf(interview.tell('behaviour-marked', markOf('S1C-2', 1, 1)))).toBe(
			'interview/no-recording'
		);
		const { mark } = coded();
		expect(mark('S1C-2', 1, 400, { sha256: 'cd'.repeat(32) })).toBe('interview/other-recording');
	});

	test('lies within the recording, and where the length is rated has an end', () => {
		const { mark } = coded();
		expect(mark('S1C-2', 1, 3601)).toBe('interview/mark-time');
		expect(mark('S1E-2', 2, 400, { untilS: 400 })).toBe('interview/mark-time');
		expect(mark('S1E-2', 2, 400)).toBe('interview/mark-end');
		expect(mark('S1E-2', null, 400)).toBe('ok');
		expect(mark('S1E-2', 2, 400, { untilS: 430 })).toBe('ok');
	});

	test('is of an indicator, a safeguard sign or the interviewers’ conduct; a 3 has another explanation', () => {
		const { mark } = coded();
		expect(mark('S9X-1', 1, 400)).toBe('interview/item');
		for (const item of ['S1C-2', 'W1', 'I3']) expect(mark(item, 1, 400)).toBe('ok');
		expect(mark('S1C-2', 3, 400, { alternative: '' })).toBe('interview/alternative');
		expect(mark('W10', 3, 400, { alternative: '' })).toBe('ok');
	});

	test('is withdrawn by its maker only, with a reason, once', () => {
		const { interview, mark } = coded();
		mark('S1C-2', 1, 400);
		const { id } = interview.state.coding.marks[0]!;
		const withdraw = (who: { id: string; role: 'reviewer' | 'interviewer' }) =>
			codeOf(interview.tell('behaviour-mark-withdrawn', { mark: id, reason: 'misheard' }, who));
		expect(withdraw({ id: 'officer', role: 'interviewer' })).toBe('interview/mark-of-another');
		expect(withdraw(coder)).toBe('ok');
		expect(withdraw(coder)).toBe('interview/no-mark');
		expect(interview.state.coding.marks).toMatchObject([{ id, withdrawn: 'misheard' }]);
	});

	test('may be made after the interview, and never by a tester', () => {
		const { interview, mark } = coded();
		interview.tell('interview-closed', { openRequests: '', complaints: '', welfare: 'calm' });
		expect(mark('S1C-2', 1, 400)).toBe('ok');
		const tester = { id: 't', role: 'tester' } as const;
		expect(codeOf(interview.tell('behaviour-marked', markOf('S1C-2', 1, 400), tester))).toBe(
			'interview/role'
		);
	});
});

describe('a form', () => {
	test.each([2, 3] as const)(
		'needs a time beside every %i, and none beside 0, 1 or “not seen”',
		(value) => {
			const interview = new InterviewScript(grid).begin();
			const form = sliceForm(1, { 'S1C-1': value, 'S1C-2': 1, 'S1E-1': 0, 'S1E-2': null });
			const bare = {
				...form,
				ratings: form.ratings.map(({ item, value: rated, alternative }) => ({
					...{ item, value: rated, alternative }
				}))
			};
			expect(codeOf(interview.tell('slice-rated', bare))).toBe('interview/time-stamp');
			expect(codeOf(interview.tell('slice-rated', form))).toBe('ok');
		}
	);

	test('of a slice whose results somebody chose to see first is refused; of a later one it is not', () => {
		const interview = new InterviewScript(grid).begin();
		interview.tell('slice-rated', sliceForm(1, { 'S1C-1': 1 }));
		interview.tell('results-opened', {}, coder);
		interview.tell('slice-rated', sliceForm(2, { 'S1C-1': 1 }));
		const rate = (slice: number) =>
			codeOf(interview.tell('slice-rated', sliceForm(slice, { 'S1C-1': 0 }), coder));
		expect([rate(1), rate(2), rate(3)]).toEqual([
			...['interview/seen-first', 'interview/seen-first', 'ok']
		]);
		// rates again: what comes now is hidden until handed in
		interview.tell('slice-rated', sliceForm(4, { 'S1C-1': 1 }));
		expect(rate(4)).toBe('ok');
	});

	test('of an earlier log has no times and stays readable', () => {
		const interview = new InterviewScript(grid).begin();
		interview.tell('slice-rated', sliceForm(1, { 'S1C-1': 2 }));
		const written = interview.events.at(-1);
		const earlier = JSON.parse(
			JSON.stringify(written, (key, value: unknown) =>
				key === 'at' && typeof value === 'number' ? undefined : value
			)
		) as typeof written & object;
		const { type, at, data } = earlier;
		expect(JSON.stringify(data)).not.toContain('"at"');
		expect(proposedInterviewEvent.safeParse({ id: 'event-earlier', type, at, data }).success).toBe(
			true
		);
		const state = interviewOf([...interview.events.slice(0, -1), earlier], 'interview-1');
		expect(state.slices).toMatchObject([{ ratings: [{ item: 'S1C-1', value: 2 }] }]);
	});

	test('may be corrected by whoever handed it in first and looked then', () => {
		const interview = new InterviewScript(grid).begin();
		interview.tell('slice-rated', sliceForm(1, { 'S1C-1': 1 }));
		interview.tell('results-opened', {});
		expect(codeOf(interview.tell('slice-rated', sliceForm(1, { 'S1C-1': 0 })))).toBe('ok');
	});
});

test('a baseline has the level of known indicators, each once', () => {
	const interview = new InterviewScript(grid).begin();
	const baseline = (...items: string[]) =>
		codeOf(
			interview.tell('baseline-recorded', {
				...{ minutes: 6, neutralQuestions: 6, notes: '' },
				levels: items.map((item) => ({ item, value: 1 as const }))
			})
		);
	expect(baseline('S1E-2', 'S1E-3')).toBe('ok');
	expect(interview.state.baseline?.levels).toHaveLength(2);
	expect(baseline('S1E-2', 'S1E-2')).toBe('interview/item');
	expect(baseline('W1')).toBe('interview/item');
});
