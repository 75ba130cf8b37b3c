import { expect, test } from 'vitest';
import { conditionFault, conditionHolds, namesIn } from './condition.ts';

test.each([
	['subject.age < 18', { 'subject.age': 17 }, true],
	['subject.age < 18', { 'subject.age': 18.5 }, false],
	['clock.hours >= (case.long ? 24 : 12) - 1', { 'clock.hours': 11.5, 'case.long': false }, true],
	["subject.custody in ['a', 'b']", { 'subject.custody': 'c' }, false],
	["model.inputs.exists(i, i.startsWith('cit.'))", { 'model.inputs': ['x', 'cit.y'] }, true],
	['rec.hash == null', { 'rec.hash': null }, true]
] as const)('%s', (condition, facts, holds) => {
	expect(conditionHolds(condition, facts)).toBe(holds);
});

test('what is missing matters only where it could decide', () => {
	const minor = 'subject.age < 18 && !session.guardian_present';
	expect(conditionHolds(minor, { 'subject.age': 40 })).toBe(false);
	expect(conditionHolds(minor, { 'session.guardian_present': true })).toBe(false);
	expect(conditionHolds(minor, { 'subject.age': 17 })).toBeNull();
	const either = 'session.conflict || !session.declared';
	expect(conditionHolds(either, { 'session.conflict': true })).toBe(true);
	expect(conditionHolds(either, { 'session.conflict': false })).toBeNull();
});

test('a value of another type decides nothing', () => {
	expect(conditionHolds('subject.age < 18', { 'subject.age': null })).toBeNull();
	expect(conditionHolds('subject.age < 18', { 'subject.age': 'young' })).toBeNull();
	expect(conditionHolds('!rec.running', { 'rec.running': 'yes' })).toBeNull();
	expect(conditionHolds('rec.running', { 'rec.running': 'yes' })).toBeNull();
});

test('nothing of the program can be reached', () => {
	const facts = { 'subject.age': 1 };
	for (const name of ['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty'])
		for (const reached of [`subject.${name}`, `subject['${name}']`]) {
			expect(conditionHolds(`subject.age == 1 && ${reached} == null`, facts)).toBeNull();
		}
	const polluting: Record<string, unknown> = JSON.parse(
		'{"__proto__.polluted": true}'
	) as object as never;
	conditionHolds('subject.age < 18', polluting as never);
	expect('polluted' in {}).toBe(false);
	for (const bad of [
		...['globalThis.process', 'process.exit(1)', 'subject.age = 1', '(() => 1)()', 'subject.age <'],
		...['new Date()', 'subject.age; 1', 'import("x")', '[].map(x, x)', `${'!('.repeat(60)}true`]
	])
		expect(
			conditionFault(bad) !== null || conditionHolds(bad, {}) === null,
			`${bad} is refused`
		).toBe(true);
});

test('names the facts of a condition in order, without text in quotes and calls', () => {
	expect(
		namesIn("export.target in ['a.b', 'c'] && model.inputs.exists(i, i.startsWith('cit.'))")
	).toEqual(['export.target', 'model.inputs']);
});
