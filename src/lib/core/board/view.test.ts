/** What a team member gets: nothing of another subject, not even a count or a colour that would change with it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	BoardScript,
	boardNumbers,
	codedForm,
	factForm,
	people
} from '../../../../tests/fixtures/board.ts';
import type { Version } from './matrix.ts';
import { boardView } from './view.ts';

const SECRET = 'SECRET-OF-B';
const version = (subject: string, number: number, interviewers: string[]): Version => ({
	...{ interviewId: `${subject}-${number}`, subject, interviewers },
	...{ at: `2026-03-0${number}T01:00:00.000Z`, until: null }
});
const versions = [version('A', 1, ['anna']), version('B', 2, ['bert']), version('B', 3, ['bert'])];

/** The same of A whatever is said by and of B. */
function base(): BoardScript {
	const script = new BoardScript().facts('F1', 'F2');
	script.tell('compartment-set', { subject: 'A', interviewers: ['anna'], reason: 'apart' });
	script.tell('compartment-set', { subject: 'B', interviewers: ['bert'], reason: 'apart' });
	script.tell('statement-coded', codedForm('A', 'f1'));
	script.tell('statement-coded', codedForm('A', 'f2', { code: 'D' }));
	return script;
}
const codes = ['A', 'D', 'P', 'U'] as const;
const ofB = fc.record({
	what: fc.constantFrom('coded', 'exposure', 'defence', 'next', 'request', 'fact', 'question'),
	code: fc.constantFrom(...codes),
	fact: fc.constantFrom('f1', 'f2'),
	day: fc.integer({ min: 1, max: 9 })
});
type EventOfB = typeof ofB extends fc.Arbitrary<infer T> ? T : never;
function tellOfB(script: BoardScript, { what, code, fact, day }: EventOfB): void {
	const at = `2026-03-0${String(day)}T02:00:00.000Z`;
	const id = `id-${String(script.state.seq)}`;
	switch (what) {
		case 'coded':
			script.tell(
				'statement-coded',
				codedForm('B', fact, { code, saidAt: at, interviewId: 'B-2', ownWords: SECRET })
			);
			break;
		case 'exposure':
			script.tell('exposure-recorded', {
				...{ factId: fact, person: 'B', kind: 'subject', channel: 'named', strength: 1, at },
				basis: SECRET
			});
			break;
		case 'defence':
			script.tell('defence-recorded', {
				...{ defenceId: id, subject: 'B', text: SECRET, check: SECRET, owner: 'x' }
			});
			break;
		case 'next':
			script.tell('next-step-set', { subject: 'B', text: SECRET });
			break;
		case 'request':
			script.tell('cross-disclosure-requested', {
				...{ requestId: id, sourceSubject: 'B', toSubject: 'A', factIds: [fact], text: SECRET },
				...{ truth: SECRET, necessity: SECRET, minimality: SECRET }
			});
			break;
		case 'fact':
			script.tell('fact-revised', {
				...{ factId: 'b-own', element: 'object', text: `${SECRET} ${id}`, category: SECRET },
				...{ sourceStrength: 'C', source: SECRET, sourceSubject: 'B', exculpatory: false },
				...{ time: SECRET, place: SECRET, confidence: 'low', reason: 'more' }
			});
			break;
		case 'question':
			script.tell('clarification-set', {
				...{ key: `${fact}:between-persons:commission:B:A`, question: SECRET, owner: 'x' }
			});
	}
}
/** A fact from B's own words stands in the register from the beginning, so that its code is known. */
function withFactOfB(): BoardScript {
	const script = base();
	script.tell(
		'fact-registered',
		factForm('F3', { factId: 'b-own', text: SECRET, sourceSubject: 'B' })
	);
	// what B knew could have come over here: the colour of what A said must not tell whether B said it
	script.tell('contact-recorded', {
		...{ subjects: ['A', 'B'], from: '2026-03-01T00:00:00.000Z', minutes: 4, where: 'van' }
	});
	return script;
}
const seen = (script: BoardScript, viewer = people.anna as Parameters<typeof boardView>[2]) =>
	boardView(script.state, versions, viewer, boardNumbers);

describe('a member of the team of A', () => {
	test('gets the same board whatever B said, and no word of it', () => {
		const empty = seen(withFactOfB());
		fc.assert(
			fc.property(fc.array(ofB, { maxLength: 15 }), (events) => {
				const script = withFactOfB();
				for (const event of events) tellOfB(script, event);
				const view = seen(script);
				expect(view).toEqual(empty);
				expect(JSON.stringify(view)).not.toContain(SECRET);
			}),
			{ numRuns: 200 }
		);
	});

	test('the same events change what a lead and a supervisor see', () => {
		const script = withFactOfB();
		const before = seen(script, people.boss);
		tellOfB(script, { what: 'coded', code: 'D', fact: 'f1', day: 2 });
		const after = seen(script, people.boss);
		expect(JSON.stringify(before.cells)).not.toContain(SECRET);
		expect(JSON.stringify(after.cells)).toContain(SECRET);
		expect(after.contradictions.map(({ type }) => type)).toContain('between-persons');
		script.tell('leads-set', { interviewers: ['lead'], reason: 'leads' });
		expect(seen(script, people.lead).cells).toEqual(after.cells);
	});

	test('hears of B what was approved, word for word, without why', () => {
		const script = withFactOfB();
		script.tell(
			'cross-disclosure-requested',
			{
				...{ requestId: 'r1', sourceSubject: 'B', toSubject: 'A', factIds: ['f1'] },
				...{ text: 'a vehicle was named', truth: SECRET, necessity: SECRET, minimality: SECRET }
			},
			people.boss
		);
		expect(seen(script).approvals).toEqual([]);
		script.tell('cross-disclosure-approved', { requestId: 'r1', reason: SECRET }, people.deputy);
		const view = seen(script);
		expect(view.approvals).toMatchObject([{ text: 'a vehicle was named', truth: '' }]);
		expect(JSON.stringify(view)).not.toContain(SECRET);
	});

	test('knows a contact of A, and facts held back by code', () => {
		const script = withFactOfB();
		script.tell('fact-use-set', {
			...{ factId: 'f2', use: 'test', stage: 'reserved', persons: [], reason: 'test' }
		});
		const view = seen(script);
		expect(view.warnings).toEqual([{ rule: 'MS-05', who: ['A', 'B'], minutes: 4 }]);
		expect(view.allFacts.map(({ code, withheld }) => `${code} ${String(withheld)}`)).toEqual([
			...['F1 false', 'F2 true', 'F3 true']
		]);
		expect(view.cells.map(({ factId }) => factId)).toEqual(['f1']);
	});
});

describe('everybody who sees all', () => {
	test('is told when somebody works with two subjects (MS-02)', () => {
		const script = base();
		script.tell('compartment-set', { subject: 'C', interviewers: ['anna'], reason: 'few staff' });
		expect(seen(script, people.boss).warnings).toEqual([
			{ rule: 'MS-02', who: ['anna'], minutes: 0 }
		]);
		const crossed = base();
		const sat = [...versions, version('A', 4, ['bert'])];
		const { warnings } = boardView(crossed.state, sat, people.boss, boardNumbers);
		expect(warnings).toEqual([{ rule: 'MS-02', who: ['bert'], minutes: 0 }]);
	});

	test('reads of p_leak that contact is a way too, once for each person', () => {
		const script = base();
		const leakOf = () =>
			seen(script, people.boss).leaks.find((one) => one.subject === 'A' && one.factId === 'f1')
				?.probability;
		expect(leakOf()).toBeCloseTo(0.05, 12);
		const meet = () =>
			script.tell('contact-recorded', {
				...{ subjects: ['A', 'B'], from: '2026-03-01T00:00:00.000Z', minutes: 4, where: 'van' }
			});
		meet();
		meet();
		expect(leakOf()).toBeCloseTo(0.525, 12);
	});

	test('gets subjects by code, and no number of a person', () => {
		const view = seen(base(), people.boss);
		expect(view.subjects.map(({ code }) => code)).toEqual(['A', 'B']);
		const names = JSON.stringify(view).match(/"[a-zA-Z]*"(?=:)/g) ?? [];
		expect(names.filter((name) => /credib|rank|confess|nearness|vulnerab/i.test(name))).toEqual([]);
	});
});
