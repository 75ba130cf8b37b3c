import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reduce } from '#lib/core/session/reduce.ts';
import { runningLog } from '../../../../tests/fixtures/session-log.ts';
import { labelRows, labelWidth, notePages, paperMarks } from './paper-marks.ts';

const words = {
	presentation: ({ presentation }: { presentation: number }) => `Q1·${presentation}`,
	answer: (answer: string) => answer
};

function marked() {
	const { add, events } = runningLog('session-1');
	const ask = (presentation: number, sample: number) =>
		add('question-asked', {
			...{ chart: 1, presentation, questionId: 'q1', itemId: 'q1i0', sample }
		});
	add('chart-announced', { chart: 1, what: 'X', sample: 100 });
	ask(1, 1000);
	add('question-ended', { chart: 1, presentation: 1, sample: 1250 });
	add('answer-marked', { chart: 1, presentation: 1, answer: 'no', sample: 1300 });
	const wrong = add('artifact-marked', { chart: 1, code: 'M', sample: 1400, note: '' });
	add('artifact-marked', { chart: 1, code: 'DB', sample: 1500, note: 'after a door slammed' });
	add('remark-made', { chart: 1, text: 'second', sample: 2600 });
	add('remark-made', { chart: 1, text: 'first', sample: 1600 });
	ask(2, 3000);
	add('chart-announced', { chart: 1, what: 'XX', sample: 6000 });
	add('mark-corrected', { eventId: wrong.id, sample: null, void: true, reason: 'not him' });
	return paperMarks(reduce(events, 'session-1').charts[0]!, words);
}

test('questions and marks stand at their samples; a voided mark does not', () => {
	const { questions, marks, announced } = marked();
	expect(questions).toEqual([
		{ label: 'Q1·1', askedSample: 1000, endedSample: 1250 },
		{ label: 'Q1·2', askedSample: 3000, endedSample: null }
	]);
	expect(marks.map(({ sample, label }) => [sample, label])).toEqual([
		[100, 'X'],
		[1300, 'no'],
		[1500, 'DB'],
		[1600, '✎1'],
		[2600, '✎2'],
		[6000, 'XX']
	]);
	expect(marks.flatMap(({ text }) => (text === '' ? [] : text))).toEqual([
		...['after a door slammed', 'first', 'second']
	]);
	expect(announced).toEqual({ from: 100, to: 6000 });
});

test('labels in one row do not overlap while there is another row', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 8 }), (steps) => {
			let x = 0;
			const labels = steps.map((step) => ({ x: (x += step), label: 'Q5·12' }));
			const rows = labelRows(labels, 8);
			labels.forEach((one, i) =>
				labels.slice(i + 1).forEach((other, k) => {
					if (rows[i] !== rows[i + 1 + k]) return;
					expect(other.x).toBeGreaterThanOrEqual(one.x + labelWidth(one.label));
				})
			);
		})
	);
	expect(
		labelRows(
			[0, 1, 2, 3].map((x) => ({ x, label: '目标项' })),
			2
		)
	).toHaveLength(4);
});

test('every note is on one sheet of the list, whole', () => {
	const notes = Array.from({ length: 70 }, (_, i) => ({
		...{ sample: i, kind: 'remark' as const, label: `✎${i}`, text: 'x'.repeat(i * 10) }
	}));
	const pages = notePages(notes);
	expect(pages.flat()).toEqual(notes);
	expect(pages.length).toBeGreaterThan(2);
	expect(notePages([])).toEqual([]);
});
