import { expect, test } from 'vitest';
import { grid } from '../../../../tests/fixtures/grid-content.ts';
import { InterviewScript, recording, sliceForm } from '../../../../tests/fixtures/interviews.ts';
import { sliceAt, sliceSpans } from './coding-slices.ts';

test('slices are ten minutes each from the first, after breaks later', () => {
	const interview = new InterviewScript(grid).begin();
	interview.tell('recording-named', recording);
	interview.tell('slice-rated', sliceForm(1, { 'S1C-1': 0 }));
	interview.tell('slice-rated', sliceForm(2, { 'S1C-1': 0 }, { breakMinutes: 15 }));
	expect(sliceSpans(interview.state, 3000)).toEqual([
		{ slice: 1, fromS: 360, toS: 960 },
		{ slice: 2, fromS: 1860, toS: 2460 },
		{ slice: 3, fromS: 2460, toS: 3060 }
	]);
	// neutral talk counts to the first, a break to the slice before it
	expect([0, 360, 959, 1000, 1860, 2460].map((at) => sliceAt(interview.state, at))).toEqual([
		...[1, 1, 1, 1, 2, 3]
	]);
});

test('without a recording the first begins with the recorded baseline', () => {
	const interview = new InterviewScript(grid);
	interview.tell('interview-opened', {
		...{ subjectCode: 'S-1', officers: ['A', 'B'], place: 'room 2' },
		roleHypothesis: { role: 'unknown', basis: '' }
	});
	interview.tenMinutes();
	interview.tell('baseline-recorded', { minutes: 6, neutralQuestions: 6, notes: '' });
	expect(sliceSpans(interview.state, 601)).toEqual([{ slice: 1, fromS: 600, toS: 1200 }]);
});
