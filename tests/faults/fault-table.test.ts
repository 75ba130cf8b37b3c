/** The table of faults says what was measured, and never passes what was not. */
import { afterEach, expect, test, vi } from 'vitest';
import type { Fault } from './fault-list.ts';
import { faultList } from './fault-list.ts';
import { markdownOf, problemsOf, rowsOf } from './fault-table.ts';
import { isAccounted, recordFault, type FaultRecord } from './record-fault.ts';

const list: Fault[] = [
	{ id: 'F01', title: 'one', when: 'always', by: [], notMeasured: '' },
	{ id: 'F02', title: 'two', when: 'long', by: [], notMeasured: 'a real plug' }
];
const record = (changes: Partial<FaultRecord> = {}): FaultRecord => ({
	...{ id: 'F01', runs: 2, unit: 'samples', lostExpected: 7, lostActual: 7, declared: 7 },
	...changes
});

afterEach(() => vi.unstubAllEnvs());

test('a fault passes only when lost, expected and declared are the same', () => {
	// what is made up here must not get into the table
	vi.stubEnv('JINGWEI_FAULT_RECORDS', '');
	expect(rowsOf(list, [record()])[0]!.verdict).toBe('pass');
	for (const wrong of [
		{ lostActual: 8 },
		{ declared: 6 },
		{ lostExpected: 0 },
		{ declared: NaN }
	]) {
		const rows = rowsOf(list, [record(), record(wrong)]);
		expect(rows[0]!.verdict).toBe('fail');
		expect(problemsOf(list, rows, false)).toEqual(['F01 one: lost is not what is declared']);
		expect(() => recordFault(record(wrong))).toThrow('F01');
	}
	expect(isAccounted(record({ declared: 8, tolerance: 1 }))).toBe(true);
	expect(isAccounted(record({ declared: 9, tolerance: 1 }))).toBe(false);
});

test('without a record a fault is not measured, and that is a problem where it is due', () => {
	const rows = rowsOf(list, []);
	expect(rows.map(({ verdict }) => verdict)).toEqual(['not measured', 'not measured']);
	expect(problemsOf(list, rows, false)).toEqual(['F01 one: no record']);
	expect(problemsOf(list, rows, true)).toHaveLength(2);
});

test('sums are kept apart by what is counted, and shown', () => {
	const rows = rowsOf(list, [record(), record({ unit: 'marks', runs: 1 }), record()]);
	expect(rows[0]!.runs).toBe(5);
	expect(rows[0]!.lost.map(({ unit, actual }) => [unit, actual])).toEqual([
		['samples', 14],
		['marks', 7]
	]);
	const table = markdownOf(rows, 'here');
	expect(table).toContain('| F01 | one | 5 | 14 samples, 7 marks | 14 samples, 7 marks |');
	expect(table).toContain('not measured: a real plug');
});

test('all thirty faults are listed once, in order', () => {
	const ids = Array.from({ length: 30 }, (_, i) => `F${String(i + 1).padStart(2, '0')}`);
	expect(faultList.map(({ id }) => id)).toEqual(ids);
});
