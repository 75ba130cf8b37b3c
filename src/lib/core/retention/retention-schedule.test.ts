import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseProtocol } from '../protocols/parse.ts';
import { dueOf, isTermOver, lastDay, type RetentionSchedule } from './retention-schedule.ts';
import { noRetention, type RetentionState } from './retention-state.ts';

const file = parseProtocol(
	'procedure/retention.yaml',
	readFileSync('protocols/procedure/retention.yaml', 'utf8')
);
const schedule = ('value' in file ? file.value : null) as RetentionSchedule;
const china = (text: string): number => Date.parse(`${text}+08:00`);
const at = (text: string) => ({ nowMs: china(text), offsetMinutes: 480 });
const of = (more: Partial<RetentionState>): RetentionState => ({ ...noRetention, ...more });

test('the file that is shipped is read, and a criminal case is kept with its file', () => {
	expect(schedule.defaultKind).toBe('criminal');
	const state = of({ state: 'sealed', sinceMs: { closed: china('2020-01-01T09:00') } });
	expect(lastDay(state, schedule, 480)).toBe(null);
	expect(isTermOver(state, schedule, at('2099-01-01T00:00'))).toBe(false);
	expect(dueOf(state, schedule, at('2099-01-01T00:00'))).toBe(null);
});

test('a day that was entered counts before the schedule, to the end of that day', () => {
	const state = of({ state: 'sealed', retainUntil: '2030-06-30' });
	expect(dueOf(state, schedule, at('2030-05-30T23:59'))).toBe(null);
	expect(dueOf(state, schedule, at('2030-06-01T00:00'))).toEqual({
		...{ move: 'destroy', due: '2030-06-30', overdue: false }
	});
	expect(isTermOver(state, schedule, at('2030-06-30T23:59'))).toBe(false);
	expect(isTermOver(state, schedule, at('2030-07-01T00:00'))).toBe(true);
	expect(dueOf(state, schedule, at('2030-07-01T00:00'))?.overdue).toBe(true);
});

test('archiving is due some days after the close, sealing after archiving', () => {
	const closed = { closed: china('2026-01-01T01:00') };
	const state = of({ state: 'closed', sinceMs: closed });
	expect(dueOf(state, schedule, at('2026-03-31T23:00'))).toBe(null);
	expect(dueOf(state, schedule, at('2026-04-01T00:00'))).toMatchObject({
		...{ move: 'archive', due: '2026-04-01', overdue: false }
	});
	const minor = of({
		...{ state: 'archived', caseType: 'juvenile' },
		sinceMs: { ...closed, archived: china('2026-01-02T10:00') }
	});
	expect(dueOf(minor, schedule, at('2026-01-02T10:00'))).toMatchObject({ move: 'seal' });
	expect(dueOf({ ...minor, caseType: null }, schedule, at('2036-01-02T10:00'))).toBe(null);
	expect(dueOf(of({}), schedule, at('2036-01-02T10:00'))).toBe(null);
});

test('years are counted by the calendar', () => {
	const state = of({
		...{ state: 'sealed', caseType: 'practice' },
		sinceMs: { closed: china('2026-11-30T00:30') }
	});
	expect(lastDay(state, schedule, 480)).toBe('2027-11-30');
});
