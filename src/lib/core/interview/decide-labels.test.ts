import { describe, expect, test } from 'vitest';
import { grid } from '../../../../tests/fixtures/grid-content.ts';
import { InterviewScript, sliceForm } from '../../../../tests/fixtures/interviews.ts';
import { codedInterview } from './coded-interview.ts';
import type { InterviewData } from './interview-event.ts';

type Label = InterviewData<'slice-labelled'>;
const reviewer = { id: 'reviewer', role: 'reviewer' } as const;
const supervisor = { id: 'supervisor', role: 'supervisor' } as const;
const label = (more: Partial<Label> = {}): Label => ({
	...{ slice: 1, stage: 'S2', coders: ['a', 'b', 'c'], basis: '录像 00:04', agreedForm: '' },
	...more
});

/** Two slices; the second rater has handed in the first only. */
function rated(): InterviewScript {
	const interview = new InterviewScript(grid).begin();
	interview.tenMinutes().tell('slice-rated', sliceForm(1, { 'S1C-1': 2, 'S2C-1': 0 }));
	interview.tenMinutes().tell('slice-rated', sliceForm(2, { 'S1C-1': 1 }));
	interview.tell('slice-rated', sliceForm(1, { 'S1C-1': 1, 'S2C-1': null }), reviewer);
	return interview;
}
const close = (interview: InterviewScript): InterviewScript => {
	interview.tell('interview-closed', { openRequests: '', complaints: '太晚', welfare: '平稳' });
	return interview;
};
const codes = { person: 'p', interview: 'i' };

describe('a label', () => {
	test('is for reviewers and supervisors, after the interview, when two raters have handed in', () => {
		const running = rated();
		expect(running.tell('slice-labelled', label(), reviewer)).toMatchObject({
			code: 'interview/order'
		});
		const closed = close(rated());
		expect(closed.tell('slice-labelled', label())).toMatchObject({ code: 'interview/role' });
		expect(closed.tell('slice-labelled', label({ slice: 2 }), reviewer)).toMatchObject({
			code: 'interview/label-early'
		});
		expect(closed.tell('slice-labelled', label(), reviewer)).toEqual({ ok: true });
		expect(closed.tell('slice-labelled', label({ stage: 'O' }), supervisor)).toEqual({ ok: true });
		expect(closed.state.labels.slices).toMatchObject([{ slice: 1, stage: 'O' }]);
	});

	test('needs three different coders', () => {
		const twice = label({ coders: ['a', 'b', 'a'] });
		expect(close(rated()).tell('slice-labelled', twice, reviewer)).toMatchObject({
			code: 'interview/label-coders'
		});
	});

	test('may name a form that holds agreed ratings, beside two others', () => {
		const closed = close(rated());
		const agreed = label({ agreedForm: 'officer' });
		expect(closed.tell('slice-labelled', agreed, reviewer)).toMatchObject({
			code: 'interview/label-early'
		});
		closed.tell('slice-rated', sliceForm(1, { 'S1C-1': 2, 'S2C-1': 1 }), supervisor);
		expect(closed.tell('slice-labelled', label({ agreedForm: 'nobody' }), reviewer)).toMatchObject({
			code: 'interview/label-form'
		});
		const own = label({ agreedForm: supervisor.id });
		expect(closed.tell('slice-labelled', own, reviewer)).toEqual({ ok: true });
		const [first] = codedInterview(closed.state, codes)!.segments;
		expect(first!.agreed).toEqual({ 'S1C-1': 2, 'S2C-1': 1 });
		expect(first!.forms.map(({ rater }) => rater)).toEqual(['officer', 'reviewer']);
	});
});

describe('what a calibration reads of an interview', () => {
	test('is nothing while it goes on', () => {
		expect(codedInterview(rated().state, codes)).toBeNull();
	});

	test('holds ratings, labels and codes, and not a word that was said or typed', () => {
		const interview = rated().tenMinutes();
		interview.tell('statement-recorded', {
			...{ topic: '行踪', said: '我在家', freeNarrative: true, checkableDetails: 3 },
			knowledge: 'saw'
		});
		interview.tenMinutes();
		interview.tell('slice-rated', sliceForm(3, { 'S1C-1': 3 }));
		const closed = close(interview);
		closed.tell('slice-labelled', label(), reviewer);
		closed.tell('volunteer-noted', { basis: '同事，未参与' }, reviewer);
		const found = codedInterview(closed.state, codes)!;
		expect(found).toMatchObject({
			...{ person: 'p', isVolunteer: true, hasComplaint: true, hasInterpreter: false, minutes: 40 }
		});
		expect(found.segments.map(({ label: stage, details }) => [stage, details])).toEqual([
			['S2', 0],
			[null, 0],
			[null, 3]
		]);
		const text = JSON.stringify(found);
		for (const word of ['我在家', '行踪', '太晚', '平稳', '录像', '同事', 'tired', 'S-1', 'room'])
			expect(text).not.toContain(word);
	});

	test('leaves out forms handed in after the label, and those of raters who saw a result', () => {
		const closed = close(rated());
		closed.tell('slice-labelled', label(), reviewer);
		closed.tell('slice-rated', sliceForm(1, { 'S1C-1': 0 }), supervisor);
		const unblinded = { ...sliceForm(2, { 'S1C-1': 0 }), unblinded: true };
		closed.tell('slice-rated', unblinded, supervisor);
		const [first, second] = codedInterview(closed.state, codes)!.segments;
		expect(first!.forms.map(({ rater }) => rater)).toEqual(['officer', 'reviewer']);
		expect(second!.forms.map(({ rater }) => rater)).toEqual(['officer']);
	});

	test('a volunteer is noted once', () => {
		const closed = close(rated());
		expect(closed.tell('volunteer-noted', { basis: '同事' }, reviewer).ok).toBe(true);
		expect(closed.tell('volunteer-noted', { basis: '同事' }, reviewer).ok).toBe(false);
	});
});
