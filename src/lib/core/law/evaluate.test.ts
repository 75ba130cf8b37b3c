import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanFacts, law } from '../../../../tests/fixtures/law.ts';
import { evaluate, questionsOf } from './evaluate.ts';
import type { Facts } from './fact.ts';
import { lawMoments, type LawMoment } from './rule.ts';

const without = (...ids: readonly string[]): Facts =>
	Object.fromEntries(Object.entries(cleanFacts).filter(([id]) => !ids.includes(id)));
const standing = (moment: LawMoment, facts: Facts): string[] =>
	evaluate(law.rules, moment, facts).flatMap(({ rule, stands }) => (stands ? [rule.id] : []));
const asked = (moment: LawMoment, facts: Facts): string[] =>
	questionsOf(law.rules, moment, facts, law.facts).map(({ id }) => id);

describe('what is not known', () => {
	test('stands as a breach in a block before and at the start, and nowhere else', () => {
		expect(standing('pre_session', without('case.filed'))).toEqual(['AU-01']);
		expect(standing('session_start', without('rec.device_check'))).toEqual(['RC-01']);
		// a warning, and a block while it goes on
		expect(standing('pre_session', without('case.isolation_on', 'clock.local_hour'))).toEqual([]);
		expect(standing('live', without('clock.hours_since_meal'))).toEqual([]);
	});

	test('never contradicts what comes out when it is learned', () => {
		const ids = Object.keys(cleanFacts);
		fc.assert(
			fc.property(fc.subarray(ids), fc.constantFrom(...lawMoments), (hidden, moment) => {
				const some = evaluate(law.rules, moment, without(...hidden));
				const all = evaluate(law.rules, moment, cleanFacts);
				some.forEach(({ status }, place) => {
					if (status !== 'unknown') expect(status).toBe(all[place]!.status);
				});
			})
		);
	});
});

describe('questions', () => {
	test('for minors are asked of minors only, one after the other', () => {
		const open = without('subject.age', 'session.juvenile_trained', 'session.restraints');
		expect(asked('pre_session', open)).toContain('subject.age');
		expect(asked('pre_session', open)).not.toContain('session.juvenile_trained');
		expect(asked('pre_session', { ...open, 'subject.age': 40 })).not.toContain(
			'session.juvenile_trained'
		);
		const minor = asked('pre_session', { ...open, 'subject.age': 16 });
		expect(minor).toContain('session.juvenile_trained');
		expect(minor).not.toContain('session.restraints');
		// answered, a question stays to be corrected
		expect(
			asked('pre_session', { ...open, 'subject.age': 16, 'session.juvenile_trained': true })
		).toEqual(expect.arrayContaining(['session.juvenile_trained', 'session.restraints']));
	});

	test('about the measure wait until it is known, about the night until it is night', () => {
		const open = without('session.place_in_county', 'subject.custody');
		expect(asked('pre_session', open)).not.toContain('session.place_in_county');
		expect(asked('pre_session', { ...open, 'subject.custody': 'summons' })).toContain(
			'session.place_in_county'
		);
		expect(asked('live', without('case.urgent_reason'))).not.toContain('case.urgent_reason');
		const night = { ...without('case.urgent_reason'), 'clock.local_hour': 23 };
		expect(asked('live', night)).toContain('case.urgent_reason');
	});

	test('answered one after the other leave nothing open before the start', () => {
		let facts: Facts = Object.fromEntries(
			Object.entries(cleanFacts).filter(
				([id]) => law.facts.find((fact) => fact.id === id)?.from !== 'asked'
			)
		);
		for (const moment of ['pre_session', 'session_start'] as const)
			for (let round = 0; round < 20; round++)
				for (const id of asked(moment, facts)) facts = { ...facts, [id]: cleanFacts[id]! };
		expect([...standing('pre_session', facts), ...standing('session_start', facts)]).toEqual([]);
	});
});
