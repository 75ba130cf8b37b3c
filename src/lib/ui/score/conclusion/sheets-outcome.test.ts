import { expect, test } from 'vitest';
import { emptyState } from '#lib/core/session/reduce.ts';
import type { Procedure } from '#lib/core/session/procedure.ts';
import { missingScore, sheetsOutcome } from './sheets-outcome.ts';

const text = { zh: '盲评', en: 'second score' };
const gate = {
	id: 'second-score',
	condition: 'second-score-agreed',
	parameters: {},
	text,
	source: 's'
};
const procedure = (gates: readonly unknown[]) =>
	({ steps: [{ id: 'chart-analysis', gates }] }) as unknown as Procedure;
const state = (changed: object) => ({ ...emptyState('s'), ...changed });

const both = [{ seat: 'first' }, { seat: 'second' }];
const disputed = { sheets: both, compared: { agreedOutcome: null } };
const settled = { outcome: 'inconclusive', reason: 'talked over' };

test.each([
	['first', { sheets: [] }],
	['first', { sheets: [{ seat: 'second' }] }],
	['second', { sheets: [{ seat: 'first' }] }],
	['settled', disputed],
	['none', { ...disputed, settled }],
	['none', { sheets: both, compared: { agreedOutcome: 'responds' } }]
])('%s is missing', (missing, changed) => {
	expect(missingScore(state(changed), procedure([gate]))).toBe(missing);
});

test('a procedure that asks for no second score misses none', () => {
	expect(missingScore(state({}), procedure([]))).toBe('none');
});

test('the outcome of the sheets is the agreed one, or what was settled', () => {
	expect(sheetsOutcome(state({}))).toBeNull();
	expect(sheetsOutcome(state(disputed))).toBeNull();
	expect(sheetsOutcome(state({ ...disputed, settled }))).toEqual({
		...{ outcome: 'inconclusive', isSettled: true }
	});
	expect(sheetsOutcome(state({ compared: { agreedOutcome: 'responds' } }))).toEqual({
		...{ outcome: 'responds', isSettled: false }
	});
});
