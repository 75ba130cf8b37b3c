import { describe, expect, test } from 'vitest';
import {
	doQuestionsDiffer,
	federalRule,
	grandTotalRule,
	screeningRule,
	subtotalRule,
	twoStageRule,
	utahFourRule,
	type Cuts
} from './decision-rules.ts';

const totals = (...values: readonly number[]) => ({
	grandTotal: values.reduce((sum, value) => sum + value, 0),
	subtotals: values.map((total, i) => ({ questionId: `R${i}`, total }))
});
/** Cuts of ESS-M at prior ½ and α .05 with three questions. */
const CUTS: Cuts = {
	significant: -3,
	notSignificant: 3,
	subtotal: -3,
	correctedSubtotal: -7,
	allSubtotals: 1
};
const [SR, NSR, INC] = ['significant-response', 'no-significant-response', 'inconclusive'] as const;

test.each([
	[-3, SR],
	[-2, INC],
	[2, INC],
	[3, NSR]
])('grand total rule at %i: %s', (total, outcome) => {
	expect(grandTotalRule(totals(total), CUTS).outcome).toBe(outcome);
});

describe('subtotal rule', () => {
	test.each([
		[[-3, 5, 5], SR, [SR, INC, INC]],
		[[1, 1, 1], NSR, [NSR, NSR, NSR]],
		[[0, 1, 5], INC, [INC, NSR, NSR]],
		[[-2, -2, -2], INC, [INC, INC, INC]]
	])('%j: %s', (values, outcome, each) => {
		const decision = subtotalRule(totals(...values), CUTS);
		expect(decision.outcome).toBe(outcome);
		expect(decision.perQuestion.map((one) => one.outcome)).toEqual(each);
	});
});

describe('two-stage rule', () => {
	test.each([
		[[-1, -1, -1], SR, SR],
		[[1, 1, 1], NSR, NSR],
		[[-7, 4, 4], SR, SR],
		[[-6, 4, 4], INC, INC],
		// only the early rule looks at the subtotal before a high total may speak
		[[-7, 5, 5], NSR, SR]
	])('%j: %s, early %s', (values, outcome, early) => {
		expect(twoStageRule(totals(...values), CUTS).outcome).toBe(outcome);
		expect(twoStageRule(totals(...values), CUTS, true).outcome).toBe(early);
	});
});

describe('federal rules: zone comparison ±6, You-Phase and TES ±4', () => {
	test.each([
		[[-3, 9, 9], SR, SR],
		[[-2, -2, -2], SR, SR],
		[[-2, -2], INC, SR],
		[[2, 2, 2], NSR, NSR],
		[[2, 2], INC, NSR],
		// every subtotal has to be above 0
		[[0, 5, 5], INC, INC]
	])('%j: %s, %s', (values, zone, youPhase) => {
		expect(federalRule(totals(...values), 'federal-zct').outcome).toBe(zone);
		expect(federalRule(totals(...values), 'you-phase').outcome).toBe(youPhase);
		expect(federalRule(totals(...values), 'tes').outcome).toBe(youPhase);
	});
});

test.each([
	[[-2, -2, -2, 0], SR],
	[[-3, 9, 9, 9], SR],
	[[-1, 9, 9, 9], INC],
	[[0, 2, 2, 2], NSR],
	[[1, 1, 1, 1], INC]
])('Utah rule for four questions at %j: %s', (values, outcome) => {
	expect(utahFourRule(totals(...values)).outcome).toBe(outcome);
});

describe('screening rule of OSS-3', () => {
	const p = { lowest: 0.5, lowestOpposite: 0.5, grand: 0.5, grandOpposite: 0.5 };
	const alike = [
		[1, 2, 3],
		[1, 2, 3]
	];
	const different = [
		[1, 2, 3],
		[7, 8, 9]
	];
	const outcome = (values: number[][], change: Partial<typeof p>): string =>
		screeningRule(totals(-1, 1), values, { ...p, ...change }, 0.05).outcome;

	test('the lowest question decides first', () => {
		expect(outcome(alike, { lowest: 0.05, grandOpposite: 0.01 })).toBe(SR);
	});

	test('questions alike: the grand mean; different: the lowest, corrected', () => {
		expect(outcome(alike, { grand: 0.04 })).toBe(SR);
		expect(outcome(different, { grand: 0.04 })).toBe(INC);
		expect(outcome(alike, { grandOpposite: 0.04 })).toBe(NSR);
		expect(outcome(different, { lowestOpposite: 0.04 })).toBe(INC);
		expect(outcome(different, { lowestOpposite: 0.02 })).toBe(NSR);
	});
});

test('questions differ when two shares of 25 are far apart', () => {
	expect(doQuestionsDiffer([0.1, 0.5, 0.9], 25)).toBe(true);
	expect(doQuestionsDiffer([0.4, 0.5, 0.6], 25)).toBe(false);
	expect(doQuestionsDiffer([0.2], 25)).toBe(false);
});

test('a missing cut never decides', () => {
	const none = { ...CUTS, significant: null, notSignificant: null, correctedSubtotal: null };
	expect(twoStageRule(totals(-99, 99), none).outcome).toBe(INC);
});
