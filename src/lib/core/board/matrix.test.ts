/** The example of the interview reference §4.4, row by row, and what must not be counted. */
import { describe, expect, test } from 'vitest';
import { BoardScript, boardNumbers, codedForm, people } from '../../../../tests/fixtures/board.ts';
import { contradictionsOf } from './contradictions.ts';
import { columnsOf, matrixOf, type Version } from './matrix.ts';
import { agreementShares, readingOf } from './reading.ts';

const version = (subject: string, number: number, day: string): Version => ({
	...{ interviewId: `${subject}-${number}`, subject, interviewers: [`team-${subject}`] },
	...{ at: `2026-03-${day}T01:00:00.000Z`, until: `2026-03-${day}T03:00:00.000Z` }
});
/** Not in their order: the matrix sorts them. */
const versions = [
	version('Zhao', 1, '03'),
	version('Wang', 2, '05'),
	version('Li', 1, '02'),
	version('Wang', 1, '02')
];
const days: Record<string, string> = { 'Wang-2': '05', 'Zhao-1': '03' };

type Cell = readonly [string, Parameters<typeof codedForm>[2]?];

/** One row of the table of §4.4: cells by version; a version without a cell was not asked. */
function row(script: BoardScript, factId: string, cells: Readonly<Record<string, Cell>>): void {
	for (const [interviewId, [code, more]] of Object.entries(cells)) {
		const [subject = ''] = interviewId.split('-');
		const saidAt = `2026-03-${days[interviewId] ?? '02'}T02:00:00.000Z`;
		script.tell(
			'statement-coded',
			codedForm(subject, factId, { interviewId, saidAt, code: code as 'A', ...more })
		);
	}
}

/** The whole table. */
function example(): BoardScript {
	const script = new BoardScript().facts('F07', 'F09', 'F11', 'F15');
	row(script, 'f07', { 'Wang-1': ['A'], 'Wang-2': ['A'], 'Li-1': ['A'] });
	row(script, 'f09', {
		'Wang-1': ['U', { knowledge: 'unknown' }],
		'Wang-2': ['A'],
		'Li-1': ['D'],
		'Zhao-1': ['A', { knowledge: 'heard' }]
	});
	row(script, 'f11', {
		'Wang-1': ['D'],
		'Wang-2': ['P'],
		'Li-1': ['A', { knowledge: 'did' }],
		'Zhao-1': ['A']
	});
	row(script, 'f15', {
		'Wang-2': ['A', { knowledge: 'did', ledToFind: true }],
		'Zhao-1': ['U', { knowledge: 'unknown' }]
	});
	// E4 was shown to Wang in the second interview, before he answered
	script.tell('exposure-recorded', {
		...{ factId: 'f09', person: 'Wang', kind: 'subject', channel: 'exhibit', strength: 1 },
		...{ at: '2026-03-05T01:30:00.000Z', basis: 'E4' }
	});
	script.tell('fact-use-set', {
		...{ factId: 'f15', use: 'hold-back', stage: 'reserved', persons: [], reason: 'key' }
	});
	return script;
}

const cellsOf = (script: BoardScript, those = versions) =>
	matrixOf(script.state, columnsOf(those), boardNumbers);

describe('the table of §4.4', () => {
	const script = example();
	const cells = cellsOf(script);
	const codes = (factId: string): string[] =>
		cells.flatMap((one) =>
			one.factId === factId
				? [[one.code, one.knowledge ?? '', one.timing ?? ''].join(' ').trim()]
				: []
		);

	test('has subjects by code, versions by time, and N where nobody asked', () => {
		expect(columnsOf(versions).map(({ subject, number }) => `${subject} v${number}`)).toEqual([
			...['Li v1', 'Wang v1', 'Wang v2', 'Zhao v1']
		]);
		expect(codes('f07')).toEqual(['A saw before', 'A saw before', 'A saw before', 'N']);
		expect(codes('f09')).toEqual([
			...['D saw before', 'U unknown before', 'A saw after', 'A heard before']
		]);
		expect(codes('f11')).toEqual(['A did before', 'D saw before', 'P saw before', 'A saw before']);
		expect(codes('f15')).toEqual(['N', 'N', 'A did before', 'U unknown before']);
	});

	test('F07: two independent affirmations', () => {
		expect(readingOf('f07', cells)).toEqual({
			...{ factId: 'f07', independent: ['Li', 'Wang'], notIndependent: [] },
			...{ hearsay: [], ledToFind: [] }
		});
	});

	test('F09: the second version of Wang is not independent; Zhao has it from hearsay', () => {
		expect(readingOf('f09', cells)).toEqual({
			...{ factId: 'f09', independent: [], ledToFind: [] },
			notIndependent: [{ subject: 'Wang', version: 2 }],
			hearsay: [{ subject: 'Zhao', version: 1 }]
		});
		expect(cells.find((one) => one.factId === 'f09' && one.version === 2)).toMatchObject({
			independence: 'exposed'
		});
	});

	test('F11: Wang against Li and Zhao; what Wang said first and later is apart', () => {
		const [fact] = script.state.facts.filter(({ id }) => id === 'f11');
		expect(contradictionsOf(fact!, cells)).toEqual([
			{
				...{ factId: 'f11', type: 'between-versions', kind: 'commission', sides: [['Wang'], []] },
				key: 'f11:between-versions:commission:Wang:'
			},
			{
				...{ factId: 'f11', type: 'between-persons', kind: 'commission' },
				sides: [['Wang'], ['Li', 'Zhao']],
				key: 'f11:between-persons:commission:Wang:Li+Zhao'
			}
		]);
	});

	test('F15: independent, and led to something found: to be verified', () => {
		expect(readingOf('f15', cells)).toEqual({
			...{ factId: 'f15', independent: ['Wang'], notIndependent: [], hearsay: [] },
			ledToFind: [{ subject: 'Wang', version: 2 }]
		});
	});

	test('agreement is counted on facts both were asked', () => {
		// Li and Wang: F07 agree, F09 D against A, F11 A against P
		expect(agreementShares(cells)).toEqual([
			{ subjects: ['Li', 'Wang'], asked: 3, agreed: 1 },
			{ subjects: ['Li', 'Zhao'], asked: 2, agreed: 1 },
			{ subjects: ['Wang', 'Zhao'], asked: 3, agreed: 1 }
		]);
	});
});

describe('independent corroboration', () => {
	test('ends with contact, however short, before the words, and not with contact after', () => {
		const script = example();
		const meet = (from: string) =>
			script.tell('contact-recorded', {
				...{ subjects: ['Li', 'Chen'], from, minutes: 3, where: 'waiting room' }
			});
		meet('2026-03-04T01:00:00.000Z');
		expect(readingOf('f07', cellsOf(script)).independent).toEqual(['Li', 'Wang']);
		meet('2026-03-01T01:00:00.000Z');
		expect(readingOf('f07', cellsOf(script)).independent).toEqual(['Wang']);
	});

	test('does not count what came to a person at an unknown time', () => {
		const script = example();
		script.tell('exposure-recorded', {
			...{ factId: 'f07', person: 'Li', kind: 'subject', channel: 'press', strength: 1 },
			...{ at: null, basis: 'local paper' }
		});
		const cells = cellsOf(script);
		expect(readingOf('f07', cells).independent).toEqual(['Wang']);
		expect(cells.find((one) => one.factId === 'f07' && one.subject === 'Li')).toMatchObject({
			...{ timing: 'unknown', independence: 'possibly-exposed' }
		});
	});

	test('does not count the second subject of one and the same interviewer', () => {
		const shared = versions.map((one) => ({ ...one, interviewers: ['one'] }));
		const cells = cellsOf(example(), shared);
		// all spoke to the same person: only those who were heard first stay independent of it
		expect(readingOf('f11', cells).independent).toEqual(['Li']);
	});

	test('a fact used in a test is known to everyone who sat it', () => {
		const script = example();
		const use = (stage: 'reserved' | 'shown', persons: string[]) =>
			script.tell(
				'fact-use-set',
				{ factId: 'f07', use: 'test', stage, persons, reason: 'test planned' },
				people.boss,
				'2026-03-01T08:00:00.000Z'
			);
		expect(use('reserved', [])).toEqual({ ok: true });
		expect(use('shown', ['Li'])).toEqual({ ok: true });
		expect(readingOf('f07', cellsOf(script)).independent).toEqual(['Wang']);
	});
});

describe('contradictions', () => {
	test('tell what was not said from what was said otherwise', () => {
		const script = example();
		const cells = cellsOf(script);
		const of = (id: string) =>
			contradictionsOf(
				script.state.facts.find((fact) => fact.id === id)!,
				cells
			).map(
				({ type, kind, sides }) => `${type} ${kind} ${sides.map((one) => one.join('+')).join('|')}`
			);
		expect(of('f09')).toEqual([
			...['between-versions omission Wang|', 'between-persons commission Li|Wang+Zhao']
		]);
		expect(of('f15')).toEqual(['between-persons omission Zhao|Wang']);
		expect(of('f07')).toEqual([]);
	});

	test('within one interview, and with what was checked', () => {
		const script = example();
		script.tell(
			'statement-coded',
			codedForm('Li', 'f11', { statementSeq: 9, code: 'D', saidAt: '2026-03-02T02:30:00.000Z' })
		);
		script.tell('fact-verified', { factId: 'f11', how: 'camera 3' });
		const [fact] = script.state.facts.filter(({ id }) => id === 'f11');
		const types = contradictionsOf(fact!, cellsOf(script)).map(
			({ type, sides }) => `${type} ${sides[0].join('+')}`
		);
		expect(types).toContain('within-statement Li');
		expect(types).toContain('with-evidence Li');
		expect(types).not.toContain('with-evidence Wang');
	});
});
