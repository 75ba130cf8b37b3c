/** How facts travel: exposures, contacts, and interviewers who hear one person and then meet another. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BoardScript, boardNumbers, codedForm } from '../../../../tests/fixtures/board.ts';
import { independenceOf, tainted, type Meeting } from './contamination.ts';
import { leakProbability } from './leak.ts';
import { interviewOrder, orderScore } from './order.ts';
import { wordingSimilarity } from './similarity.ts';

const day = (number: number, hour = 0): string =>
	`2026-03-${String(number).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`;
const ms = (number: number, hour = 0): number => Date.parse(day(number, hour));
const exposed = (script: BoardScript, person: string, at: string | null, more = {}) =>
	script.tell('exposure-recorded', {
		...{ factId: 'f1', person, kind: 'subject', channel: 'exhibit', strength: 1, at, basis: 'E1' },
		...more
	});
const meet = (script: BoardScript, a: string, b: string, number: number) =>
	script.tell('contact-recorded', {
		...{ subjects: [a, b], from: day(number), minutes: 30, where: 'van' }
	});
const reached = (
	script: BoardScript,
	subject: string,
	beforeMs: number,
	meetings: Meeting[] = []
) => tainted(script.state, meetings, { subject, factId: 'f1', beforeMs });

describe('a fact reaches a person', () => {
	test('by an exposure from its moment on, of this fact and this person only', () => {
		const script = new BoardScript().facts('F1', 'F2');
		exposed(script, 'A', day(3));
		expect(reached(script, 'A', ms(3))).toBeNull();
		expect(reached(script, 'A', ms(4))).toMatchObject({ atMs: ms(3), path: [{ by: 'exhibit' }] });
		expect(reached(script, 'B', ms(9))).toBeNull();
		const other = { subject: 'A', factId: 'f2', beforeMs: ms(9) };
		expect(tainted(script.state, [], other)).toBeNull();
	});

	test('over several contacts in the order of time, not against it', () => {
		const script = new BoardScript().facts('F1');
		exposed(script, 'A', day(1));
		meet(script, 'A', 'B', 2);
		meet(script, 'B', 'C', 3);
		expect(reached(script, 'C', ms(4))?.path.map(({ by, to }) => `${by} ${to}`)).toEqual([
			...['exhibit subject:A', 'contact subject:B', 'contact subject:C']
		]);
		const backwards = new BoardScript().facts('F1');
		exposed(backwards, 'A', day(1));
		meet(backwards, 'B', 'C', 2);
		meet(backwards, 'A', 'B', 3);
		expect(reached(backwards, 'C', ms(9))).toBeNull();
	});

	test('through an interviewer who heard it from one and then sat with another', () => {
		const script = new BoardScript().facts('F1');
		script.tell('statement-coded', codedForm('A', 'f1', { saidAt: day(2, 2) }));
		const sat = (interviewer: string, subject: string, number: number): Meeting => ({
			...{ interviewer, subject, from: day(number, 1), until: day(number, 3) }
		});
		const both = [sat('one', 'A', 2), sat('one', 'B', 4)];
		expect(reached(script, 'B', ms(4, 2), both)?.path.map(({ by }) => by)).toEqual([
			...['interview', 'interview']
		]);
		// met before it was heard, or another interviewer: nothing came over
		expect(reached(script, 'B', ms(9), [sat('one', 'B', 1), sat('one', 'A', 2)])).toBeNull();
		expect(reached(script, 'B', ms(9), [sat('one', 'A', 2), sat('two', 'B', 4)])).toBeNull();
	});

	test('what a person knows of their own does not come back to them as taint', () => {
		const script = new BoardScript().facts('F1');
		script.tell('statement-coded', codedForm('A', 'f1', { saidAt: day(2, 2) }));
		meet(script, 'A', 'B', 3);
		const meetings = [2, 4].map((number) => ({
			...{ interviewer: 'one', subject: 'A', from: day(number, 1), until: day(number, 3) }
		}));
		expect(reached(script, 'A', ms(9), meetings)).toBeNull();
		expect(reached(script, 'B', ms(9), meetings)).not.toBeNull();
	});

	test('more ways never make a version more independent', () => {
		const way = fc.record({
			person: fc.constantFrom('A', 'B', 'C'),
			other: fc.constantFrom('A', 'B', 'C'),
			number: fc.integer({ min: 1, max: 9 }),
			isContact: fc.boolean()
		});
		fc.assert(
			fc.property(fc.array(way, { maxLength: 8 }), way, (ways, last) => {
				const script = new BoardScript().facts('F1');
				const add = ({ person, other, number, isContact }: typeof last) => {
					if (isContact) meet(script, person, other, number);
					else exposed(script, person, day(number));
				};
				ways.forEach(add);
				const before = reached(script, 'A', ms(8))?.atMs ?? Infinity;
				add(last);
				expect(reached(script, 'A', ms(8))?.atMs ?? Infinity).toBeLessThanOrEqual(before);
			}),
			{ numRuns: 200 }
		);
	});

	test('a strong dated way is "exposed"; a weak one, an undated one and contact are "possibly"', () => {
		const of = (make: (script: BoardScript) => void): string => {
			const script = new BoardScript().facts('F1');
			make(script);
			const asked = { subject: 'A', factId: 'f1', beforeMs: ms(5) };
			return independenceOf(script.state, [], asked, boardNumbers).independence;
		};
		expect(of(() => undefined)).toBe('independent');
		expect(of((script) => exposed(script, 'A', day(2)))).toBe('exposed');
		expect(of((script) => exposed(script, 'A', day(2), { channel: 'cell-mate' }))).toBe(
			'possibly-exposed'
		);
		expect(of((script) => exposed(script, 'A', null))).toBe('possibly-exposed');
		expect(
			of((script) => {
				exposed(script, 'B', day(1));
				meet(script, 'A', 'B', 2);
			})
		).toBe('possibly-exposed');
	});
});

describe('p_leak of §6.4', () => {
	const leak = (...ways: (readonly [keyof typeof boardNumbers.channels, number])[]) =>
		leakProbability(
			ways.map(([channel, strength]) => ({ channel, strength })),
			boardNumbers
		);

	test('is one minus the product of what did not come through', () => {
		// the residual alone; then by hand: 1 − .95·.5, 1 − .95·.2·.7, half of press 1 − .95·.55
		expect(leak()).toBeCloseTo(0.05, 12);
		expect(leak(['co-suspect', 1])).toBeCloseTo(0.525, 12);
		expect(leak(['warrant', 1], ['witness', 1])).toBeCloseTo(0.867, 12);
		expect(leak(['press', 0.5])).toBeCloseTo(0.4775, 12);
		expect(leak(['exhibit', 1])).toBe(1);
	});

	test('has the defaults of the reference', () => {
		const { channels, residual } = boardNumbers;
		const values = Object.fromEntries(
			Object.entries(channels).map(([name, { value }]) => [name, value])
		);
		expect(values).toMatchObject({
			...{ exhibit: 1, named: 0.95, press: 0.9, file: 0.9, warrant: 0.8, search: 0.6 },
			...{ 'co-suspect': 0.5, witness: 0.3, 'cell-mate': 0.2 }
		});
		expect(residual.value).toBe(0.05);
	});
});

describe('wording', () => {
	test('is compared by characters, without spaces, case and punctuation', () => {
		expect(wordingSimilarity('We sat by the window.', 'we SAT, by the window', 3)).toBe(1);
		expect(wordingSimilarity('我们在茶馆见面', '我没有去过那里', 3)).toBe(0);
		// abcd: abc bcd; bcde: bcd cde → 1 of 3
		expect(wordingSimilarity('abcd', 'bcde', 3)).toBeCloseTo(1 / 3, 12);
	});
});

describe('the order of §4.3', () => {
	const entry = (subject: string, value: number, constraints = {}) => ({
		...{ subject, constraints, basis: 'x' },
		inputs: { information: value, independence: value, ready: value, decay: value }
	});

	test('weighs .35 .25 .20 .20', () => {
		const inputs = { information: 1, independence: 0.5, ready: 0, decay: 0.25 };
		expect(orderScore({ inputs }, boardNumbers)).toBeCloseTo(0.35 + 0.125 + 0.05, 12);
		expect(orderScore(entry('A', 1), boardNumbers)).toBeCloseTo(1, 12);
	});

	test('puts clocks that run out first and those who must wait last, whatever the score', () => {
		const places = interviewOrder(
			[
				entry('A', 0.9, { fitness: 'hold', clock: 'due' }),
				entry('C', 0.5),
				entry('B', 0.5),
				entry('D', 0.1, { clock: 'due' })
			],
			boardNumbers
		);
		expect(places.map(({ subject, group }) => `${subject} ${group}`)).toEqual([
			...['D due', 'B free', 'C free', 'A wait']
		]);
	});
});
