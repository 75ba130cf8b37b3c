import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BoardScript, codedForm, factForm, people } from '../../../../tests/fixtures/board.ts';
import type { BoardData } from './board-event.ts';
import type { BoardDecision } from './board-decision.ts';
import { approvedDisclosure, FACT_USES, mayBeDisclosed, USE_STAGES } from './fact.ts';

const { boss, deputy, lead, anna, bert } = people;
const codeOf = (decision: BoardDecision): string => (decision.ok ? 'ok' : decision.code);
const use = (
	script: BoardScript,
	kept: BoardData<'fact-use-set'>['use'],
	stage: BoardData<'fact-use-set'>['stage'],
	persons: string[] = []
) =>
	codeOf(
		script.tell('fact-use-set', { factId: 'f1', use: kept, stage, persons, reason: 'planned' })
	);
const ask = (script: BoardScript, actor: (typeof people)[keyof typeof people] = lead, more = {}) =>
	codeOf(
		script.tell(
			'cross-disclosure-requested',
			{
				...{ requestId: 'r1', sourceSubject: 'B', toSubject: 'A', factIds: ['f1'] },
				...{ text: 'a car was named', truth: 'recording 4', necessity: 'no other way' },
				...{ minimality: 'no colour', ...more }
			},
			actor
		)
	);
const answer = (
	script: BoardScript,
	actor: (typeof people)[keyof typeof people],
	type: 'cross-disclosure-approved' | 'cross-disclosure-refused' = 'cross-disclosure-approved'
) => codeOf(script.tell(type, { requestId: 'r1', reason: 'true and least' }, actor));
const teams = (script: BoardScript) => {
	script.tell('compartment-set', { subject: 'A', interviewers: ['anna'], reason: 'apart' });
	script.tell('compartment-set', { subject: 'B', interviewers: ['bert'], reason: 'apart' });
	script.tell('leads-set', { interviewers: ['lead'], reason: 'leads' });
	return script;
};

describe('one fact, one use', () => {
	test('goes reserved, shown, released, disclosed, and never back', () => {
		const script = new BoardScript().facts('F1');
		expect(use(script, 'test', 'shown', ['A'])).toBe('board/use');
		expect(use(script, 'test', 'reserved')).toBe('ok');
		expect(use(script, 'disclosure', 'reserved')).toBe('board/use-clash');
		expect(use(script, 'test', 'shown')).toBe('board/use');
		expect(use(script, 'test', 'shown', ['A'])).toBe('ok');
		expect(use(script, 'test', 'reserved')).toBe('board/use-back');
		expect(use(script, 'test', 'released')).toBe('ok');
		expect(use(script, 'identification', 'reserved')).toBe('board/use-clash');
		expect(use(script, 'test', 'disclosed', ['B'])).toBe('ok');
		// both know it now, by what it was
		expect(script.state.exposures).toMatchObject([
			{ person: 'A', channel: 'test-item' },
			{ person: 'B', channel: 'exhibit' }
		]);
	});

	test('a fact that speaks for a person is not kept back', () => {
		const script = new BoardScript();
		script.tell('fact-registered', factForm('F1', { exculpatory: true }));
		expect(use(script, 'hold-back', 'reserved')).toBe('board/use');
		expect(use(script, 'disclosure', 'reserved')).toBe('ok');
	});

	test('no sequence of accepted events gives a fact two uses, or takes a use back', () => {
		const step = fc.record({
			use: fc.constantFrom(...FACT_USES),
			stage: fc.constantFrom(...USE_STAGES),
			persons: fc.subarray(['A', 'B'])
		});
		fc.assert(
			fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
				const script = new BoardScript().facts('F1');
				const uses = new Set<string>();
				let rank = 0;
				let seen = new Set<string>();
				for (const one of steps) {
					const taken = use(script, one.use, one.stage, one.persons) === 'ok';
					const fact = script.state.facts[0]!;
					if (fact.use !== 'open') uses.add(fact.use);
					expect(USE_STAGES.indexOf(fact.stage)).toBeGreaterThanOrEqual(rank);
					rank = USE_STAGES.indexOf(fact.stage);
					if (taken) seen = new Set([...seen, ...one.persons]);
					const exposed = new Set(script.state.exposures.map(({ person }) => person));
					expect(exposed).toEqual(seen);
				}
				expect(uses.size).toBeLessThanOrEqual(1);
			}),
			{ numRuns: 300 }
		);
	});

	test('what is reserved for something else may not be shown', () => {
		expect(mayBeDisclosed({ use: 'test', stage: 'reserved' })).toBe(false);
		expect(mayBeDisclosed({ use: 'hold-back', stage: 'shown' })).toBe(false);
		expect(mayBeDisclosed({ use: 'hold-back', stage: 'released' })).toBe(true);
		expect(mayBeDisclosed({ use: 'open', stage: 'none' })).toBe(true);
	});
});

describe('telling one subject what another said (MS-01)', () => {
	test('needs a supervisor who did not ask, once', () => {
		const script = new BoardScript().facts('F1');
		expect(ask(script)).toBe('ok');
		expect(approvedDisclosure(script.state, 'f1', 'A')).toBeNull();
		expect(answer(script, lead)).toBe('board/role');
		expect(answer(script, boss)).toBe('ok');
		expect(answer(script, deputy, 'cross-disclosure-refused')).toBe('board/approval');
		expect(approvedDisclosure(script.state, 'f1', 'A')).toMatchObject({ text: 'a car was named' });
		expect(approvedDisclosure(script.state, 'f1', 'B')).toBeNull();
	});

	test('a supervisor who asked does not decide; what was refused approves nothing', () => {
		const script = new BoardScript().facts('F1');
		expect(ask(script, boss)).toBe('ok');
		expect(answer(script, boss)).toBe('board/approval-own');
		expect(answer(script, deputy, 'cross-disclosure-refused')).toBe('ok');
		expect(approvedDisclosure(script.state, 'f1', 'A')).toBeNull();
	});

	test('is about two subjects and facts of the register, asked by whoever may know both', () => {
		const script = teams(new BoardScript().facts('F1'));
		expect(ask(script, lead, { sourceSubject: 'A' })).toBe('board/approval');
		expect(ask(script, lead, { factIds: ['f9'] })).toBe('board/approval');
		expect(ask(script, anna)).toBe('board/compartment');
		expect(ask(script, lead)).toBe('ok');
		expect(ask(script, lead)).toBe('board/approval');
	});
});

describe('who writes what', () => {
	test('a team writes of its own subject only, and nothing of the whole case', () => {
		const script = teams(new BoardScript().facts('F1'));
		const coded = (subject: string, actor: typeof anna | typeof bert) =>
			codeOf(script.tell('statement-coded', codedForm(subject, 'f1'), actor));
		expect([coded('A', anna), coded('B', anna), coded('B', bert)]).toEqual([
			...['ok', 'board/compartment', 'ok']
		]);
		const contact = { subjects: ['A', 'B'] as [string, string], where: 'van', minutes: 5 };
		const meet = (actor: typeof anna | typeof lead) =>
			codeOf(
				script.tell('contact-recorded', { ...contact, from: '2026-03-01T00:00:00.000Z' }, actor)
			);
		expect([meet(anna), meet(lead)]).toEqual(['board/compartment', 'ok']);
		const own = { subject: 'A', interviewers: ['anna', 'bert'], reason: 'more' };
		expect(codeOf(script.tell('compartment-set', own, lead))).toBe('board/role');
	});

	test('a fact that is withheld cannot be revised by somebody who cannot read it', () => {
		const script = teams(new BoardScript().facts('F1'));
		expect(use(script, 'hold-back', 'reserved')).toBe('ok');
		const verify = (actor: typeof anna | typeof lead) =>
			codeOf(script.tell('fact-verified', { factId: 'f1', how: 'seen' }, actor));
		expect([verify(anna), verify(lead)]).toEqual(['board/compartment', 'ok']);
		const { code: _, ...words } = factForm('F1');
		script.tell('fact-revised', { ...words, text: 'other words', reason: 'typing error' }, lead);
		// what was checked of the old words says nothing of the new ones
		expect(script.state.facts[0]).toMatchObject({ text: 'other words', verified: null });
	});

	test('reviewers and testers write nothing; a code is used once', () => {
		const script = new BoardScript().facts('F1');
		for (const role of ['reviewer', 'tester', 'admin'] as const)
			expect(codeOf(script.tell('fact-registered', factForm('F2'), { id: 'x', role }))).toBe(
				'board/role'
			);
		expect(codeOf(script.tell('fact-registered', factForm('F1')))).toBe('board/fact-twice');
		expect(codeOf(script.tell('fact-verified', { factId: 'f7', how: 'seen' }))).toBe('board/fact');
		const bare = codedForm('A', 'f1', { ownWords: '' });
		expect(codeOf(script.tell('statement-coded', bare))).toBe('board/own-words');
	});
});

describe('the order of interviews (MS-03)', () => {
	const plan = (inputs: Record<string, number>) =>
		codeOf(
			new BoardScript().tell('order-planned', {
				entries: [{ subject: 'A', constraints: {}, inputs, basis: 'open facts' }]
			})
		);
	const permitted = { information: 0.5, independence: 0.5, ready: 0.5, decay: 0.5 };

	test.each([
		...['vulnerability', 'age', 'illness', 'family_pressure', 'stage', 'weak link', 'test result']
	])('refuses %s, and says so', (name) => {
		expect(plan({ ...permitted, [name]: 1 })).toBe('board/forbidden-input');
	});

	test('takes the four permitted inputs, all of them', () => {
		expect(plan(permitted)).toBe('ok');
		expect(plan({ information: 1 })).toBe('board/order');
	});
});
