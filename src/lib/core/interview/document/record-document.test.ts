import { expect, test } from 'vitest';
import { grid } from '../../../../../tests/fixtures/grid-content.ts';
import { InterviewScript } from '../../../../../tests/fixtures/interviews.ts';
import { recordDocument } from './record-document.ts';

test('what the person signs ends before the laboratory’s own notes', () => {
	const { state } = new InterviewScript(grid).begin();
	const { sections } = recordDocument(
		{
			...{ case: { number: '1', title: 'a' }, state, events: [], grid, position: null },
			...{ others: [], names: {}, software: 'test' }
		},
		{ say: (key) => key, text: ({ en }) => en, time: (iso) => iso }
	);
	const titles = sections.map(({ title }) => title);
	const signed = titles.indexOf('record_doc_signatures');
	expect(titles.slice(0, signed)).toContain('record_doc_closing');
	expect(titles[signed + 1]).toBe('record_doc_own');
	for (const own of ['record_evaluation', 'record_doc_position'])
		expect(titles.indexOf(own)).toBeGreaterThan(signed);
});
