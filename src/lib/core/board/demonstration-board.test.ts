/** The made-up board is taken by the rules in both languages, and its quoted words stand in the made-up interviews. */
import { expect, test } from 'vitest';
import { BoardScript, people } from '../../../../tests/fixtures/board.ts';
import { openProtocols, protocolsOf } from '../../server/protocols.ts';
import { approvedDisclosure } from './fact.ts';
import { demonstrationBoardSteps } from './demonstration-steps.ts';

const catalogue = openProtocols('protocols');
const [file] = protocolsOf(catalogue, 'demonstration-board');
const interviews = protocolsOf(catalogue, 'demonstration-interviews').flatMap(
	(one) => one.interviews
);
const statements = interviews.flatMap(({ code: subject, slices }) =>
	slices
		.flatMap(({ said }) => said)
		.map((one, index) => ({ ...one, subject, interviewId: subject, seq: index + 4 }))
);

test.each(['zh-CN', 'en'] as const)('every step is taken in %s', (locale) => {
	const script = new BoardScript();
	const placed = statements.map((one) => ({ ...one, at: '2026-03-02T00:00:00.000Z' }));
	for (const { by, event } of demonstrationBoardSteps(file!, placed, locale)) {
		const actor = by === 'lead' ? people.lead : people.boss;
		expect([event.type, script.tell(event.type, event.data as never, actor)]).toEqual([
			...[event.type, { ok: true }]
		]);
	}
	const { state } = script;
	expect(state.facts.map(({ code, use }) => `${code} ${use}`)).toEqual([
		...['F01 open', 'F02 open', 'F03 open', 'F04 hold-back']
	]);
	expect(approvedDisclosure(state, 'demo-f03', 'DEMO-A')).not.toBeNull();
	expect(state.coded).toHaveLength(3);
	for (const { subject, statementSeq, ownWords } of state.coded) {
		const statement = statements.find(
			(one) => one.subject === subject && one.seq === statementSeq
		)!;
		expect(statement.said[locale === 'en' ? 'en' : 'zh']).toContain(ownWords);
	}
});
