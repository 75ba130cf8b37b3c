import { expect, test } from 'vitest';
import { grid } from '../../../../../tests/fixtures/grid-content.ts';
import { InterviewScript } from '../../../../../tests/fixtures/interviews.ts';
import { printedCode, type TreeHead } from '../../integrity/tree-head.ts';
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

test('a printed record bears the code of the log, one that is not covered says so, a sealed one neither', () => {
	const { state } = new InterviewScript(grid).begin();
	const source = {
		...{ case: { number: '1', title: 'a' }, state, events: [], grid, position: null },
		...{ others: [], names: {}, software: 'test' }
	};
	const words = { say: (key: string) => key, text: ({ en }: { en: string }) => en };
	const proof = (more: object) =>
		JSON.stringify(
			recordDocument({ ...source, ...more }, { ...words, time: (iso) => iso }).sections.at(-1)
		);
	const head: TreeHead = {
		...{ number: 7, size: 90, sha256: 'a'.repeat(64), sm3: 'b'.repeat(64) },
		...{ at: '2026-11-30T08:00:00.000Z', keyId: 'c'.repeat(32), previous: '0'.repeat(64) },
		signature: 'x'
	};
	expect(proof({ head })).toContain(printedCode(head));
	expect(proof({ head: null })).toContain('record_doc_log_none');
	expect(proof({})).not.toContain('record_doc_log');
});
